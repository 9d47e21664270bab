import { createHash } from 'node:crypto';
import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may do what, where and until when. A role is held by a grant (角色授予), not by the account: over a region and all
 * below it, over one unit, or within one 领域; the trail of what was done becomes one chain.
 */
export class Identity1796000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statements of [REGIONS, GRANTS, ACCOUNTS, SESSIONS, MACHINES, SETTINGS, COMMANDS, TRAIL])
      await db.query(statements);
    await chainEntries(db);
    await db.query(TRAIL_HOLDS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER audit_entry_no_truncate ON audit_entry;
      DROP INDEX session_account, audit_entry_object, audit_entry_account, audit_entry_action;
      ALTER TABLE audit_entry DROP COLUMN account_id, DROP COLUMN address, DROP COLUMN unit_id, DROP COLUMN chain;
      DROP TABLE command_key, oidc_sign_in, identity_setting, machine_token, password_history;
      ALTER TABLE session DROP COLUMN address, DROP COLUMN agent, DROP COLUMN last_seen_at, DROP COLUMN is_complete,
        DROP COLUMN method, DROP COLUMN ends_at;
      ALTER TABLE account ADD COLUMN role text, ADD COLUMN unit_id integer REFERENCES unit (id);
      UPDATE account a SET role = g.role, unit_id = g.unit_id FROM role_grant g
       WHERE g.account_id = a.id AND g.role IN ('admin', 'supervisor', 'assessor', 'unitOfficer');
      DELETE FROM account WHERE role IS NULL;
      ALTER TABLE account ALTER COLUMN role SET NOT NULL,
        ADD CHECK (role IN ('admin', 'supervisor', 'assessor', 'unitOfficer')), ADD CHECK ((role = 'unitOfficer') = (unit_id IS NOT NULL)),
        DROP COLUMN kind, DROP COLUMN disabled_at, DROP COLUMN password_changed_at, DROP COLUMN second_factor,
        DROP COLUMN second_factor_since, DROP COLUMN second_factor_step, DROP COLUMN recovery_codes,
        DROP COLUMN issuer, DROP COLUMN issuer_subject, DROP COLUMN created_by, ALTER COLUMN password_hash SET NOT NULL;
      DROP TABLE role_grant;
      ALTER TABLE region DROP COLUMN parent_id, DROP COLUMN level;
    `);
  }
}

const REGIONS = `
  ALTER TABLE region
    ADD COLUMN parent_id integer REFERENCES region (id),
    ADD COLUMN level text NOT NULL DEFAULT 'county' CHECK (level IN ('province', 'city', 'county', 'town', 'village')),
    ADD CHECK (parent_id <> id);
  CREATE INDEX region_parent ON region (parent_id);
  COMMENT ON COLUMN region.parent_id IS '上级地区：省—市—县—乡镇—村；最上级为空';
`;

const GRANTS = `
  CREATE TABLE role_grant (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id      integer NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role            text    NOT NULL CHECK (role IN ('admin', 'supervisor', 'assessor', 'domainOwner', 'leader', 'reviewer', 'auditor', 'unitOfficer')),
    region_id       integer REFERENCES region (id),
    unit_id         integer REFERENCES unit (id),
    domain          text,
    valid_from      timestamptz NOT NULL DEFAULT now(),
    valid_until     timestamptz,
    delegated_from  integer REFERENCES role_grant (id),
    reason          text    NOT NULL DEFAULT '',
    granted_by      text    NOT NULL,
    granted_at      timestamptz NOT NULL DEFAULT now(),
    revoked_by      text,
    revoked_at      timestamptz,
    CHECK ((role = 'unitOfficer') = (unit_id IS NOT NULL)),
    CHECK (unit_id IS NULL OR region_id IS NULL),
    CHECK ((role = 'domainOwner') <= (domain IS NOT NULL)),
    CHECK (delegated_from IS NULL OR valid_until IS NOT NULL),
    CHECK (valid_until IS NULL OR valid_until > valid_from),
    CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
  );
  CREATE INDEX role_grant_account ON role_grant (account_id) WHERE revoked_at IS NULL;
  CREATE INDEX role_grant_delegated ON role_grant (delegated_from) WHERE delegated_from IS NOT NULL;
  CREATE INDEX role_grant_unit ON role_grant (unit_id) WHERE unit_id IS NOT NULL;
  COMMENT ON TABLE role_grant IS '角色授予：谁在哪个地区（含下级）、单位或领域担任什么角色，到何时；地区和单位都为空即整个平台；临时代理由 delegated_from 指明所代的授予';

  INSERT INTO role_grant (account_id, role, unit_id, granted_by)
  SELECT id, role, unit_id, '系统升级' FROM account;
`;

const ACCOUNTS = `
  ALTER TABLE account
    DROP COLUMN role, DROP COLUMN unit_id,
    ALTER COLUMN password_hash DROP NOT NULL,
    ADD COLUMN kind text NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'machine')),
    ADD COLUMN disabled_at timestamptz,
    ADD COLUMN created_by text NOT NULL DEFAULT '系统',
    ADD COLUMN password_changed_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN second_factor text,
    ADD COLUMN second_factor_since timestamptz,
    ADD COLUMN second_factor_step bigint NOT NULL DEFAULT 0,
    ADD COLUMN recovery_codes text[] NOT NULL DEFAULT '{}',
    ADD COLUMN issuer text,
    ADD COLUMN issuer_subject text,
    ADD UNIQUE (issuer, issuer_subject),
    ADD CHECK (kind = 'person' OR password_hash IS NULL);
  COMMENT ON COLUMN account.password_hash IS 'argon2id；为空则不能以口令登录（机器账号、只用统一身份认证的账号）';
  COMMENT ON COLUMN account.second_factor IS '动态口令密钥，加密存放；second_factor_step 为最近一次通过的时间步，不得重用';
  COMMENT ON COLUMN account.issuer_subject IS '统一身份认证中的不变标识，与 issuer 一起认人；登录名只在首次关联时用';

  CREATE TABLE password_history (
    account_id     integer NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    password_hash  text    NOT NULL,
    replaced_at    timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX password_history_account ON password_history (account_id, replaced_at DESC);
  COMMENT ON TABLE password_history IS '用过的口令的摘要，防止轮换使用';
`;

const SESSIONS = `
  ALTER TABLE session
    ADD COLUMN address text,
    ADD COLUMN agent text,
    ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN is_complete boolean NOT NULL DEFAULT true,
    ADD COLUMN method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'oidc')),
    ADD COLUMN ends_at timestamptz;
  UPDATE session SET ends_at = expires_at;
  ALTER TABLE session ALTER COLUMN ends_at SET NOT NULL, ADD CHECK (expires_at <= ends_at);
  CREATE INDEX session_account ON session (account_id);
  COMMENT ON COLUMN session.ends_at IS '无论如何到此为止；expires_at 随使用顺延，闲置超时即到期，不超过 ends_at';
  COMMENT ON COLUMN session.is_complete IS '动态口令尚未通过时为假，此时只能提交动态口令';

  CREATE TABLE oidc_sign_in (
    state_sha256   text PRIMARY KEY,
    browser_sha256 text NOT NULL,
    nonce          text NOT NULL,
    code_verifier  text NOT NULL,
    return_to      text NOT NULL DEFAULT '/',
    link_account_id integer REFERENCES account (id) ON DELETE CASCADE,
    created_at     timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE oidc_sign_in IS '进行中的统一身份认证登录；十分钟内有效，只用一次；link_account_id 为已登录者要关联的账号';
`;

const MACHINES = `
  CREATE TABLE machine_token (
    id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id    integer NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name          text    NOT NULL,
    token_sha256  text    NOT NULL UNIQUE,
    hint          text    NOT NULL,
    scopes        text[]  NOT NULL,
    expires_at    timestamptz NOT NULL,
    created_by    text    NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    last_used_at  timestamptz,
    last_address  text,
    revoked_by    text,
    revoked_at    timestamptz
  );
  CREATE INDEX machine_token_account ON machine_token (account_id);
  COMMENT ON TABLE machine_token IS '机器令牌：OA、上下级平台的接口账号；只存摘要，scopes 为可用的接口范围';
`;

const SETTINGS = `
  CREATE TABLE identity_setting (
    is_single               boolean PRIMARY KEY DEFAULT true CHECK (is_single),
    needs_second_factor     boolean NOT NULL DEFAULT false,
    min_password_length     integer NOT NULL DEFAULT 10 CHECK (min_password_length BETWEEN 8 AND 64),
    password_days           integer NOT NULL DEFAULT 0 CHECK (password_days >= 0),
    kept_passwords          integer NOT NULL DEFAULT 5 CHECK (kept_passwords BETWEEN 0 AND 24),
    failures_before_lock    integer NOT NULL DEFAULT 5 CHECK (failures_before_lock BETWEEN 3 AND 20),
    lock_minutes            integer NOT NULL DEFAULT 15 CHECK (lock_minutes BETWEEN 1 AND 1440),
    session_hours           integer NOT NULL DEFAULT 12 CHECK (session_hours BETWEEN 1 AND 168),
    idle_minutes            integer NOT NULL DEFAULT 120 CHECK (idle_minutes BETWEEN 5 AND 1440),
    revision                integer NOT NULL DEFAULT 1,
    changed_by              text,
    changed_at              timestamptz
  );
  INSERT INTO identity_setting DEFAULT VALUES;
  COMMENT ON TABLE identity_setting IS '登录安全设置，只有一行；password_days 为 0 表示口令不过期';
`;

const COMMANDS = `
  CREATE TABLE command_key (
    account_id      integer NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    key             text    NOT NULL,
    request_sha256  text    NOT NULL,
    status          integer,
    content_type    text,
    answer          text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, key)
  );
  CREATE INDEX command_key_age ON command_key (created_at);
  COMMENT ON TABLE command_key IS '幂等键：同一账号以同一键重复提交的命令只执行一次，重复时返回第一次的答复；保留一天';
`;

const TRAIL = `
  ALTER TABLE audit_entry
    ADD COLUMN account_id integer,
    ADD COLUMN unit_id integer,
    ADD COLUMN address text,
    ADD COLUMN chain text;
  CREATE INDEX audit_entry_object ON audit_entry (object, id);
  CREATE INDEX audit_entry_account ON audit_entry (account, id);
  CREATE INDEX audit_entry_action ON audit_entry (action, id);
  COMMENT ON COLUMN audit_entry.chain IS '哈希链：前一条的 chain 与本条内容的 SHA-256；改动、插入或删除任何一条都会断链';
`;

const TRAIL_HOLDS = `
  ALTER TABLE audit_entry
    ALTER COLUMN chain SET NOT NULL,
    ADD CHECK (chain ~ '^[0-9a-f]{64}$');
  CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

/** Entries from before the chain are linked as `libs/identity/trail.ts` links new ones; a migration imports no lib. */
async function chainEntries(db: QueryRunner): Promise<void> {
  const rows: Record<string, string>[] = await db.query(
    `SELECT id::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, account, action, object, detail::text FROM audit_entry e ORDER BY e.id`,
  );
  await db.query(`ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only`);
  let chain = '0'.repeat(64);
  for (const { id, at, account, action, object, detail } of rows) {
    const link = [chain, id, at, null, account, null, null, action, object, detail]; // account, address and unit are unknown
    chain = createHash('sha256').update(JSON.stringify(link)).digest('hex');
    await db.query(`UPDATE audit_entry SET chain = $2 WHERE id = $1`, [id, chain]);
  }
  await db.query(`ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only`);
}

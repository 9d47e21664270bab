import { MigrationInterface, QueryRunner } from 'typeorm';

/** Catalogs of several kinds, each with versions that are drafted, reviewed and in force over days. */
export class CatalogVersions1795140000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(EXISTING_VERSIONS);
    await db.query(CHANGES);
  }

  /** Drafts, rejected versions and kinds other than the 标准目录 have no place in the older tables and are removed. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE IF EXISTS catalog_change;
      ALTER TABLE catalog DROP COLUMN based_on;
      DELETE FROM disclosure_item WHERE catalog_id IN
        (SELECT id FROM catalog WHERE kind <> 'standard' OR state NOT IN ('inForce', 'superseded'));
      DELETE FROM catalog WHERE kind <> 'standard' OR state NOT IN ('inForce', 'superseded');
      ALTER TABLE catalog DROP CONSTRAINT catalog_unit_kind_version;
      ALTER TABLE catalog
        DROP COLUMN kind, DROP COLUMN state, DROP COLUMN effective_to, DROP COLUMN item_count, DROP COLUMN note,
        DROP COLUMN imported_by, DROP COLUMN reviewed_by, DROP COLUMN reviewed_at,
        DROP COLUMN review_note, DROP COLUMN revision,
        ADD CONSTRAINT catalog_unit_id_version_key UNIQUE (unit_id, version);
      ALTER TABLE region DROP COLUMN four_eyes;
    `);
  }
}

const COLUMNS = `
  ALTER TABLE region ADD COLUMN four_eyes boolean NOT NULL DEFAULT true;
  COMMENT ON COLUMN region.four_eyes IS '目录审核是否须由导入人、修改人以外的账号进行';

  ALTER TABLE catalog
    ADD COLUMN kind         text    NOT NULL DEFAULT 'standard'
               CHECK (kind IN ('standard', 'supplementary', 'village', 'enterprise', 'negative')),
    ADD COLUMN state        text    NOT NULL DEFAULT 'draft'
               CHECK (state IN ('draft', 'review', 'inForce', 'superseded', 'rejected')),
    ADD COLUMN effective_to date,
    ADD COLUMN item_count   integer NOT NULL DEFAULT 0,
    ADD COLUMN note         text    NOT NULL DEFAULT '',
    ADD COLUMN imported_by  text    NOT NULL DEFAULT '命令行',
    ADD COLUMN reviewed_by  text,
    ADD COLUMN reviewed_at  timestamptz,
    ADD COLUMN review_note  text    NOT NULL DEFAULT '',
    ADD COLUMN based_on     integer REFERENCES catalog (id),
    ADD COLUMN revision     integer NOT NULL DEFAULT 1,
    DROP CONSTRAINT catalog_unit_id_version_key,
    ADD CONSTRAINT catalog_unit_kind_version UNIQUE (unit_id, kind, version);
  CREATE INDEX catalog_state ON catalog (state, unit_id);
  COMMENT ON TABLE catalog IS '公开目录的一个版本；effective_on 为空表示自始有效，effective_to 为空表示尚无替代版本';
`;

/** What was imported so far counted at once: the newest stays in force, the ones before it ended when it came. */
const EXISTING_VERSIONS = `
  UPDATE catalog c SET
    item_count   = (SELECT count(*) FROM disclosure_item i WHERE i.catalog_id = c.id),
    state        = CASE WHEN next.day IS NULL THEN 'inForce' ELSE 'superseded' END,
    effective_on = CASE WHEN c.version = 1 THEN NULL ELSE own.day END,
    effective_to = next.day - 1
  FROM catalog old
  CROSS JOIN LATERAL (SELECT coalesce(r.virtual_today, (old.imported_at AT TIME ZONE 'Asia/Shanghai')::date) AS day
                        FROM unit u JOIN region r ON r.id = u.region_id WHERE u.id = old.unit_id) own
  LEFT JOIN LATERAL (SELECT coalesce(r.virtual_today, (n.imported_at AT TIME ZONE 'Asia/Shanghai')::date) AS day
                       FROM catalog n JOIN unit u ON u.id = n.unit_id JOIN region r ON r.id = u.region_id
                      WHERE n.unit_id = old.unit_id AND n.version > old.version ORDER BY n.version LIMIT 1) next ON true
  WHERE old.id = c.id;
`;

const CHANGES = `
  CREATE TABLE catalog_change (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    catalog_id  integer NOT NULL REFERENCES catalog (id),
    at          timestamptz NOT NULL DEFAULT now(),
    account_id  integer,
    by_name     text    NOT NULL,
    kind        text    NOT NULL
                CHECK (kind IN ('imported', 'copied', 'edited', 'submitted', 'withdrawn', 'approved', 'rejected', 'superseded')),
    detail      jsonb   NOT NULL DEFAULT '{}'
  );
  CREATE INDEX catalog_change_line ON catalog_change (catalog_id, id);
  COMMENT ON TABLE catalog_change IS '目录的修改记录：谁在何时做了什么，逐字段的旧值与新值；只增不改';
  CREATE TRIGGER catalog_change_append_only BEFORE UPDATE OR DELETE ON catalog_change
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

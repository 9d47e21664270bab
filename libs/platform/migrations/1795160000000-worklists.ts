import { MigrationInterface, QueryRunner } from 'typeorm';

/** What people decided about words the program could not place: 领域 names, 公开主体 names, wordings of 公开时限. */
export class Worklists1795160000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE domain_alias (
        alias       text PRIMARY KEY CHECK (alias <> ''),
        domain      text NOT NULL CHECK (domain <> ''),
        decided_by  text NOT NULL,
        decided_at  timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE domain_alias IS '领域别名：本地区在内置字典之外增加的名称；domain 不在字典中的即为新增领域';

      CREATE TABLE organ_name (
        name        text PRIMARY KEY CHECK (name <> ''),
        wording     text NOT NULL,
        unit_id     integer REFERENCES unit (id),
        decided_by  text NOT NULL,
        decided_at  timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE organ_name IS '公开主体名称的人工对应；unit_id 为空表示不是登记范围内的单位';

      CREATE TABLE limit_meaning (
        wording     text PRIMARY KEY CHECK (wording <> ''),
        quoted      text  NOT NULL,
        limits      jsonb NOT NULL CHECK (jsonb_typeof(limits) = 'array' AND jsonb_array_length(limits) BETWEEN 1 AND 5),
        decided_by  text  NOT NULL,
        decided_at  timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE limit_meaning IS '时限释义：人工解读的公开时限表述，同样的表述一律适用；quoted 为目录原文';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE IF EXISTS limit_meaning, organ_name, domain_alias;`);
  }
}

import { MigrationInterface, QueryRunner } from 'typeorm';

/** 台账: what a unit reports of matters no crawl can see, each correction a version of its own. */
export class Registers1796200000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE register_entry (
        id            bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        unit_id       integer NOT NULL REFERENCES unit (id),
        kind          text    NOT NULL,
        key           text    NOT NULL,
        version       integer NOT NULL,
        content       jsonb   NOT NULL,
        occurred_on   date    NOT NULL,
        digest        text    NOT NULL,
        source        text    NOT NULL CHECK (source IN ('form', 'import', 'api', 'machine')),
        entered_by    text    NOT NULL,
        entered_at    timestamptz NOT NULL DEFAULT now(),
        as_of         date    NOT NULL,
        confirmed_at  timestamptz NOT NULL DEFAULT now(),
        note          text    NOT NULL DEFAULT '',
        superseded_at timestamptz,
        revoked_at    timestamptz,
        revoked_by    text,
        revoked_note  text,
        UNIQUE (unit_id, kind, key, version)
      );
      CREATE UNIQUE INDEX register_entry_newest ON register_entry (unit_id, kind, key) WHERE superseded_at IS NULL;
      CREATE INDEX register_entry_list ON register_entry (kind, occurred_on DESC, id DESC) WHERE superseded_at IS NULL;
      COMMENT ON TABLE register_entry IS '台账：每次更正一个版本，只增不改；as_of 为登记时点，原样再次登记时后移；不含个人信息';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE register_entry`);
  }
}

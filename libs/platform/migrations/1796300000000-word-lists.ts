import { MigrationInterface, QueryRunner } from 'typeorm';

/** 词表: what the office adds to, changes in and takes out of the shipped list. Edits are only ever added. */
export class WordLists1796300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE word_edit (
        id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        wording    text    NOT NULL CHECK (length(wording) BETWEEN 2 AND 60),
        instead    text    NOT NULL DEFAULT '' CHECK (length(instead) <= 60),
        kind       text    NOT NULL CHECK (kind IN ('typo', 'expression', 'right')),
        is_grave   boolean NOT NULL DEFAULT false,
        is_active  boolean NOT NULL DEFAULT true,
        reason     text    NOT NULL CHECK (reason <> ''),
        edited_by  text    NOT NULL,
        edited_at  timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX word_edit_newest ON word_edit (wording, id DESC);
      COMMENT ON TABLE word_edit IS '错别字和规范表述词表的修订：每个词形以最近一次为准，is_active 为假即停用；只增不改';
      CREATE TRIGGER word_edit_append_only BEFORE UPDATE OR DELETE ON word_edit FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE word_edit`);
  }
}

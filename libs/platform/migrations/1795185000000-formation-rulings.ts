import { MigrationInterface, QueryRunner } from 'typeorm';

/** 成文日期认定: the day of formation that an upheld objection states holds for that unit and document from then on. */
export class FormationRulings1795185000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE formation_ruling (
        unit_id       integer NOT NULL REFERENCES unit (id),
        url           text    NOT NULL,
        formed_on     date    NOT NULL,
        objection_id  integer NOT NULL REFERENCES objection (id),
        ruled_by      text    NOT NULL,
        ruled_at      timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (unit_id, url)
      );
      COMMENT ON TABLE formation_ruling IS '成文日期认定：申诉成立时所述的成文日期，只用于该单位的该条信息；以最近一次裁定为准';
    `);
    await db.query(`
      INSERT INTO formation_ruling (unit_id, url, formed_on, objection_id, ruled_by, ruled_at)
      SELECT DISTINCT ON (a.unit_id, about.url) a.unit_id, about.url, o.formed_on, o.id, COALESCE(o.decided_by, ''), COALESCE(o.decided_at, now())
        FROM objection o JOIN alert a ON a.id = o.alert_id, LATERAL substring(a.subject FROM '[|]url:(.+)$') AS about (url)
       WHERE o.state = 'upheld' AND o.formed_on IS NOT NULL AND about.url IS NOT NULL
       ORDER BY a.unit_id, about.url, o.decided_at DESC, o.id DESC
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE formation_ruling`);
  }
}

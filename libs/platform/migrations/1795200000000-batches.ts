import { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages are extracted where they are fetched and brought home in batches; what a worker has in its hands is written down. */
export class Batches1795200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE crawl_task SET state = 'pending', capture_id = NULL WHERE state = 'fetched';
      ALTER TABLE crawl_task
        ADD COLUMN takes smallint NOT NULL DEFAULT 0,
        DROP CONSTRAINT crawl_task_state_check,
        ADD CONSTRAINT crawl_task_state_check CHECK (state IN ('pending', 'done', 'failed'));
      DROP INDEX crawl_task_next;
      CREATE INDEX crawl_task_next ON crawl_task (round_id, priority, id) WHERE state = 'pending';
      ALTER TABLE crawl_round ADD COLUMN taken bigint[] NOT NULL DEFAULT '{}';
      COMMENT ON TABLE crawl_task IS '采集任务（前沿）：pending 待采 → done 已采并已抽取；failed 记录原因';
      COMMENT ON COLUMN crawl_task.takes IS '采集进程在处理该任务时中止的次数；达到三次即为 unreadable';
      COMMENT ON COLUMN crawl_round.taken IS '采集进程已领取、尚未交回的任务';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE crawl_round DROP COLUMN taken;
      DROP INDEX crawl_task_next;
      CREATE INDEX crawl_task_next ON crawl_task (round_id, priority, id) WHERE state IN ('pending', 'fetched');
      ALTER TABLE crawl_task
        DROP COLUMN takes,
        DROP CONSTRAINT crawl_task_state_check,
        ADD CONSTRAINT crawl_task_state_check CHECK (state IN ('pending', 'fetched', 'done', 'failed'));
    `);
  }
}

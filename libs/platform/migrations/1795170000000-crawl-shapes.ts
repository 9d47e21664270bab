import { MigrationInterface, QueryRunner } from 'typeorm';

/** 同类网址: what the frontier counts together, so that a calendar or a site of shells cannot eat a round. */
export class CrawlShapes1795170000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE crawl_task ADD COLUMN shape text;
      CREATE INDEX crawl_task_shape ON crawl_task (round_id, shape) WHERE shape IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE crawl_task DROP COLUMN shape`);
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { appendCaptures, NewCapture } from './capture-chain.store';

/** 截图申请. Chinese `warning`: why there is no picture, or what to mind when looking at it. */
export interface ScreenshotRequest {
  readonly id: number;
  readonly captureId: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly state: 'pending' | 'done' | 'failed';
  readonly warning: string | null;
  /** The capture that holds the picture, and when it was taken. */
  readonly screenshotId: string | null;
  readonly takenAt: string | null;
}

/** What the worker needs to take it. */
export interface ScreenshotWork {
  readonly captureId: string;
  readonly siteId: number;
  readonly url: string;
}

/** So many pictures may wait; a site is opened for one at most once a minute. */
const MOST_PENDING = 20;

@Injectable()
export class ScreenshotStore {
  constructor(private readonly db: DataSource) {}

  /** Answers the id of the request; `busy` when too many wait, `tooSoon` when the site was opened for one just now. */
  async request(captureId: string, requestedBy: string): Promise<number | 'busy' | 'tooSoon'> {
    return this.db.transaction(async (tx) => {
      await tx.query(`LOCK TABLE screenshot_request IN SHARE ROW EXCLUSIVE MODE`);
      const [{ waiting, mine, lately }] = await tx.query(COUNTS, [captureId]);
      if (mine !== null) return mine as number;
      if (waiting >= MOST_PENDING) return 'busy';
      if (lately) return 'tooSoon';
      const [row] = await tx.query(
        `INSERT INTO screenshot_request (capture_id, requested_by) VALUES ($1, $2) RETURNING id`,
        [captureId, requestedBy],
      );
      return row.id;
    });
  }

  /** Newest first. */
  async ofCapture(captureId: string): Promise<ScreenshotRequest[]> {
    const rows = await this.db.query(`${SELECT} WHERE r.capture_id = $1 ORDER BY r.id DESC LIMIT 50`, [captureId]);
    return rows.map(({ requestedAt, takenAt, ...rest }: StoredRequest) => ({
      ...rest,
      requestedAt: requestedAt.toISOString(),
      takenAt: takenAt?.toISOString() ?? null,
    }));
  }

  /** Undefined when there is nothing (more) to do. */
  async work(requestId: number): Promise<ScreenshotWork | undefined> {
    const [row] = await this.db.query(
      `SELECT c.id AS "captureId", c.site_id AS "siteId", c.final_url AS url
         FROM screenshot_request r JOIN capture c ON c.id = r.capture_id WHERE r.id = $1 AND r.state = 'pending'`,
      [requestId],
    );
    return row;
  }

  /** Puts the picture into the chain and ends the request; done twice, the first one stands. */
  async finish(requestId: number, siteId: number, picture: NewCapture, warning: string | null): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [row] = await tx.query(`SELECT state FROM screenshot_request WHERE id = $1 FOR UPDATE`, [requestId]);
      if (row?.state !== 'pending') return;
      const [id] = await appendCaptures(tx, { siteId, roundId: null }, [picture]);
      await tx.query(
        `UPDATE screenshot_request SET state = 'done', screenshot_id = $2, warning = $3, finished_at = now() WHERE id = $1`,
        [requestId, id, warning],
      );
    });
  }

  async fail(requestId: number, warning: string): Promise<void> {
    await this.db.query(
      `UPDATE screenshot_request SET state = 'failed', warning = $2, finished_at = now() WHERE id = $1 AND state = 'pending'`,
      [requestId, warning],
    );
  }
}

interface StoredRequest extends Omit<ScreenshotRequest, 'requestedAt' | 'takenAt'> {
  readonly requestedAt: Date;
  readonly takenAt: Date | null;
}

const SELECT = `
  SELECT r.id, r.capture_id AS "captureId", r.requested_by AS "requestedBy", r.requested_at AS "requestedAt", r.state,
         r.warning, r.screenshot_id AS "screenshotId", s.captured_at AS "takenAt"
    FROM screenshot_request r LEFT JOIN capture s ON s.id = r.screenshot_id`;

const COUNTS = `
  SELECT (SELECT count(*)::int FROM screenshot_request WHERE state = 'pending') AS waiting,
         (SELECT id FROM screenshot_request WHERE state = 'pending' AND capture_id = $1) AS mine,
         EXISTS (SELECT FROM screenshot_request r JOIN capture c ON c.id = r.capture_id
                  WHERE c.site_id = (SELECT site_id FROM capture WHERE id = $1)
                    AND r.requested_at > now() - interval '1 minute') AS lately`;

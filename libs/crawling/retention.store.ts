import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ObjectStore } from './object.store';

export interface Retained {
  /** Captures that were given up now; their rows and links stay. */
  readonly expired: number;
  readonly deletedFiles: number;
  readonly deletedBytes: number;
}

/** A file that young may belong to a batch whose rows are not committed yet; a capture given up so lately may be in use. */
const GRACE_HOURS = 24;

/**
 * 保存期限: captures older than that are given up unless a finding, alert, notice or report rests on their bytes, or
 * they are the newest of their page. A file goes when no capture in it is kept; the chain stays whole.
 */
@Injectable()
export class RetentionStore {
  constructor(private readonly db: DataSource) {}

  /** May be killed anywhere and run again: rows first, then files nothing refers to, left-overs of killed batches included. */
  async retain(objects: ObjectStore, captureDays: number, at: Date = new Date()): Promise<Retained> {
    const expired = await this.expire(new Date(at.getTime() - captureDays * 86_400_000), at);
    return { expired, ...(await this.sweep(objects, new Date(at.getTime() - GRACE_HOURS * 3_600_000))) };
  }

  private async expire(before: Date, at: Date): Promise<number> {
    const [, count] = await this.db.query(EXPIRE, [before.toISOString(), at.toISOString()]);
    return count;
  }

  private async sweep(objects: ObjectStore, before: Date): Promise<Omit<Retained, 'expired'>> {
    const rows: { file: string }[] = await this.db.query(KEPT_FILES, [before.toISOString()]);
    const kept = new Set(rows.map(({ file }) => file));
    let deletedFiles = 0;
    let deletedBytes = 0;
    for await (const { name, bytes, storedAt } of objects.list()) {
      if (!name.startsWith('warc/') || kept.has(name) || !(storedAt < before)) continue;
      await objects.delete(name);
      deletedFiles += 1;
      deletedBytes += bytes;
    }
    return { deletedFiles, deletedBytes };
  }
}

const EXPIRE = `
  UPDATE capture c SET expired_at = $2
   WHERE c.captured_at < $1 AND c.expired_at IS NULL
     AND c.sha256 NOT IN (SELECT sha256 FROM evidence_reference WHERE sha256 IS NOT NULL)
     AND EXISTS (SELECT FROM capture newer WHERE newer.site_id = c.site_id AND newer.url = c.url AND newer.id > c.id
                    AND (newer.via = 'screenshot') = (c.via = 'screenshot'))`;

const KEPT_FILES = `
  SELECT warc_file AS file FROM capture WHERE expired_at IS NULL OR expired_at > $1
   UNION SELECT record_file FROM capture WHERE expired_at IS NULL OR expired_at > $1`;

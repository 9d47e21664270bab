import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ListedWord, WordEdit, wordListOf } from './word-list';

/** 词表修订 as it is kept: who changed what, why and when. */
export interface StoredWordEdit extends WordEdit {
  readonly reason: string;
  readonly editedBy: string;
  readonly editedAt: Date;
}

/** 词表: the shipped words with the edits of the office. */
@Injectable()
export class WordListStore {
  constructor(private readonly db: DataSource) {}

  /** The list that texts are read by from now on. */
  async inForce(): Promise<readonly ListedWord[]> {
    const rows: WordEdit[] = await this.db.query(
      `SELECT DISTINCT ON (wording) wording, instead, kind, is_grave AS "isGrave", is_active AS "isActive"
         FROM word_edit ORDER BY wording, id DESC`,
    );
    return wordListOf(rows);
  }

  /** Every edit, the newest first. */
  async edits(): Promise<StoredWordEdit[]> {
    return this.db.query(
      `SELECT wording, instead, kind, is_grave AS "isGrave", is_active AS "isActive", reason,
              edited_by AS "editedBy", edited_at AS "editedAt" FROM word_edit ORDER BY id DESC LIMIT 1000`,
    );
  }

  /** How often each wording stands in what was seen last, within the reach of who asks. */
  async hits(): Promise<ReadonlyMap<string, number>> {
    const rows: { wording: string; places: number }[] = await this.db.query(
      `SELECT remark ->> 'says' AS wording, count(*)::int AS places
         FROM (SELECT DISTINCT ON (unit_id) facts FROM observation ORDER BY unit_id, round_id DESC, id DESC) newest,
              jsonb_array_elements(coalesce(facts -> 'contentPages', '[]')) page,
              jsonb_array_elements(page -> 'remarks') remark
        WHERE remark ->> 'kind' = 'wording' GROUP BY 1`,
    );
    return new Map(rows.map(({ wording, places }) => [wording, places]));
  }

  async edit(
    { wording, instead, kind, isGrave = false, isActive }: WordEdit,
    reason: string,
    by: string,
  ): Promise<void> {
    await this.db.query(
      `INSERT INTO word_edit (wording, instead, kind, is_grave, is_active, reason, edited_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [wording, instead, kind, isGrave, isActive, reason, by],
    );
  }
}

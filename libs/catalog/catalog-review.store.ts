import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { insertVersion, lockUnit, Queryable, recordChange, supersede, TODAY_OF_UNIT } from './catalog-rows.store';
import {
  Actor,
  CatalogKind,
  CatalogRefused,
  CatalogState,
  CatalogStep,
  refusalOfReviewer,
  refusalOfStep,
} from './catalog-version';
import { CatalogProblem } from './disclosure-catalog';
import { mustBeWithinDomains } from './domain-rows.store';
import { applied, RowEdit } from './row-edit.store';

export interface EditAnswer {
  /** The draft that now holds the change: a new one where the version edited was no draft. */
  readonly id: number;
  readonly revision: number;
  /** What the edited texts leave open, as an import would say it. */
  readonly problems: readonly CatalogProblem[];
}

/** The way of a version from draft to force, and the edits of its rows. Refusals are CatalogRefused. */
@Injectable()
export class CatalogReviewStore {
  constructor(private readonly db: DataSource) {}

  async submit(id: number, by: Actor): Promise<void> {
    await this.step({ id, by }, 'submit', async (tx, held) => {
      if (held.itemCount === 0) throw new CatalogRefused('不能送审：该版本没有公开事项');
      await setState(tx, id, 'review');
      await recordChange(tx, id, by, 'submitted');
    });
  }

  /** Back to draft, to be changed before anybody reviewed it. */
  async withdraw(id: number, by: Actor): Promise<void> {
    await this.step({ id, by }, 'withdraw', async (tx) => {
      await setState(tx, id, 'draft');
      await recordChange(tx, id, by, 'withdrawn');
    });
  }

  /** In force from `effectiveOn`; what was in force ends the day before. */
  async approve(
    id: number,
    by: Actor,
    { effectiveOn, note = '' }: { effectiveOn: LocalDate; note?: string },
  ): Promise<void> {
    await this.step({ id, by }, 'approve', async (tx, held) => {
      await checkReviewer(tx, held, by);
      await mustBeWithinDomains(tx, by, { ...held, on: effectiveOn });
      const begun = await currentBegin(tx, held);
      if (begun !== null && effectiveOn < begun)
        throw new CatalogRefused(`生效日期不能早于现行版本的生效日期 ${begun}`);
      await tx.query(
        `UPDATE catalog SET state = 'inForce', effective_on = $2, reviewed_by = $3, reviewed_at = now(), review_note = $4, revision = revision + 1 WHERE id = $1`,
        [id, effectiveOn, by.name, note],
      );
      await recordChange(tx, id, by, 'approved', { effectiveOn, note });
      await supersede(tx, { id, unitId: held.unitId, kind: held.kind, on: effectiveOn }, by);
    });
  }

  async reject(id: number, by: Actor, note: string): Promise<void> {
    await this.step({ id, by }, 'reject', async (tx, held) => {
      await checkReviewer(tx, held, by);
      await tx.query(
        `UPDATE catalog SET state = 'rejected', reviewed_by = $2, reviewed_at = now(), review_note = $3, revision = revision + 1 WHERE id = $1`,
        [id, by.name, note],
      );
      await recordChange(tx, id, by, 'rejected', { note });
    });
  }

  /** Back to draft what was sent back or discarded, with its rows, its remarks and its history. */
  async revise(id: number, by: Actor): Promise<void> {
    await this.step({ id, by }, 'revise', async (tx) => reopened(tx, id, by));
  }

  /** Gives a draft up. It keeps its number and its rows, and nothing it says ever counts. */
  async discard(id: number, by: Actor, note: string): Promise<void> {
    await this.step({ id, by }, 'discard', async (tx) => {
      await setState(tx, id, 'discarded');
      await recordChange(tx, id, by, 'discarded', { note });
    });
  }

  /**
   * Changes rows of the version the editor saw. A draft is changed in place, and what was sent back becomes a draft again
   * with the first change; what is or was in force stays as it is and is copied into a new draft first.
   */
  async edit(
    id: number,
    by: Actor,
    { revision, edits }: { revision: number; edits: readonly RowEdit[] },
  ): Promise<EditAnswer> {
    return this.db.transaction(async (tx) => {
      const held = await heldVersion(tx, id);
      if (held.state === 'review') throw new CatalogRefused('该版本正在审核，撤回后才能修改');
      if (held.state === 'discarded') throw new CatalogRefused('该版本已作废，恢复为草稿后才能修改');
      if (held.revision !== revision) throw new CatalogRefused('该版本已被他人修改，请刷新后重试');
      await mustBeWithinDomains(tx, by, held);
      if (held.state === 'rejected') await reopened(tx, id, by);
      const isInPlace = held.state === 'draft' || held.state === 'rejected';
      const draftId = isInPlace ? id : await copied(tx, held, by);
      const problems: CatalogProblem[] = [];
      for (const edit of edits) problems.push(...(await applied(tx, draftId, edit, by)));
      const [row] = await tx.query(
        `WITH changed AS (
           UPDATE catalog SET revision = revision + 1, item_count = (SELECT count(*) FROM disclosure_item WHERE catalog_id = $1)
            WHERE id = $1 RETURNING revision)
         SELECT revision FROM changed`,
        [draftId],
      );
      return { id: draftId, revision: row.revision, problems };
    });
  }

  async isFourEyes(): Promise<boolean> {
    const [row] = await this.db.query(`SELECT four_eyes FROM region ORDER BY id LIMIT 1`);
    return row?.four_eyes ?? true;
  }

  async setFourEyes(isOn: boolean): Promise<void> {
    await this.db.query(`UPDATE region SET four_eyes = $1`, [isOn]);
  }

  private async step(
    { id, by }: { readonly id: number; readonly by: Actor },
    step: CatalogStep,
    take: (tx: Queryable, held: HeldVersion) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      const held = await heldVersion(tx, id);
      const refusal = refusalOfStep(step, held.state);
      if (refusal) throw new CatalogRefused(refusal);
      await mustBeWithinDomains(tx, by, held);
      await take(tx, held);
    });
  }
}

interface HeldVersion {
  readonly id: number;
  readonly unitId: number;
  readonly kind: CatalogKind;
  readonly state: CatalogState;
  readonly revision: number;
  readonly itemCount: number;
  readonly sourceName: string;
  readonly sourceSha256: string;
  readonly problems: readonly CatalogProblem[];
}

/** The version with its unit locked, so that two steps at once are two steps after each other. */
async function heldVersion(tx: Queryable, id: number): Promise<HeldVersion> {
  const [{ unit_id: unitId = null } = {}] = await tx.query(`SELECT unit_id FROM catalog WHERE id = $1`, [id]);
  if (unitId === null) throw new CatalogRefused('没有这个目录版本');
  await lockUnit(tx, unitId);
  const [row] = await tx.query(
    `SELECT id, unit_id AS "unitId", kind, state, revision, item_count AS "itemCount", source_name AS "sourceName",
            source_sha256 AS "sourceSha256", problems FROM catalog WHERE id = $1`,
    [id],
  );
  return row;
}

async function setState(tx: Queryable, id: number, state: CatalogState): Promise<void> {
  await tx.query(`UPDATE catalog SET state = $2, revision = revision + 1 WHERE id = $1`, [id, state]);
}

async function reopened(tx: Queryable, id: number, by: Actor): Promise<void> {
  await setState(tx, id, 'draft');
  await recordChange(tx, id, by, 'revised');
}

async function checkReviewer(tx: Queryable, { id, unitId }: HeldVersion, by: Actor): Promise<void> {
  const [{ four_eyes: isFourEyes }] = await tx.query(
    `SELECT r.four_eyes FROM unit u JOIN region r ON r.id = u.region_id WHERE u.id = $1`,
    [unitId],
  );
  const authors = await tx.query(
    `SELECT DISTINCT account_id AS id FROM catalog_change WHERE catalog_id = $1 AND kind IN ('imported', 'copied', 'edited')`,
    [id],
  );
  const refusal = refusalOfReviewer(
    by.accountId,
    authors.map((author: { id: number | null }) => author.id),
    isFourEyes,
  );
  if (refusal) throw new CatalogRefused(refusal);
}

/** First day of the version in force today; null where it has been in force from the beginning, or there is none. */
async function currentBegin(tx: Queryable, { unitId, kind }: HeldVersion): Promise<LocalDate | null> {
  const [row] = await tx.query(
    `SELECT effective_on::text AS "effectiveOn" FROM catalog
      WHERE unit_id = $1 AND kind = $2 AND state IN ('inForce', 'superseded')
        AND (effective_on IS NULL OR effective_on <= ${TODAY_OF_UNIT})
        AND (effective_to IS NULL OR effective_to >= ${TODAY_OF_UNIT})`,
    [unitId, kind],
  );
  return row?.effectiveOn ?? null;
}

async function copied(tx: Queryable, held: HeldVersion, by: Actor): Promise<number> {
  const { id, unitId, kind, problems } = held;
  const source = { name: held.sourceName, sha256: held.sourceSha256 };
  const copy = await insertVersion(tx, {
    unitId,
    kind,
    state: 'draft',
    effectiveOn: null,
    source,
    problems,
    by,
    basedOn: id,
  });
  await tx.query(
    `INSERT INTO disclosure_item (catalog_id, key, ordinal, content)
     SELECT $2, key, ordinal, content FROM disclosure_item WHERE catalog_id = $1`,
    [id, copy.id],
  );
  await recordChange(tx, copy.id, by, 'copied', { from: id });
  return copy.id;
}

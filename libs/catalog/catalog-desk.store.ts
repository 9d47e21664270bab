import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { catalogDiff, shortDiff, ShortDiff } from './catalog-diff';
import { CatalogFileError, readCatalogBytes } from './catalog-file.reader';
import { CatalogReads, CatalogRow } from './catalog-reads.store';
import { writeCatalogSheet } from './catalog-sheet.writer';
import { Actor, CatalogKind } from './catalog-version';
import { CatalogStore } from './catalog.store';
import { ColumnReading, columnReadings } from './column-readings';
import { CatalogProblem } from './disclosure-catalog';
import { itemKeys } from './item-key';

/** A file that was uploaded for a unit. */
export interface CatalogUpload {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly unitId: number;
  readonly kind: CatalogKind;
}

/** What takes seconds with a large catalog, and what comes of it: never more than a page shows. */
export interface CatalogTasks {
  /** Says what a file holds and what it would change; stores nothing. */
  preview(upload: CatalogUpload): Promise<CatalogPreview>;
  /** Stores a file as a draft. Throws CatalogFileError where it holds no item. */
  saveDraft(upload: CatalogUpload & { readonly by: Actor; readonly note?: string }): Promise<StoredDraft>;
  /** Compares two versions; without an older one all is added. */
  diff(versions: { readonly older?: number; readonly newer: number }): Promise<ShortDiff>;
  /** One version as .xlsx. */
  sheet(version: { readonly id: number; readonly title: string }): Promise<Uint8Array>;
}

export interface CatalogPreview {
  readonly itemCount: number;
  readonly problemCount: number;
  /** The first thousand. */
  readonly problems: readonly CatalogProblem[];
  /** How each column was understood. */
  readonly columns: readonly ColumnReading[];
  /** The first twenty. */
  readonly rows: readonly CatalogRow[];
  readonly diff: ShortDiff;
}

export interface StoredDraft {
  readonly id: number;
  readonly version: number;
  readonly itemCount: number;
  readonly sha256: string;
}

const PREVIEW_ROWS = 20;
const MOST_PROBLEMS = 1000;
const MOST_COLUMNS = 200;
const MOST_DIFF_LINES = 300;

/** The work itself, in whichever thread it is called. */
export class CatalogDesk implements CatalogTasks {
  constructor(private readonly db: DataSource) {}

  async preview({ bytes, name, unitId, kind }: CatalogUpload): Promise<CatalogPreview> {
    const { items, problems } = await readCatalogBytes(Buffer.from(bytes), name);
    const first = items.slice(0, PREVIEW_ROWS);
    const keys = itemKeys(first);
    const before = await new CatalogStore(this.db).itemsInForce(unitId, kind);
    return {
      itemCount: items.length,
      problemCount: problems.length,
      problems: problems.slice(0, MOST_PROBLEMS),
      columns: columnReadings(items).slice(0, MOST_COLUMNS),
      rows: first.map((item, index) => ({ key: keys[index] ?? '', item })),
      diff: shortDiff(catalogDiff(before, items), MOST_DIFF_LINES),
    };
  }

  async saveDraft(upload: CatalogUpload & { readonly by: Actor; readonly note?: string }): Promise<StoredDraft> {
    const { name, unitId, kind, by, note } = upload;
    const bytes = Buffer.from(upload.bytes);
    const catalog = await readCatalogBytes(bytes, name);
    if (catalog.items.length === 0)
      throw new CatalogFileError(catalog.problems[0]?.message ?? '文件中没有可导入的公开事项');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const stored = await new CatalogStore(this.db).saveDraft(unitId, kind, catalog, {
      source: { name, sha256 },
      by,
      note,
    });
    return { ...stored, itemCount: catalog.items.length, sha256 };
  }

  async diff({ older, newer }: { readonly older?: number; readonly newer: number }): Promise<ShortDiff> {
    const reads = new CatalogReads(this.db);
    const before = older === undefined ? [] : await reads.items(older);
    return shortDiff(catalogDiff(before, await reads.items(newer)), MOST_DIFF_LINES);
  }

  async sheet({ id, title }: { readonly id: number; readonly title: string }): Promise<Uint8Array> {
    return writeCatalogSheet(await new CatalogReads(this.db).items(id), title);
  }
}

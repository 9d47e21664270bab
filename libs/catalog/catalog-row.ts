import { isDitto } from './catalog-cells';
import { ColumnRole } from './catalog-columns';
import { CatalogColumn, CatalogHeader } from './catalog-header';
import { GridCell, GridRow } from './grid';

/** A row with 同上 and the text of merged cells filled in. */
export interface ResolvedRow {
  readonly levels: readonly string[];
  readonly sequence: string;
  /** Text by column index, 同上 resolved. */
  readonly texts: readonly string[];
}

/** 同上, and what a row of the same item leaves empty, filled from above. */
export function resolveRow(row: GridRow, { columns }: CatalogHeader, above: ResolvedRow | undefined): ResolvedRow {
  const own = columns.map(({ index }) => textOf(row.cells[index]));
  const sequence = columns
    .filter(({ role }) => role === 'sequence')
    .map(({ index }) => own[index] ?? '')
    .join('');
  const levels = levelsOf(row, columns, own, sequence, above);
  const isSameItem =
    above !== undefined &&
    levels.join('\n') === above.levels.join('\n') &&
    (sequence === '' || sequence === above.sequence);
  const texts = columns.map(({ index, role }) => {
    const text = own[index] ?? '';
    const fromAbove = above?.texts[index] ?? '';
    if (isDitto(text)) return fromAbove || text;
    if (text !== '') return text;
    return role === 'domain' || (isSameItem && SHARED.has(role)) ? fromAbove : text;
  });
  return { levels, sequence: sequence || (isSameItem ? above.sequence : ''), texts };
}

/** Columns that a merged row gives once for all its lines; an empty tick cell is just empty. */
const SHARED = new Set<ColumnRole | undefined>([
  'basis',
  'timeLimit',
  'unit',
  'division',
  'position',
  'authority',
  'procedure',
  'handlingLimit',
  'channel',
  'section',
]);

/**
 * Item levels from the outermost. Leading levels left empty, or all of them in a further line of the same item, are those
 * of the row above: merged cells lose their text everywhere but in the first row when a table is saved as CSV.
 */
function levelsOf(
  row: GridRow,
  columns: readonly CatalogColumn[],
  own: readonly string[],
  sequence: string,
  above: ResolvedRow | undefined,
): string[] {
  const places = levelColumns(columns);
  const texts = places.map(({ index }, place) => {
    if (row.cells[index]?.mergedFrom === 'left' && place > 0) return '';
    const text = oneLine(own[index] ?? '');
    return isDitto(text) ? levelAbove(above, index) : text;
  });
  const firstFilled = texts.findIndex((text) => text !== '');
  if (firstFilled > 0 && above) {
    const inherited = places.slice(0, firstFilled).map(({ index }) => levelAbove(above, index));
    return [...(inherited.every(Boolean) ? inherited : above.levels.slice(0, firstFilled)), ...texts].filter(Boolean);
  }
  if (firstFilled === -1 && above && (sequence === '' || sequence === above.sequence) && hasContent(columns, own))
    return [...above.levels];
  return texts.filter(Boolean);
}

/** 同上 that nothing answered is no name. */
function levelAbove(above: ResolvedRow | undefined, index: number): string {
  const text = oneLine(above?.texts[index] ?? '');
  return isDitto(text) ? '' : text;
}

function levelColumns(columns: readonly CatalogColumn[]): CatalogColumn[] {
  return columns.filter(({ role }) => role === 'level');
}

function hasContent(columns: readonly CatalogColumn[], own: readonly string[]): boolean {
  return columns.some(({ role, index }) => role === 'content' && own[index] !== '');
}

/** Trimmed text of a cell that may be missing. */
export function textOf(cell: GridCell | undefined): string {
  return cell?.text.trim() ?? '';
}

/** Line breaks in a narrow column cut words in two. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, '').trim();
}

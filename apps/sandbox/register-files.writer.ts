import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { RegisterKindId } from '@app/registers/register-kind';
import { REGISTER_KINDS } from '@app/registers/register-kinds';
import { SandboxCounty } from './county/county';
import { ENTRIES, EntryPlan } from './county/registers';

export interface RegisterFile {
  readonly kind: RegisterKindId;
  readonly file: string;
}

/** One table per kind, with the rows of all units, as the office collects them. `bases` are the addresses of the sites. */
export async function writeRegisterFiles(
  folder: string,
  county: SandboxCounty,
  bases: ReadonlyMap<string, string>,
): Promise<RegisterFile[]> {
  await mkdir(folder, { recursive: true });
  const files: RegisterFile[] = [];
  for (const kind of REGISTER_KINDS) {
    const entries = ENTRIES.filter((entry) => entry.kind === kind.id);
    if (entries.length === 0) continue;
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet(kind.title);
    sheet.addRow([`清河县${kind.title}台账（2026年11月）`]);
    sheet.addRow(['序号', '单位', ...kind.columns.map(({ header }) => header)]);
    entries.forEach((entry, at) => sheet.addRow([at + 1, ...cellsOf(entry, county, bases, kind.columns)]));
    const file = join(folder, `${kind.title}.xlsx`);
    await writeFile(file, Buffer.from(await book.xlsx.writeBuffer()));
    files.push({ kind: kind.id, file });
  }
  return files;
}

function cellsOf(
  { unitId, texts }: EntryPlan,
  county: SandboxCounty,
  bases: ReadonlyMap<string, string>,
  columns: readonly { readonly id: string }[],
): string[] {
  const unit = county.units.find(({ id }) => id === unitId);
  if (!unit) throw new RangeError(`the county has no unit ${unitId}`);
  const home = `${bases.get(unit.siteId) ?? ''}${unit.homePath}`;
  return [unit.name, ...columns.map(({ id }) => (texts[id] ?? '').replace('{home}', home))];
}

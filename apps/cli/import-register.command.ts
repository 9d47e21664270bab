import { readFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { RegisterKindId } from '@app/registers/register-kind';
import { REGISTER_KIND_IDS, registerKind } from '@app/registers/register-kinds';
import { RegisterDesk, UnitDiff } from '@app/registers/register-desk.store';
import { RegisterStore } from '@app/registers/register.store';
import { SiteStore } from '@app/sites/site.store';
import type { ImportAnswer } from './import.command';
import { UsageError } from './usage-error';

export interface RegisterFileGiven {
  readonly kind: string;
  readonly file: string;
  /** Whose rows without a 单位 cell are. */
  readonly unit?: string;
  readonly by?: string;
}

/**
 * 台账 from a table: all of it or, while anything in it is not understood, nothing. Repeating it is a diff; what the file
 * does not name stays. The units are judged again the next time the platform judges, at the latest at night.
 */
export async function importRegister(db: DataSource, given: RegisterFileGiven): Promise<ImportAnswer> {
  const { kind, file, unit, by = '命令行' } = given;
  if (!(REGISTER_KIND_IDS as readonly string[]).includes(kind))
    throw new UsageError(`--register: expected ${REGISTER_KIND_IDS.join(', ')}, found ${JSON.stringify(kind)}`);
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) throw new UsageError(`文件不存在：${file}`);
  const sites = new SiteStore(db);
  const units = await sites.units();
  const stored = units.find((each) => each.unit.name === unit || (unit && each.unit.aliases.includes(unit)));
  if (unit && !stored) throw new UsageError(`unit ${unit} is not known`);
  const { today } = await sites.regionOrEmpty();
  const { diffs, problems, ignored } = await new RegisterDesk(new RegisterStore(db), sites).import(
    registerKind(kind as RegisterKindId),
    { bytes, scope: 'all', unitId: stored?.id, origin: { source: 'import', by, asOf: today } },
  );
  const named = (keysOf: (each: UnitDiff) => string[]) =>
    diffs.flatMap((each) => keysOf(each).map((key) => `${each.unitName} ${key}`));
  return {
    added: named(({ diff }) => diff.added.map(({ key }) => key)),
    changed: named(({ diff }) => diff.changed.map(({ draft }) => draft.key)),
    removed: [],
    problems: [...problems, ...ignored.map((message) => ({ row: null, column: null, message }))],
  };
}

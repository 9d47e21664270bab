import { Injectable } from '@nestjs/common';
import { readTableBytes } from '@app/catalog/table-file.reader';
import { SiteStore } from '@app/sites/site.store';
import { RegisterDiff } from './register-diff';
import { RegisterKind } from './register-kind';
import { RegisterScope } from './register-list.store';
import { readRegisterSheet, SheetEntry, SheetProblem } from './register-sheet';
import { EntryOrigin, RegisterStore, UnitDrafts } from './register.store';

export interface RegisterUpload {
  readonly bytes: Buffer;
  /** Whose rows without a 单位 cell are; without it every row has to name its unit. */
  readonly unitId?: number;
  /** Units the importing account may enter for. */
  readonly scope: RegisterScope;
  /** Absent: only what the import would change is said. */
  readonly origin?: EntryOrigin;
}

export interface UnitDiff {
  readonly unitId: number;
  readonly unitName: string;
  readonly diff: RegisterDiff;
}

export interface RegisterImport {
  readonly rows: number;
  readonly diffs: readonly UnitDiff[];
  readonly problems: readonly SheetProblem[];
  readonly ignored: readonly string[];
  readonly isStored: boolean;
}

/** 台账导入: a whole file or nothing of it, and first what it would change. */
@Injectable()
export class RegisterDesk {
  constructor(
    private readonly registers: RegisterStore,
    private readonly sites: SiteStore,
  ) {}

  async import(kind: RegisterKind, { bytes, unitId, scope, origin }: RegisterUpload): Promise<RegisterImport> {
    const { entries, problems, ignored } = readRegisterSheet(kind, readTableBytes(bytes));
    const names = await this.names(scope);
    const owned = entries.map((entry) => ({ entry, owner: ownerOf(entry, names, unitId) }));
    const homeless = owned.flatMap(({ entry, owner }) => (owner === undefined ? [strange(entry)] : []));
    const all = [...problems, ...homeless, ...twice(owned)];
    const said = { rows: entries.length, ignored, problems: all };
    if (all.length > 0) return { ...said, diffs: [], isStored: false };
    const units = grouped(owned.map(({ entry, owner }) => ({ entry, owner: owner as number })));
    const diffs = origin
      ? await this.registers.save(kind, units, origin)
      : await Promise.all(units.map((each) => this.registers.preview(kind, each)));
    return { ...said, diffs: named(units, diffs, names), isStored: origin !== undefined };
  }

  /** Full names and aliases within the scope, by what they mean; an alias of two units means neither. */
  private async names(scope: RegisterScope): Promise<ReadonlyMap<string, UnitName>> {
    const names = new Map<string, UnitName>();
    const within = (await this.sites.units()).filter(({ id }) => scope === 'all' || scope.includes(id));
    for (const { id, unit } of within)
      for (const name of unit.aliases) names.set(name, { id, name: unit.name, isTwice: names.has(name) });
    for (const { id, unit } of within) names.set(unit.name, { id, name: unit.name, isTwice: false });
    return names;
  }
}

interface UnitName {
  readonly id: number;
  /** Full name. */
  readonly name: string;
  readonly isTwice: boolean;
}

function ownerOf({ unit }: SheetEntry, names: ReadonlyMap<string, UnitName>, chosen?: number): number | undefined {
  if (!unit) return chosen;
  const named = names.get(unit);
  if (!named || named.isTwice) return undefined;
  return chosen === undefined || chosen === named.id ? named.id : undefined;
}

function strange({ row, unit }: SheetEntry): SheetProblem {
  const message = unit ? `“${unit}”不是可以登记的单位，或与所选单位不一致` : '没有写明单位：请选定单位，或填写单位列';
  return { row, column: '单位', message };
}

/** The same entry under two names of one unit. */
function twice(owned: readonly { entry: SheetEntry; owner: number | undefined }[]): SheetProblem[] {
  const seen = new Map<string, SheetEntry>();
  return owned.flatMap(({ entry, owner }) => {
    const name = `${owner}|${entry.entry.key}`;
    const before = seen.get(name);
    if (!before) seen.set(name, entry);
    // One name for the unit in both rows: the sheet itself said so.
    if (!before || before.unit === entry.unit) return [];
    return [{ row: entry.row, column: '单位', message: `“${entry.entry.key}”与第${before.row}行为同一单位的同一条` }];
  });
}

/** In the order of unit ids, which is the order they are stored in. */
function grouped(owned: readonly { entry: SheetEntry; owner: number }[]): UnitDrafts[] {
  const byUnit = new Map<number, SheetEntry['entry'][]>();
  for (const { entry, owner } of owned) {
    const same = byUnit.get(owner);
    if (same) same.push(entry.entry);
    else byUnit.set(owner, [entry.entry]);
  }
  return [...byUnit].sort(([a], [b]) => a - b).map(([unitId, drafts]) => ({ unitId, drafts }));
}

function named(
  units: readonly UnitDrafts[],
  diffs: readonly RegisterDiff[],
  names: ReadonlyMap<string, UnitName>,
): UnitDiff[] {
  const byId = new Map([...names.values()].map(({ id, name }) => [id, name]));
  return diffs.map((diff, at) => {
    const unitId = units[at]?.unitId ?? 0;
    return { unitId, unitName: byId.get(unitId) ?? '', diff };
  });
}

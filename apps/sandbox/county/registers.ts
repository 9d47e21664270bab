import { OwnCase } from '@app/observation/unit-records';
import { readEntry } from '@app/registers/read-entry';
import { RegisterKindId } from '@app/registers/register-kind';
import { registerKind } from '@app/registers/register-kinds';
import { SandboxCounty } from './county';
import { Near, Plant } from './plan';
import { CASES } from './cases';
import { INTERACTION } from './units/registers-interaction';
import { MECHANISM } from './units/registers-mechanism';
import type { NearMiss, PlantedDefect } from './truth';

/** 台账条目 as a unit writes it into its table, by column id; `{home}` stands for the address of its home page. */
export interface EntryPlan {
  readonly unitId: string;
  readonly kind: RegisterKindId;
  readonly texts: Readonly<Record<string, string>>;
  readonly planted?: Plant;
  readonly near?: Near;
}

/** What the units of the county registered, in the order of their tables. */
export const ENTRIES: readonly EntryPlan[] = [...INTERACTION, ...MECHANISM];

interface Marked {
  readonly unitId: string;
  readonly subject: string;
  readonly planted?: Plant;
  readonly near?: Near;
}

/** Truth about registers, notices and problems that came back. */
export function recordTruth(county: SandboxCounty): { planted: PlantedDefect[]; nearMisses: NearMiss[] } {
  const marked: Marked[] = [
    ...ENTRIES.map((entry) => ({ ...entry, subject: entrySubject(entry) })),
    ...CASES.map((each) => ({ ...each, subject: caseSubject(each.own) })),
  ];
  const nameOf = (unitId: string) => county.units.find(({ id }) => id === unitId)?.name ?? unitId;
  return {
    planted: marked.flatMap(({ unitId, subject, planted }, at) =>
      planted
        ? [
            {
              ...NOWHERE,
              id: `${unitId}-${planted.code}-register-${at}`,
              unit: nameOf(unitId),
              subject,
              code: planted.code,
              note: planted.note,
            },
          ]
        : [],
    ),
    nearMisses: marked.flatMap(({ unitId, subject, near }, at) =>
      near
        ? [
            {
              item: null,
              section: null,
              id: `near-register-${at}`,
              unit: nameOf(unitId),
              subject,
              note: near.note,
              mustNot: near.mustNot,
            },
          ]
        : [],
    ),
  };
}

/** Its real address is known only while the county is served. */
const HOME = 'http://home.qinghe.example/';
const NOWHERE = { item: null, row: null, section: null } as const;

/** A yearly duty is missed by a year and not by one of its entries. */
function entrySubject({ kind, texts, planted, near }: EntryPlan): string {
  const year = planted?.instance ?? near?.instance;
  if (year) return `year:${year}`;
  const { entry, problems } = readEntry(registerKind(kind), texts.url === '{home}' ? { ...texts, url: HOME } : texts);
  if (!entry) throw new Error(`${kind}: ${problems.map(({ message }) => message).join('；')}`);
  return `entry:${kind}:${entry.key}`;
}

function caseSubject(own: OwnCase): string {
  return own.kind === 'notice' ? `case:notice:${own.number}` : `case:recurrence:${own.code}:${own.subject}`;
}

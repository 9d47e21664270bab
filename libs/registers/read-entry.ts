import { LocalDate, localDate } from '@app/calendar/local-date';
import { personalDataIn } from './personal-data';
import { EntryDraft, RegisterColumn, RegisterContent, RegisterKind, RegisterValue } from './register-kind';

/** Something a person has to put right; `column` is its id. */
export interface EntryProblem {
  readonly column: string;
  /** Chinese: what was expected and what was found; personal data is named, never repeated. */
  readonly message: string;
}

export type EntryReading =
  | { readonly entry: EntryDraft; readonly problems: readonly [] }
  | { readonly entry: null; readonly problems: readonly EntryProblem[] };

/**
 * One entry from the texts of its cells, by column id — the one reading that forms, files and other systems go through.
 * Every filled cell has to be understood; unknown columns and personal data are refused.
 */
export function readEntry(kind: RegisterKind, texts: Readonly<Record<string, string>>): EntryReading {
  const problems: EntryProblem[] = Object.keys(texts)
    .filter((id) => !kind.columns.some((column) => column.id === id))
    .map((column) => ({ column: column.slice(0, 40), message: `“${kind.title}”没有这一列` }));
  const content: Record<string, RegisterValue> = {};
  for (const column of kind.columns) {
    const read = readCell(column, (texts[column.id] ?? '').trim());
    if ('problem' in read) problems.push({ column: column.id, message: read.problem });
    else if (read.value !== undefined) content[column.id] = read.value;
  }
  if (problems.length === 0) problems.push(...contradictions(kind, content));
  return problems.length > 0 ? { entry: null, problems } : { entry: draftOf(kind, content), problems: [] };
}

function draftOf(kind: RegisterKind, content: RegisterContent): EntryDraft {
  const key = kind.key.map((id) => String(content[id] ?? '')).join('·');
  return { key, occurredOn: occurredDay(content[kind.occurred]), content };
}

/** A year stands for its first day, an instant for its day. */
function occurredDay(value: RegisterValue | undefined): LocalDate {
  return typeof value === 'number' ? `${value}-01-01` : String(value).slice(0, 10);
}

type CellReading = { readonly value: RegisterValue | undefined } | { readonly problem: string };

const LONGEST: Readonly<Record<string, number>> = { code: 40, text: 500, url: 1000 };

function readCell(column: RegisterColumn, raw: string): CellReading {
  if (raw === '') return column.isRequired ? { problem: `“${column.header}”必须填写` } : { value: undefined };
  const found = column.type === 'url' ? undefined : personalDataIn(raw);
  if (found) return { problem: `“${column.header}”中有${found}：台账不保存个人信息，请隐去后再登记` };
  const longest = LONGEST[column.type] ?? 60;
  if (raw.length > longest) return { problem: `“${column.header}”超过${longest}字` };
  return READERS[column.type](raw, column);
}

const shown = (raw: string) => (raw.length > 20 ? `${raw.slice(0, 20)}…` : raw);

const READERS: Readonly<Record<RegisterColumn['type'], (raw: string, column: RegisterColumn) => CellReading>> = {
  code: (raw, { header }) => {
    const value = raw.normalize('NFKC').replace(/\s+/g, '');
    const isCode = /^[\p{Script=Han}A-Za-z0-9〔〕[\]()_./#-]+$/u.test(value) && /\d/.test(value);
    return isCode ? { value } : { problem: `“${header}”应为编号（含数字），实为“${shown(raw)}”` };
  },
  text: (raw) => ({ value: raw.replace(/[\0\s]+/g, ' ') }),
  day: (raw, { header }) => {
    const value = dayIn(raw);
    return value ? { value } : { problem: `“${header}”应为日期（如2026-11-18），实为“${shown(raw)}”` };
  },
  instant: (raw, { header }) => {
    const value = instantIn(raw);
    return value ? { value } : { problem: `“${header}”应为日期和时刻（如2026-11-18 09:30），实为“${shown(raw)}”` };
  },
  choice: (raw, { header, choices = [] }) => {
    const value = choices.find((choice) => choice === raw.replace(/\s+/g, ''));
    return value ? { value } : { problem: `“${header}”应为${choices.join('、')}之一，实为“${shown(raw)}”` };
  },
  flag: (raw, { header }) => {
    if (/^(?:是|有|√|✓|对|Y|YES|TRUE|1)$/i.test(raw)) return { value: true };
    if (/^(?:否|无|没有|×|✗|N|NO|FALSE|0)$/i.test(raw)) return { value: false };
    return { problem: `“${header}”应为是或否，实为“${shown(raw)}”` };
  },
  number: (raw, { id, header }) => {
    const plain = raw.normalize('NFKC').replace(/[分年%]$/, '');
    const value = /^\d{1,6}(?:\.\d{1,4})?$/.test(plain) ? Number(plain) : undefined;
    if (value === undefined) return { problem: `“${header}”应为数字，实为“${shown(raw)}”` };
    const isYear = Number.isInteger(value) && value >= 2000 && value <= 2100;
    return id === 'year' && !isYear ? { problem: `“${header}”应为年份，实为“${shown(raw)}”` } : { value };
  },
  url: (raw, { header }) => {
    const address = /^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : `http://${raw}`;
    const isPage = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
    return isPage ? { value: address } : { problem: `“${header}”应为网址，实为“${shown(raw)}”` };
  },
};

/** 2026-11-18, 2026/11/18, 2026.11.18, 2026年11月18日, 20261118; midnight behind it is Excel's. */
export function dayIn(raw: string): LocalDate | undefined {
  const text = raw
    .normalize('NFKC')
    .replace(/\s+0?0:00(?::00)?$/, '')
    .trim();
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return found ? localDate(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}

function instantIn(raw: string): string | undefined {
  const found = /^(.*?)[T\s日]\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})\s*(?:[:分]\s*\d{0,2})?\s*秒?$/.exec(
    raw.normalize('NFKC').trim(),
  );
  const [day, hour, minute] = [dayIn(found?.[1] ?? ''), Number(found?.[2]), Number(found?.[3])];
  if (!day || hour > 23 || minute > 59) return undefined;
  return `${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** What each cell says is fine, and together it cannot be. */
function contradictions(kind: RegisterKind, content: RegisterContent): EntryProblem[] {
  const headerOf = (id: string) => kind.columns.find((column) => column.id === id)?.header ?? id;
  const turned = (kind.inOrder ?? []).flatMap(([earlier, later]) => {
    const [first, second] = [content[earlier], content[later]];
    if (first === undefined || second === undefined || first <= second) return [];
    return [{ column: later, message: `“${headerOf(later)}”早于“${headerOf(earlier)}”` }];
  });
  return [...turned, ...ownContradictions(kind, content)];
}

function ownContradictions({ id }: RegisterKind, content: RegisterContent): EntryProblem[] {
  const { consultedFrom, consultedTo, decision, until, points = 0, total = 0 } = content;
  if (id === 'disclosureRequest' && (consultedFrom === undefined) !== (consultedTo === undefined))
    return [{ column: 'consultedTo', message: '征求意见的开始和结束日期须同时填写' }];
  if (id === 'situationNote' && decision === '采纳' && until === undefined)
    return [{ column: 'until', message: '采纳情况说明须写明有效期' }];
  if (id === 'assessmentWeight' && (total === 0 || points > total))
    return [{ column: 'points', message: '分值应不大于总分，总分应大于0' }];
  return [];
}

import { LocalDate } from '@app/calendar/local-date';

/** What a cell of a register holds. `code`: a number given by the unit, never a name; `instant`: `YYYY-MM-DD HH:mm`. */
export type ColumnType = 'code' | 'text' | 'day' | 'instant' | 'choice' | 'flag' | 'number' | 'url';

/** 台账的一列 — import, form, template, export and checks all go by it. */
export interface RegisterColumn {
  readonly id: string;
  /** As the template prints it. */
  readonly header: string;
  /** Other headers that mean this column, whitespace removed. */
  readonly says?: RegExp;
  readonly type: ColumnType;
  readonly isRequired?: boolean;
  readonly choices?: readonly string[];
  /** Chinese; shown under the field and in the template. */
  readonly hint?: string;
}

/** 台账种类 — what is registered, by whom, and which columns make an entry. */
export interface RegisterKind {
  readonly id: RegisterKindId;
  readonly title: string;
  /** Chinese, one sentence: what belongs here. */
  readonly about: string;
  /** Codes of the rules that judge it. */
  readonly rules: readonly string[];
  /** Columns whose values name an entry within its unit and kind. */
  readonly key: readonly string[];
  /** The column with the day the entry is about; for a `number` column, a year. */
  readonly occurred: string;
  /** While none of these is filled, the matter is open and stays in view however old it is. */
  readonly settled?: readonly string[];
  /** Pairs of columns that cannot lie the other way round in time. */
  readonly inOrder?: readonly (readonly [earlier: string, later: string])[];
  /** 情况说明 is decided about by the office; everything else a unit registers for itself. */
  readonly writers: 'office' | 'unit';
  readonly columns: readonly RegisterColumn[];
}

export type RegisterKindId =
  | 'disclosureRequest'
  | 'reviewCase'
  | 'faultReport'
  | 'publicOpinion'
  | 'message'
  | 'complaint'
  | 'socialAccount'
  | 'yearlyDuty'
  | 'serviceChange'
  | 'localPlan'
  | 'siteFiling'
  | 'assessmentWeight'
  | 'situationNote';

export type RegisterValue = string | number | boolean;
export type RegisterContent = Readonly<Record<string, RegisterValue>>;

/** How an entry came: typed in, from a file, by another system, or read by the platform itself. */
export type RegisterSource = 'form' | 'import' | 'api' | 'machine';

export const REGISTER_SOURCES: Readonly<Record<RegisterSource, string>> = {
  form: '手工登记',
  import: '表格导入',
  api: '接口报送',
  machine: '系统采集',
};

/** 台账条目 as rules read it: the version in force, and the day up to which it is known to be so. */
export interface RegisterEntry {
  readonly kind: RegisterKindId;
  readonly key: string;
  readonly content: RegisterContent;
  readonly occurredOn: LocalDate;
  /** 登记时点, the day judged by when it was entered or last confirmed: what happened later it cannot know. */
  readonly asOf: LocalDate;
  readonly source: RegisterSource;
  /** 撤销 — entered by mistake; it stays in view so that what was found on it is taken back. */
  readonly isRevoked?: boolean;
  /** Which bytes, from where, when; the shape of an evidence, so that a finding can rest on it. */
  readonly attestation: { readonly url: string; readonly capturedAt: string; readonly sha256: string };
}

/** An entry read from a form or file, not stored yet. */
export interface EntryDraft {
  readonly key: string;
  readonly occurredOn: LocalDate;
  readonly content: RegisterContent;
}

/** Text of a column; undefined where it is empty or holds something else. */
export function textIn({ content }: Pick<RegisterEntry, 'content'>, column: string): string | undefined {
  const value = content[column];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberIn({ content }: Pick<RegisterEntry, 'content'>, column: string): number | undefined {
  const value = content[column];
  return typeof value === 'number' ? value : undefined;
}

export function flagIn({ content }: Pick<RegisterEntry, 'content'>, column: string): boolean | undefined {
  const value = content[column];
  return typeof value === 'boolean' ? value : undefined;
}

import { LocalDate } from '@app/calendar/local-date';

/** 目录种类 — one engine reads them all; obligations come from every kind but the 负面清单. */
export const CATALOG_KINDS = {
  standard: '标准目录',
  supplementary: '主动公开补充目录',
  village: '面向村（居）目录',
  enterprise: '公共企事业单位目录',
  negative: '负面清单',
} as const;
export type CatalogKind = keyof typeof CATALOG_KINDS;

/**
 * 目录版本的状态 — draft → review → inForce → superseded, or back to the office that made it as rejected. A draft that is no
 * longer wanted is discarded: out of sight, on record, and to be had back.
 */
export const CATALOG_STATES = {
  draft: '草稿',
  review: '待审核',
  inForce: '已生效',
  superseded: '已被替代',
  rejected: '已退回',
  discarded: '已作废',
} as const;
export type CatalogState = keyof typeof CATALOG_STATES;

/** Who acts; the command line has a name and no account. */
export interface Actor {
  readonly accountId: number | null;
  readonly name: string;
  /** 领域 to which what is decided is limited (领域主管部门); null or absent: to none. */
  readonly domains?: readonly string[] | null;
}

/** 目录版本 — one state of one unit's catalog of one kind, with who brought it in and who let it pass. */
export interface CatalogVersion {
  readonly id: number;
  readonly unitId: number;
  readonly unitName: string;
  /** As `Unit.kind`, which stands behind this folder. */
  readonly unitKind: string;
  readonly kind: CatalogKind;
  readonly version: number;
  readonly state: CatalogState;
  /** First day in force; null: from the beginning, or not decided yet. */
  readonly effectiveOn: LocalDate | null;
  /** Last day in force; null while nothing replaces it. */
  readonly effectiveTo: LocalDate | null;
  readonly itemCount: number;
  readonly problemCount: number;
  readonly sourceName: string;
  readonly note: string;
  readonly importedBy: string;
  readonly importedAt: string;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly reviewNote: string;
  /** The version this one was copied from to be edited. */
  readonly basedOn: number | null;
  /** Accounts that imported, copied or edited it. */
  readonly authors: readonly number[];
  /** Counts changes, so that nobody overwrites what they have not seen. */
  readonly revision: number;
}

export type CatalogStep = 'edit' | 'submit' | 'withdraw' | 'approve' | 'reject' | 'revise' | 'discard';

const ALLOWED: Readonly<Record<CatalogStep, readonly CatalogState[]>> = {
  // A draft and what was sent back are changed in place, what is or was in force as a copy.
  edit: ['draft', 'rejected', 'inForce', 'superseded'],
  submit: ['draft'],
  withdraw: ['review'],
  approve: ['review'],
  reject: ['review'],
  revise: ['rejected', 'discarded'],
  discard: ['draft', 'rejected'],
};

const STEP_NAMES: Readonly<Record<CatalogStep, string>> = {
  edit: '修改',
  submit: '送审',
  withdraw: '撤回',
  approve: '审核通过',
  reject: '退回',
  revise: '恢复为草稿',
  discard: '作废',
};

/** Why a step cannot be taken in this state, in Chinese; undefined where it can. */
export function refusalOfStep(step: CatalogStep, state: CatalogState): string | undefined {
  if (ALLOWED[step].includes(state)) return undefined;
  const wanted = ALLOWED[step].map((each) => `“${CATALOG_STATES[each]}”`).join('、');
  return `不能${STEP_NAMES[step]}：该版本为“${CATALOG_STATES[state]}”，应为${wanted}`;
}

/**
 * 四眼原则 — why this account may not review, in Chinese. `authors` are the accounts that imported or edited the version;
 * undefined where it may.
 */
export function refusalOfReviewer(
  reviewerId: number | null,
  authors: readonly (number | null)[],
  isFourEyes: boolean,
): string | undefined {
  if (!isFourEyes || reviewerId === null || !authors.includes(reviewerId)) return undefined;
  return '导入或修改过该版本的账号不能审核，请由另一账号审核';
}

/** The steps an account may take now. */
export function stepsFor(
  { state, authors }: Pick<CatalogVersion, 'state' | 'authors'>,
  accountId: number,
  isFourEyes: boolean,
): CatalogStep[] {
  const mayReview = refusalOfReviewer(accountId, authors, isFourEyes) === undefined;
  return (Object.keys(ALLOWED) as CatalogStep[]).filter((step) => {
    if ((step === 'approve' || step === 'reject') && !mayReview) return false;
    return refusalOfStep(step, state) === undefined;
  });
}

/** Whether the version is in force on a day. */
export function isInForceOn(
  { state, effectiveOn, effectiveTo }: Pick<CatalogVersion, 'state' | 'effectiveOn' | 'effectiveTo'>,
  day: LocalDate,
): boolean {
  if (state !== 'inForce' && state !== 'superseded') return false;
  return (effectiveOn === null || effectiveOn <= day) && (effectiveTo === null || day <= effectiveTo);
}

/** A step that the state of the catalog does not allow; the message is Chinese. */
export class CatalogRefused extends Error {
  override readonly name = 'CatalogRefused';
  /** Bad input, for the command line. */
  readonly exitCode = 2;
}

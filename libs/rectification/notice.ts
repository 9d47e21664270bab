import { dayOf, LocalDate, spokenDay } from '@app/calendar/local-date';
import { Severity } from '@app/evaluation/rule';
import { Evidence } from '@app/observation/observation';
import { NoticeAlert, NoticeRefused, refusalsOf } from './notice-alert';
import { SEVERITY_NAMES, spokenDayWithWeekday, spokenSpan } from './wording';

/** 问题清单 — one problem as it was when the notice was issued. */
export interface NoticeProblem {
  readonly ordinal: number;
  readonly alertId: number;
  readonly code: string;
  readonly ruleTitle: string;
  readonly severity: Severity;
  readonly item: string | null;
  readonly row: number | null;
  readonly section: string | null;
  readonly url: string | null;
  readonly explanation: string;
  readonly basis: string;
  /** 公开时限与计算过程, in words; null where the rule has no deadline. */
  readonly arithmetic: string | null;
  readonly dueOn: LocalDate | null;
  readonly evidence: readonly Evidence[];
  readonly advice: string;
  readonly isCurable: boolean;
}

/** 整改通知 — everything its document, its screen and its mail print. Stored when issued and never changed after. */
export interface NoticeContent {
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly office: string;
  readonly issuedOn: LocalDate;
  readonly rectifyBy: LocalDate;
  readonly opening: string;
  readonly problems: readonly NoticeProblem[];
  readonly requirements: readonly string[];
  /** 反馈方式: how to answer, how to object, how it is rechecked. */
  readonly feedback: readonly string[];
  readonly contact: string;
}

export interface NoticeInput {
  /** Empty for a draft. */
  readonly number: string;
  readonly unit: string;
  readonly issuedOn: LocalDate;
  readonly rectifyBy: LocalDate;
  /** Who signs: 清河县人民政府办公室. */
  readonly office: string;
  readonly alerts: readonly NoticeAlert[];
  /** 联系人、电话; may be empty. */
  readonly contact: string;
  /** 检查时间; without it the span of the evidence. */
  readonly inspected?: { readonly from: LocalDate; readonly to: LocalDate };
}

const NOTICE_TITLE = '关于限期整改政务公开问题的通知';

const GRAVEST_FIRST: readonly Severity[] = ['veto', 'high', 'medium', 'low', 'tip'];

/**
 * Composes the notice of one unit from confirmed alerts, gravest first.
 * Throws NoticeRefused when any alert may not stand in a notice: no evidence, no basis, not confirmed, contested,
 * another unit's. Source: 《条例》 第四十七条 (监督检查、要求限期整改); the fields follow domain practice of 提示单 and 问题清单.
 */
export function composeNotice(input: NoticeInput): NoticeContent {
  const refusals = refusalsOf(input.unit, input.alerts);
  if (refusals.length > 0) throw new NoticeRefused(refusals);
  const problems = [...input.alerts].sort(byGravity).map(problemOf);
  return {
    number: input.number,
    title: NOTICE_TITLE,
    unit: input.unit,
    office: input.office,
    issuedOn: input.issuedOn,
    rectifyBy: input.rectifyBy,
    opening: openingOf(input, problems),
    problems,
    requirements: requirementsOf(input.rectifyBy, problems),
    feedback: feedbackOf(input.rectifyBy),
    contact: input.contact,
  };
}

/** `清政公开督〔2026〕1号`: 六角括号, no leading zero, no 第. Source: GB/T 9704-2012 7.2.5. */
export function noticeNumber(year: number, serial: number, officeCode: string): string {
  return `${officeCode}〔${year}〕${serial}号`;
}

/** 落款 and 机关代字 of the office that supervises `region` (明州市清河县 → 清河县人民政府办公室, 清政公开督); `name` where it is set. */
export function officeOf(region: string, name = ''): { readonly name: string; readonly code: string } {
  const own = region.replace(/^.*[省市](?=.)/, '');
  return { name: name || `${own}人民政府办公室`, code: `${[...own][0] ?? ''}政公开督` };
}

function problemOf(alert: NoticeAlert, index: number): NoticeProblem {
  return {
    ordinal: index + 1,
    alertId: alert.id,
    code: alert.code,
    ruleTitle: alert.ruleTitle,
    severity: alert.severity,
    item: alert.item,
    row: alert.row,
    section: alert.section,
    url: alert.url,
    explanation: alert.explanation,
    basis: alert.basis,
    arithmetic: alert.deadline?.sentence ?? null,
    dueOn: alert.dueOn ?? alert.deadline?.on ?? null,
    evidence: alert.evidence,
    advice: alert.advice,
    isCurable: alert.isCurable,
  };
}

function byGravity(a: NoticeAlert, b: NoticeAlert): number {
  const gravity = GRAVEST_FIRST.indexOf(a.severity) - GRAVEST_FIRST.indexOf(b.severity);
  return gravity || (a.row ?? Infinity) - (b.row ?? Infinity) || a.id - b.id;
}

function openingOf(input: NoticeInput, problems: readonly NoticeProblem[]): string {
  const { from, to } = input.inspected ?? evidenceSpan(problems);
  return (
    `根据《中华人民共和国政府信息公开条例》第四十七条，${spokenSpan(from, to)}，${input.office}` +
    `通过政务公开在线监督平台采集你单位在政府网站公开的信息，` +
    `对照你单位政务公开事项标准目录逐项核对，并对发现的问题逐条作了人工确认。` +
    `经核实，你单位存在${problems.length}个问题（${countsBySeverity(problems)}），现将有关要求通知如下。`
  );
}

function evidenceSpan(problems: readonly NoticeProblem[]): { from: LocalDate; to: LocalDate } {
  const days = problems.flatMap(({ evidence }) => evidence.map(({ capturedAt }) => dayOf(new Date(capturedAt)))).sort();
  return { from: days[0]!, to: days.at(-1)! };
}

function countsBySeverity(problems: readonly NoticeProblem[]): string {
  return GRAVEST_FIRST.map((severity) => ({ severity, count: problems.filter((p) => p.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${SEVERITY_NAMES[severity]}${count}个`)
    .join('、');
}

function requirementsOf(rectifyBy: LocalDate, problems: readonly NoticeProblem[]): string[] {
  const urgent = problems.filter(({ severity }) => severity === 'veto');
  const late = problems.filter(({ isCurable }) => !isCurable);
  return [
    `限期整改。请对照问题清单逐条整改，于${spokenDayWithWeekday(rectifyBy)}前（含当日）完成，实行销号管理。`,
    ...(urgent.length > 0
      ? [`立即处置。${ordinals(urgent)}属于一票否决类风险，请收到本通知后立即处理，不待期限届满。`]
      : []),
    ...(late.length > 0
      ? [`说明原因。${ordinals(late)}的超期事实不可逆，请说明超期原因和防止再次发生的措施，由监督人员审定后销号。`]
      : []),
    '举一反三。请对本单位目录中其他事项一并自查，避免同类问题重复发生。',
    '逾期未整改或者整改不到位的，将按规定督办、通报，并纳入年度政务公开考评。',
  ];
}

function feedbackOf(rectifyBy: LocalDate): string[] {
  return [
    `请于${spokenDay(rectifyBy, true)}前登录政务公开在线监督平台，在“整改通知”中填写整改说明并附佐证链接；不便登录的，填写《整改情况反馈表》（附件2）报送。`,
    '对问题认定有异议的，可在平台对该问题提出申诉，说明理由并附佐证材料或者信息的真实形成日期；申诉未决期间，该问题不列入任何通报。',
    '收到反馈后或者整改期限届满后，平台将重新采集相关页面进行复查：已整改的予以销号，未整改到位的退回重新整改。',
  ];
}

function ordinals(problems: readonly NoticeProblem[]): string {
  return `问题清单第${problems.map(({ ordinal }) => ordinal).join('、')}项`;
}

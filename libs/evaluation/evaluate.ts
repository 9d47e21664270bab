import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { domainKey } from '@app/catalog/domains';
import { ItemObservation, UnitObservation } from '@app/observation/observation';
import { Evaluation, Finding, Warning } from './finding';
import { lookBackStart } from './look-back';
import { ObligationContext, obligationsOf } from './obligations';
import { EarlyWarning, notApplicable, Proof, RuleContext, Ruleset, Subject, unseen, Verdict } from './rule';
import { isRecordSubject, recordName, recordPlace, recordSubjects, whyTakenBack } from './record-subjects';
import { RuleInForce, RuleSetting, rulesOfUnit, whyOff } from './rule-setting';
import { otherTier } from './tier';
import { unitCatalogs } from './unit-catalogs';

export interface EvaluateOptions {
  readonly today: LocalDate;
  /** 回溯起点; by default as `lookBackStart` has it. */
  readonly since?: LocalDate;
  readonly calendar: WorkCalendar;
  readonly settings?: readonly RuleSetting[];
}

/**
 * 检查 — every rule over its subjects in one observation. Pure: the same input gives the same findings in the same
 * order (row, then subject, then code). A `fail` without evidence, of an S rule, or on an uncertain match is turned
 * into `cannotTell` here, whatever the rule says.
 */
export function evaluate(ruleset: Ruleset, observation: UnitObservation, options: EvaluateOptions): Evaluation {
  return hearingOf(observation, options)({ ruleset, settings: options.settings ?? [] }).evaluation;
}

export interface Judge {
  readonly ruleset: Ruleset;
  readonly settings: readonly RuleSetting[];
}

export interface Judgement {
  readonly evaluation: Evaluation;
  /** Those of which something was said. */
  readonly subjects: ReadonlySet<Subject>;
}

/**
 * Hears any number of judges on one observation: its subjects, and with them what it owed and when, are worked out once,
 * and only where a rule asks for their kind. With `among` a judge looks at these subjects alone.
 */
export function hearingOf(
  observation: UnitObservation,
  options: Omit<EvaluateOptions, 'settings'>,
): (judge: Judge, among?: ReadonlySet<Subject>) => Judgement {
  const { today, calendar } = options;
  const since = lookBackStart({ today, since: options.since, registeredOn: observation.unit.registeredOn });
  const context = { today, since, calendar };
  const known = new Map<Subject['kind'], readonly Subject[]>();
  const subjectsOf = (kind: Subject['kind']): readonly Subject[] => {
    const all = known.get(kind) ?? subjectsOfKind(kind, observation, context);
    known.set(kind, all);
    return all;
  };
  return ({ ruleset, settings }, among) => {
    const subjects = new Set<Subject>();
    const examined = ruleset.rules.flatMap((declared) => {
      const inForce = rulesOfUnit(declared, settings, { unit: observation.unit.name, today });
      return subjectsOf(declared.subject).flatMap((subject) => {
        if (among && !among.has(subject)) return [];
        const at = inForce(() => rowOf(subject));
        const said = examine(at, subject, { observation, ...context, parameters: at.rule.parameters });
        if (said.length > 0) subjects.add(subject);
        return said;
      });
    });
    return { evaluation: evaluationOf(ruleset, observation, { examined, ...context }), subjects };
  };
}

function evaluationOf(
  { version }: Ruleset,
  observation: UnitObservation,
  { examined, today, since, calendar }: ObligationContext & { readonly examined: Examined[] },
): Evaluation {
  const ordered = examined.sort((a, b) => byPlace(a.finding, b.finding));
  const findings = ordered.map(({ finding }) => finding);
  return {
    unit: observation.unit.name,
    today,
    since,
    rulesetVersion: version,
    calendarVersion: calendar.version,
    coverage: coverageOf(observation, findings),
    findings,
    warnings: ordered.flatMap(({ warning }) => warning ?? []),
  };
}

function subjectsOfKind(
  kind: Subject['kind'],
  observation: UnitObservation,
  context: ObligationContext,
): readonly Subject[] {
  const { items, unit } = observation;
  // A row of another level is a subject by itself, so that it is said of it why it is not judged; nothing below it is.
  const own = () => items.filter(({ item }) => !otherTier(item, unit.kind));
  switch (kind) {
    case 'site':
      return [{ kind }];
    case 'catalog':
      return observation.catalogs ? [{ kind, catalogs: unitCatalogs(observation) }] : [];
    case 'section':
      return observation.sections.map((section) => ({ kind, section }));
    case 'page':
      return (observation.contentPages ?? []).map((page) => ({ kind, page }));
    case 'item':
      return items.map((item) => ({ kind, item }));
    case 'document':
      return own().flatMap((item) => item.documents.map((document) => ({ kind, item, document })));
    case 'obligation':
      return own().flatMap((item) => obligationsOf(item, context).map((obligation) => ({ kind, item, obligation })));
    default:
      return recordSubjects(observation, context.today).filter((subject) => subject.kind === kind);
  }
}

/** The row a subject belongs to, as settings name it. */
function rowOf(subject: Subject): { domain?: string; itemKey?: string } {
  if (!('item' in subject)) return {};
  return { domain: domainOfRow(subject.item), itemKey: subject.item.key };
}

/** Asked for every finding, and the same for all findings of a row. */
const domains = new WeakMap<ItemObservation, { readonly domain: string | undefined }>();

function domainOfRow(observed: ItemObservation): string | undefined {
  const known = domains.get(observed);
  if (known) return known.domain;
  const domain = domainKey(observed.item);
  domains.set(observed, { domain });
  return domain;
}

interface Examined {
  readonly finding: Finding;
  readonly warning: Warning | null;
}

function examine(inForce: RuleInForce, subject: Subject, context: RuleContext): Examined[] {
  const { rule } = inForce;
  if (rule.appliesTo && !rule.appliesTo(subject)) return [];
  const off = inForce.isEnabled ? undefined : whyOff(inForce);
  if (!inForce.isEnabled && !off) return [];
  const elsewhere = 'item' in subject && otherTier(subject.item.item, context.observation.unit.kind);
  const excused = off || elsewhere || whyTakenBack(subject);
  const said: Verdict = excused ? notApplicable(excused) : rule.examine(subject, context);
  const verdict = tempered(inForce, subject, said, context.observation);
  const finding = findingOf(inForce, subject, verdict);
  const early = verdict.outcome === 'notApplicable' ? verdict.warning : undefined;
  return [{ finding, warning: early ? warningOf(finding, subject, early) : null }];
}

/**
 * Laws 1, 2 and 4 of the flow: doubt never accuses, without evidence nobody does, and what fell due after the site was
 * last seen may well have been done since.
 */
function tempered(inForce: RuleInForce, subject: Subject, verdict: Verdict, observation: UnitObservation): Verdict {
  const { catalogs = [], observedOn, suspended } = observation;
  const isOfSite = !isRecordSubject(subject);
  if (isOfSite && suspended && verdict.outcome !== 'notApplicable')
    return unseen(`本轮采集暂停评判（${suspended}），不作判断`);
  if (verdict.outcome !== 'fail') return verdict;
  const { explanation, proof } = verdict;
  const dueOn = proof.dueOn ?? proof.deadline?.on;
  if (isOfSite && dueOn !== undefined && observedOn <= dueOn)
    return unseen(`最近一次采集为${observedOn}，截止日${dueOn}以后的情况尚未看到，不作认定`, proof);
  const doubt = (why: string): Verdict => ({ outcome: 'cannotTell', explanation: `${explanation}（${why}）`, proof });
  if (inForce.restriction) return doubt(inForce.restriction);
  if (inForce.rule.machine === 'S') return doubt('本规则只提示，须人工核实');
  if (proof.evidence.length === 0) return doubt('缺少网页快照，不作违规认定');
  if (subject.kind === 'catalog' && catalogs.some(({ isUnregistered }) => isUnregistered))
    return doubt('所附目录文件没有登记为现行目录，只作提示');
  const unread = subject.kind === 'obligation' ? unreadPart(subject.item) : undefined;
  if (unread) return doubt(`公开时限中“${unread}”未能解析，可能另有规定，须人工确定`);
  return 'item' in subject && !subject.item.isCertain ? doubt('栏目匹配未经确认') : verdict;
}

/** 20个工作日内；特殊情况可延长: the part nobody understood may allow what the rest forbids. */
function unreadPart({ item }: ItemObservation): string | undefined {
  return item.limits.find(({ kind }) => kind === 'unparsed')?.wording;
}

const NO_PROOF: Partial<Proof> = {};
/** Where a finding about the catalogs themselves stands, on screens and in notices. */
const CATALOG_PLACE = '公开目录';

function findingOf(inForce: RuleInForce, subject: Subject, verdict: Verdict): Finding {
  const { rule, rectificationDays, restriction } = inForce;
  const proof = verdict.proof ?? NO_PROOF;
  const item = 'item' in subject ? subject.item : null;
  const section = 'section' in subject ? subject.section : (item?.section ?? null);
  const domain = item && domainOfRow(item);
  return {
    code: rule.code,
    rule: rule.id,
    title: rule.title,
    family: rule.family,
    machine: rule.machine,
    subject: subject.kind === 'catalog' ? `catalog:${rule.code}` : subjectName(subject),
    item: item?.item.name ?? null,
    itemKey: item?.key ?? null,
    ...(domain ? { domain } : {}),
    row: item?.item.row ?? (proof.rows?.length === 1 ? (proof.rows[0] ?? null) : null),
    ...(proof.rows ? { rows: proof.rows } : {}),
    section: section?.name ?? placeOf(subject),
    outcome: verdict.outcome,
    unseen: verdict.outcome === 'cannotTell' && verdict.unseen === true,
    severity: proof.severity ?? rule.severity,
    url: proof.url ?? section?.url ?? (subject.kind === 'page' ? subject.page.document.url : null),
    explanation: verdict.explanation,
    basis: rule.basis,
    advice: rule.advice,
    isCurable: proof.isCurable ?? rule.isCurable,
    evidence: proof.evidence ?? [],
    deadline: proof.deadline ?? null,
    dueOn: proof.dueOn ?? proof.deadline?.on ?? null,
    publishedOn: proof.publishedOn ?? null,
    ...(rectificationDays === undefined ? {} : { rectificationDays }),
    ...(restriction === undefined ? {} : { restriction }),
  };
}

function placeOf(subject: Subject): string | null {
  if (subject.kind === 'catalog') return CATALOG_PLACE;
  if (subject.kind === 'page') return subject.page.section;
  return isRecordSubject(subject) ? recordPlace(subject) : null;
}

/** `item:<key>`, `item:<key>|<instance>`, `item:<key>|url:<url>`, `section:<url>`, `site`; of records as `recordName` has it. */
function subjectName(subject: Exclude<Subject, { kind: 'catalog' }>): string {
  if (isRecordSubject(subject)) return recordName(subject);
  switch (subject.kind) {
    case 'site':
      return 'site';
    case 'section':
      return `section:${subject.section.url}`;
    case 'page':
      return `page:${subject.page.document.url}`;
    case 'item':
      return `item:${subject.item.key}`;
    case 'document':
      return `item:${subject.item.key}|url:${subject.document.url}`;
    case 'obligation':
      return `item:${subject.item.key}|${subject.obligation.instance}`;
  }
}

function warningOf(finding: Finding, subject: Subject, early: EarlyWarning): Warning | null {
  if (subject.kind !== 'obligation') return null;
  const { item, obligation } = subject;
  return {
    subject: finding.subject,
    item: item.item.name,
    itemKey: item.key,
    row: item.item.row,
    section: item.section?.name ?? null,
    url: item.section?.url ?? null,
    instance: obligation.instance,
    dueOn: early.dueOn,
    workingDaysLeft: early.workingDaysLeft,
    deadline: obligation.deadline ?? null,
  };
}

/** How many rows the unit has, and on how many something was found. */
export function coverageOf({ items, unit }: UnitObservation, findings: readonly Finding[]): Evaluation['coverage'] {
  const judged = new Set(
    findings.flatMap(({ itemKey, outcome }) =>
      itemKey && (outcome === 'pass' || outcome === 'fail') ? [itemKey] : [],
    ),
  );
  const own = items.filter(({ item }) => !otherTier(item, unit.kind));
  const onlineVerifiable = own.filter(({ item }) => isOnlineVerifiable(item)).length;
  const ofOtherTier = items.length - own.length;
  return { items: items.length, onlineVerifiable, judged: judged.size, ...(ofOtherTier > 0 ? { ofOtherTier } : {}) };
}

/** The order of findings in an evaluation: row, then subject, then code. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    (a.row ?? 0) - (b.row ?? 0) ||
    (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

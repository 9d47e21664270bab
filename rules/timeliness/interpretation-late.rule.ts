import { addDays, LocalDate } from '@app/calendar/local-date';
import { addWorkingDays } from '@app/calendar/working-days';
import { publicationDay } from '@app/evaluation/fulfilment';
import { cannotTell, defineRule, fail, notApplicable, pass, RuleContext, unseen } from '@app/evaluation/rule';
import { TimeLimit } from '@app/catalog/time-limit';
import { UnitObservation } from '@app/observation/observation';
import { foreignness, proofOf } from '../content/page-facts';
import { quoted, spoken, spokenAmount, spokenLateness } from '../wording';
import { earliestPublication, isRevisionDay, publicationPrint } from './publication-claims';

/** 政策解读超期 — the first interpretation came out later than the term allows after its document. */
export const interpretationLate = defineRule({
  code: 'TIM-04',
  id: 'interpretation-late',
  title: '政策解读超期',
  dimension: '时效性',
  basis: '国办发〔2016〕80号（条款待核对原文）；地方测评口径（文件公开后3个工作日内）；事项目录载明的公开时限',
  severity: 'high',
  machine: 'A',
  subject: 'page',
  family: 'interpretation-time',
  parameters: { workdays: 3 },
  advice: '请核对文件与解读的公开日期并说明超期原因；今后解读与文件同步组织、同步审签、同步部署。',
  isCurable: false,
  doubts: '文件或解读没有印出公开日期、不是本单位制作，文件页另有未读的解读链接，或采集不完整（可能有更早的解读）',

  appliesTo: ({ page }) => page.interpretation !== undefined,

  examine({ page }, context) {
    const { interpretation, document } = page;
    if (!interpretation) return notApplicable('没有配对的解读');
    const { policy, isFirst, hasUnreadInterpretation } = interpretation;
    if (!isFirst) return notApplicable(`${quoted(policy.document)}已有更早的解读`);
    const proof = proofOf(page, [policy.document.evidence]);
    const from = publicationDay(policy.document);
    const day = publicationDay(document);
    if (!from || !day) return unseen(`${quoted(from ? document : policy.document)}未载明公开日期，不能计算`, proof);
    if (day < context.since) return notApplicable('早于回溯起点');
    const limit = limitOf(document.url, context);
    const dueOn = dueAfter(from, limit, context);
    if (!dueOn) return unseen(`${spoken(from, context.today)}以后的工作日历尚未公布，不能计算`, proof);
    const sum = `${quoted(policy.document)}${spoken(from, context.today)}公开 → ${spokenAmount(limit)} → ${spoken(dueOn, context.today)}，解读${spoken(day, context.today)}公开`;
    const dated = { ...proof, dueOn, publishedOn: day };
    if (day <= dueOn) return pass(`${sum}，未超期`, dated);
    const said = `${sum}，超期${spokenLateness(dueOn, day, context.calendar)}`;
    const doubt =
      doubtOf(page, context.observation) ?? (hasUnreadInterpretation ? '文件页另有解读的链接未能读取' : undefined);
    return doubt ? cannotTell(`${said}；${doubt}，请核实`, dated) : fail(said, dated);
  },
});

function doubtOf(
  {
    interpretation,
    document,
  }: Parameters<typeof proofOf>[0] & { interpretation?: { policy: { document: typeof document } } },
  observation: UnitObservation,
): string | undefined {
  const policy = interpretation?.policy.document;
  if (!policy) return undefined;
  if (!observation.isComplete) return '本次采集不完整，可能有更早的解读';
  for (const each of [document, policy]) {
    if (publicationPrint(each) === 'none') return `${quoted(each)}的公开日期只见于网页标签`;
    if (isRevisionDay(each)) return `${quoted(each)}印出的是更新时间`;
  }
  const earliest = earliestPublication(document);
  const latest =
    policy.listedOn && policy.publishedOn && policy.listedOn > policy.publishedOn ? policy.listedOn : undefined;
  if (earliest && earliest < (publicationDay(document) ?? '')) return `解读页和列表的公开日期不一致（另见${earliest}）`;
  if (latest) return `文件页和列表的公开日期不一致（另见${latest}）`;
  return foreignness(policy, observation) ?? foreignness(document, observation);
}

/** What the row says of interpretations goes before the parameter; only a term that runs from the document's publication. */
function limitOf(url: string, { observation, parameters }: RuleContext<{ workdays: number }>): TimeLimit {
  const limits = observation.items
    .filter(({ documents }) => documents.some((document) => document.url === url))
    .flatMap(({ item }) => item.limits)
    .filter(({ kind, trigger, amount }) => kind === 'afterEvent' && trigger === 'policy_document_published' && amount);
  const [first] = limits;
  return first && limits.length === 1
    ? first
    : { kind: 'afterEvent', amount: parameters.workdays, unit: 'workday', wording: '文件公开后3个工作日内' };
}

function dueAfter(from: LocalDate, { amount = 0, unit }: TimeLimit, { calendar }: RuleContext): LocalDate | undefined {
  return unit === 'workday'
    ? addWorkingDays(from, amount, calendar)
    : addDays(from, unit === 'week' ? amount * 7 : amount);
}

import { LocalDate } from '@app/calendar/local-date';
import { deadlineOf } from '@app/catalog/deadline';
import { publicationDay } from '@app/evaluation/fulfilment';
import {
  cannotTell,
  fail,
  Obligation,
  pass,
  Proof,
  RuleContext,
  SubjectOf,
  unseen,
  Verdict,
} from '@app/evaluation/rule';
import { triggerClaimName, triggerClaims, triggerWord } from '@app/evaluation/trigger-date';
import { ObservedDocument } from '@app/observation/observation';
import { spoken, spokenAmount, spokenLateness, quoted } from '../wording';
import { BULK, earlierCopy, publishedTogether } from './other-copies';
import { earliestPublication, isRevisionDay, publicationPrint } from './publication-claims';
import { publisherOf } from './publisher';

type Subject = SubjectOf<'obligation'>;

/**
 * 超期公开 of one document: published after the day its limit gives, both days printed. Anything on the page that
 * speaks against it — another day, another organ, a later first sight — turns the verdict into a question.
 */
export function judgeLateness(
  subject: Subject,
  context: RuleContext,
  ownDoubt: (late: Late) => string | undefined,
): Verdict {
  const { obligation } = subject;
  const { document, dueOn, triggerOn } = obligation;
  if (!document) return cannotTell(obligation.problem ?? '缺少可供计算的信息');
  const day = publicationDay(document);
  const proof = proofOf(obligation, document, day);
  if (!triggerOn || !dueOn) return unknownDue(obligation, document, proof);
  if (!day) return unseen(`${quoted(document)}未载明公开日期，不能计算`, proof);
  const late = { document, day, dueOn, triggerOn, obligation };
  const sum = arithmetic(late, context);
  if (day <= dueOn) return pass(sum, proof);
  const doubt = ownDoubt(late) ?? doubtOf(late, subject, context);
  return doubt ? cannotTell(`${sum}；${doubt}`, proof) : fail(sum, proof);
}

/** What is known of a document that seems late. */
export interface Late {
  readonly document: ObservedDocument;
  readonly day: LocalDate;
  readonly dueOn: LocalDate;
  readonly triggerOn: LocalDate;
  readonly obligation: Obligation;
}

function unknownDue({ problem, instance }: Obligation, document: ObservedDocument, proof: Proof): Verdict {
  const why = `${quoted(document)}：${problem ?? '缺少可供计算的日期'}`;
  return instance.startsWith('url:') ? unseen(why, proof) : cannotTell(why, proof);
}

/** 成文 9月27日 → 20个工作日 → 10月30日，11月4日公开，超期3个工作日 */
function arithmetic({ document, day, dueOn, triggerOn, obligation }: Late, { today, calendar }: RuleContext): string {
  const { limit, isVague, choice } = obligation;
  const isRuled = obligation.triggerOrigin === 'manual';
  const start = isRuled ? '的成文日期经申诉认定为' : `${triggerWord(limit.trigger)} `;
  const amount = isVague ? '20个工作日（条例第二十六条的上限）' : spokenAmount(limit);
  const sum = `${quoted(document)}${start}${spoken(triggerOn, today)} → ${amount} → ${spoken(dueOn, today)}`;
  const result = day <= dueOn ? '未超期' : `超期${spokenLateness(dueOn, day, calendar)}`;
  return `${sum}，${spoken(day, today)}公开，${result}${choice ? `（${choice}）` : ''}`;
}

function doubtOf(late: Late, { item }: Subject, { observation, calendar }: RuleContext): string | undefined {
  const { document, day, dueOn, obligation } = late;
  if (obligation.isVague) return `目录只写“${obligation.limit.wording}”，没有天数，请核实`;
  if (publicationPrint(document) === 'none') return '公开日期只见于网页标签，页面上没有印出，请核实';
  if (isRevisionDay(document)) return '页面印出的是更新时间，不是公开时间，请核实';
  const earliest = earliestPublication(document);
  if (earliest && earliest <= dueOn) return `页面和列表的公开日期不一致（另见${earliest}），请核实`;
  if (document.firstSeenOn && document.firstSeenOn <= dueOn)
    return `本系统${document.firstSeenOn}已采集到该信息，请核实`;
  const copy = earlierCopy(late, observation);
  if (copy) return `同题信息${copy.publishedOn}已在${copy.url}公开，请核实`;
  const sameDay = publishedTogether(day, observation);
  if (sameDay >= BULK) return `全站有${sameDay}条信息的公开日期同为${day}，可能是网站改版时批量导入，请核实`;
  const latest = triggerClaims(document, obligation.limit.trigger).at(-1);
  const latestDue = latest && latest > late.triggerOn ? deadlineOf(obligation.limit, latest, calendar) : undefined;
  if (latestDue && (!('on' in latestDue) || latestDue.on >= day))
    return `页面的${triggerClaimName(obligation.limit.trigger)}不一致（另见${latest}），请核实`;
  if (isNumberedLater(document, late.triggerOn)) return `文号“${document.documentNumber}”的年份晚于成文日期，请核实`;
  const publisher = publisherOf(document, item, observation);
  return publisher.kind === 'own' ? undefined : `${publisher.why}（谁制作、谁公开），请核实`;
}

/** 文号 of a later year than the day of formation: one of them is wrong. */
function isNumberedLater({ documentNumber }: ObservedDocument, formedOn: LocalDate): boolean {
  const year = /〔(\d{4})〕/.exec(documentNumber ?? '')?.[1];
  return year !== undefined && year > formedOn.slice(0, 4);
}

function proofOf({ deadline, dueOn }: Obligation, document: ObservedDocument, day: LocalDate | null): Proof {
  const evidence = document.evidence ? [document.evidence] : [];
  return {
    url: document.url,
    evidence,
    publishedOn: day,
    ...(deadline ? { deadline } : {}),
    ...(dueOn ? { dueOn } : {}),
  };
}

import { daysBetween } from '@app/calendar/local-date';
import { domainKey } from '@app/catalog/domains';
import { workingDaysBetween } from '@app/calendar/working-days';
import { ItemObservation, ObservedDocument, ObservedSection, UnitObservation } from '@app/observation/observation';
import { Obligation, RuleContext, Subject } from './rule';

export type FactType = 'string' | 'int' | 'bool' | 'list';
export type FactValue = string | number | boolean | readonly string[];
/** What is known of one subject; a fact that is not known is not there. */
export type Facts = Readonly<Record<string, FactValue>>;

/** What an office's own rule may look at. Catalogs and registers have rules of their own. */
export const CUSTOM_SUBJECTS = ['site', 'section', 'item', 'document', 'obligation'] as const;
export type CustomSubject = (typeof CUSTOM_SUBJECTS)[number];

/** 事实 — one thing an expression may name. */
export interface Fact {
  readonly name: string;
  readonly type: FactType;
  /** Chinese, for the completion of the editor and for explanations. */
  readonly says: string;
}

const fact = (name: string, type: FactType, says: string): Fact => ({ name, type, says });

const UNIT_FACTS = [
  fact('unitName', 'string', '单位名称'),
  fact(
    'unitKind',
    'string',
    '单位类型：government 政府、department 部门、town 乡镇、enterprise 公共企事业单位、village 村居',
  ),
  fact('today', 'string', '判定日，如 "2026-11-20"'),
  fact('observedOn', 'string', '最近一次采集的日期'),
  fact('isOwnSite', 'bool', '是否有独立网站'),
];
const SECTION_FACTS = [
  fact('sectionName', 'string', '栏目名称'),
  fact('sectionPath', 'list', '栏目的各级名称'),
  fact('isSectionRead', 'bool', '栏目列表是否读完'),
  fact('entryCount', 'int', '栏目信息条数；列表未读完时未知'),
  fact('entryTitles', 'list', '栏目前200条信息的标题'),
  fact('newestEntryOn', 'string', '栏目最新一条的日期；列表未读完或无日期时未知'),
  fact('newestEntryAgeDays', 'int', '栏目最新一条距判定日的天数'),
];
const ITEM_FACTS = [
  fact('itemName', 'string', '公开事项名称'),
  fact('itemLevels', 'list', '公开事项的各级名称'),
  fact('domain', 'string', '所属领域；目录没有载明时未知'),
  fact('timeLimit', 'string', '公开时限的文字'),
  fact('method', 'string', '公开方式：proactive 主动、onRequest 依申请、both 两者、unknown 未载明'),
  fact('channels', 'list', '选定的公开渠道'),
  fact('elements', 'list', '公开内容（要素）'),
  fact('basis', 'list', '公开依据'),
  fact('hasSection', 'bool', '是否匹配到栏目'),
  fact('isMatchCertain', 'bool', '栏目匹配是否确认'),
  fact('documentCount', 'int', '本事项已公开的信息条数；栏目未读完时未知'),
  fact('documentTitles', 'list', '本事项已公开信息的标题'),
  fact('newestDocumentOn', 'string', '本事项最新一条的发布日期；栏目未读完或无日期时未知'),
];
const DOCUMENT_FACTS = [
  fact('title', 'string', '标题'),
  fact('titleLength', 'int', '标题字数'),
  fact('url', 'string', '网址'),
  fact('publishedOn', 'string', '发布日期；页面没有载明时未知'),
  fact('formedOn', 'string', '成文日期；页面没有载明时未知'),
  fact('listedOn', 'string', '列表页所标日期'),
  fact('documentNumber', 'string', '发文字号'),
  fact('issuingBody', 'string', '发布机构'),
  fact('signedBy', 'string', '落款'),
  fact('source', 'string', '来源'),
  fact('validity', 'string', '有效性'),
  fact('ageDays', 'int', '发布距判定日的天数'),
  fact('daysToPublish', 'int', '成文到发布的天数'),
  fact('workingDaysToPublish', 'int', '成文到发布的工作日数；工作日历未收录时未知'),
  fact('attachmentCount', 'int', '附件个数'),
  fact('attachmentNames', 'list', '附件名称'),
  fact('brokenAttachments', 'int', '打不开的附件个数'),
  fact('signals', 'list', '页面上发现的情形，如 situation-note'),
  fact('isSituationNote', 'bool', '是否为情况说明'),
];
const OBLIGATION_FACTS = [
  fact('period', 'string', '公开义务的期间，如 2026年第三季度'),
  fact('ruleCode', 'string', '判定时限的规则编号'),
  fact('limitKind', 'string', '时限的种类，如 afterEvent、periodic'),
  fact('dueOn', 'string', '公开截止日；不能推算时未知'),
  fact('daysPastDue', 'int', '判定日超过截止日的天数，未到期为负数'),
  fact('workingDaysPastDue', 'int', '判定日超过截止日的工作日数，未到期为0'),
  fact('isPublished', 'bool', '是否已有对应的信息；栏目未读完又未见信息时未知'),
  fact('owedCount', 'int', '本期应公开的次数'),
  fact('seenCount', 'int', '本期已公开的次数'),
];
const SITE_FACTS = [
  fact('homeNewestOn', 'string', '首页最新信息的日期'),
  fact('homeAgeDays', 'int', '首页最新信息距判定日的天数'),
  fact('sectionCount', 'int', '读到的栏目数'),
  fact('sectionNames', 'list', '读到的栏目名称'),
  fact('articlesRead', 'int', '读到的文章数'),
  fact('articlesDated', 'int', '载明日期的文章数'),
  fact('failureCount', 'int', '未能采集的网页数'),
  fact('isComplete', 'bool', '整站采集是否完整'),
];

/** Every fact by the kind of subject it may be asked of. */
export const FACTS: Readonly<Record<CustomSubject, readonly Fact[]>> = {
  site: [...UNIT_FACTS, ...SITE_FACTS],
  section: [...UNIT_FACTS, ...SECTION_FACTS],
  item: [...UNIT_FACTS, ...ITEM_FACTS, ...SECTION_FACTS],
  document: [...UNIT_FACTS, ...ITEM_FACTS, ...SECTION_FACTS, ...DOCUMENT_FACTS],
  obligation: [...UNIT_FACTS, ...ITEM_FACTS, ...SECTION_FACTS, ...DOCUMENT_FACTS, ...OBLIGATION_FACTS],
};

type Where = Pick<RuleContext, 'observation' | 'calendar' | 'today'>;
/** Null and undefined stand for what is not known. */
type Partly = Readonly<Record<string, FactValue | null | undefined>>;

/** The facts of one subject, as flat as an expression names them: what was not read or is not printed is left out. */
export function factsOf(subject: Subject, where: Where): Facts {
  const facts: Partly = { ...unitFacts(where), ...ownFacts(subject, where) };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value == null ? [] : [[name, bounded(value)] as const])),
  );
}

function ownFacts(subject: Subject, where: Where): Partly {
  switch (subject.kind) {
    case 'site':
      return siteFacts(where);
    case 'section':
      return sectionFacts(subject.section, where);
    case 'item':
      return itemFacts(subject.item, where);
    case 'document':
      return { ...itemFacts(subject.item, where), ...documentFacts(subject.document, where) };
    case 'obligation': {
      const { document } = subject.obligation;
      return {
        ...itemFacts(subject.item, where),
        ...(document ? documentFacts(document, where) : {}),
        ...obligationFacts(subject.obligation, subject.item, where),
      };
    }
    default:
      return {};
  }
}

/** Longest text and list an expression gets to see, so that its cost can be told beforehand. */
export const MOST_CHARACTERS = 4000;
export const MOST_ENTRIES = 200;
const MOST_ENTRY_CHARACTERS = 500;

function bounded(value: FactValue): FactValue {
  if (typeof value === 'string') return value.slice(0, MOST_CHARACTERS);
  if (typeof value !== 'object') return value;
  return value.slice(0, MOST_ENTRIES).map((entry) => entry.slice(0, MOST_ENTRY_CHARACTERS));
}

function unitFacts({ observation: { unit, scope, observedOn }, today }: Where): Partly {
  return { unitName: unit.name, unitKind: unit.kind, today, observedOn, isOwnSite: scope.isOwnSite };
}

function siteFacts({ observation, today }: Where): Partly {
  const { home, sections, articles, failures, isComplete } = observation;
  return {
    homeNewestOn: home?.newestOn,
    homeAgeDays: home?.newestOn ? daysBetween(home.newestOn, today) : null,
    sectionCount: isComplete ? sections.length : null,
    sectionNames: isComplete ? sections.map(({ name }) => name) : null,
    articlesRead: articles?.read,
    articlesDated: articles?.dated,
    failureCount: failures.length,
    isComplete,
  };
}

/** Nothing is counted in a list that was not read to its end. */
function sectionFacts(section: ObservedSection, { observation, today }: Where): Partly {
  const isRead = isWhole(section, observation);
  const newest = isRead ? latest(section.entries.map(({ publishedOn }) => publishedOn)) : null;
  return {
    sectionName: section.name,
    sectionPath: section.path,
    isSectionRead: isRead,
    entryCount: isRead ? section.entries.length : null,
    entryTitles: isRead ? section.entries.map(({ title }) => title) : null,
    newestEntryOn: newest,
    newestEntryAgeDays: newest ? daysBetween(newest, today) : null,
  };
}

function itemFacts(observed: ItemObservation, where: Where): Partly {
  const { item, section, documents, isCertain } = observed;
  const isRead = canMiss(observed, where.observation);
  return {
    ...(section ? sectionFacts(section, where) : {}),
    itemName: item.name,
    itemLevels: item.levels,
    domain: domainKey(item),
    timeLimit: item.timeLimit,
    method: item.method,
    channels: item.channels.filter(({ selected }) => selected).map(({ name }) => name),
    elements: item.elements,
    basis: item.basis,
    hasSection: section !== null,
    isMatchCertain: isCertain,
    documentCount: isRead ? documents.length : null,
    documentTitles: isRead ? documents.map(({ title }) => title) : null,
    newestDocumentOn: isRead ? latest(documents.map(({ publishedOn }) => publishedOn)) : null,
  };
}

function documentFacts(document: ObservedDocument, { calendar, today }: Where): Partly {
  const { title, publishedOn, attachments } = document;
  const formedOn = document.ruledFormedOn ?? document.formedOn;
  const isSpan = formedOn !== null && publishedOn !== null;
  return {
    title,
    titleLength: [...title].length,
    url: document.url,
    publishedOn,
    formedOn,
    listedOn: document.listedOn,
    documentNumber: document.documentNumber,
    issuingBody: document.issuingBody,
    signedBy: document.signedBy,
    source: document.source,
    validity: document.validity,
    ageDays: publishedOn ? daysBetween(publishedOn, today) : null,
    daysToPublish: isSpan ? daysBetween(formedOn, publishedOn) : null,
    workingDaysToPublish:
      isSpan && formedOn <= publishedOn ? workingDaysBetween(formedOn, publishedOn, calendar) : null,
    attachmentCount: attachments.length,
    attachmentNames: attachments.map(({ name }) => name),
    brokenAttachments: attachments.filter(({ state }) => state !== 'ok' && state !== 'unread').length,
    signals: document.signals.map(({ kind }) => kind),
    isSituationNote: document.isSituationNote,
  };
}

function obligationFacts(
  obligation: Obligation,
  observed: ItemObservation,
  { observation, calendar, today }: Where,
): Partly {
  const { dueOn, document, count, label, code, limit } = obligation;
  const isPublished = document !== undefined ? true : canMiss(observed, observation) ? false : null;
  return {
    period: label,
    ruleCode: code,
    limitKind: limit.kind,
    dueOn,
    daysPastDue: dueOn ? daysBetween(dueOn, today) : null,
    workingDaysPastDue: dueOn ? (today <= dueOn ? 0 : workingDaysBetween(dueOn, today, calendar)) : null,
    isPublished: (obligation.doubtful?.length ?? 0) > 0 && !document ? null : isPublished,
    owedCount: count?.owed,
    seenCount: count?.seen,
  };
}

function canMiss(
  { section, isUnread, elsewhere, unassigned = [] }: ItemObservation,
  observation: UnitObservation,
): boolean {
  if (!section || isUnread || elsewhere.length > 0 || unassigned.length > 0) return false;
  return isWhole(section, observation);
}

function isWhole(section: ObservedSection, { isComplete }: UnitObservation): boolean {
  return isComplete && section.isComplete;
}

function latest(days: readonly (string | null)[]): string | null {
  const known = days.filter((day) => day !== null).sort();
  return known.at(-1) ?? null;
}

import { Evidence, ObservedDocument, UnitObservation } from '@app/observation/observation';
import { ContentPage, PageRemark } from '@app/observation/content-page';
import { pass, Proof, unseen, Verdict } from '@app/evaluation/rule';
import { publisherOf } from '../timeliness/publisher';
import { quoted } from '../wording';

/** Whether one of these facts is known of the page, now or from an earlier round. */
export function hasKind(page: ContentPage, kinds: RegExp): boolean {
  return page.remarks.some(({ kind }) => kinds.test(kind)) || (page.earlier ?? []).some((kind) => kinds.test(kind));
}

export function remarksOf({ remarks }: ContentPage, kinds: RegExp): PageRemark[] {
  return remarks.filter(({ kind }) => kinds.test(kind));
}

export function proofOf({ document }: Pick<ContentPage, 'document'>, others: readonly (Evidence | null)[] = []): Proof {
  const evidence = [document.evidence, ...others].filter((each): each is Evidence => each !== null);
  return { url: document.url, evidence };
}

/** What is said of a page on which an earlier round noticed something that this one does not show. */
export function noLonger(page: ContentPage, what: string): Verdict {
  if (page.isUnread) return unseen(`${quoted(page.document)}本轮未能采集，${what}是否仍在不作判断`);
  return pass(`${quoted(page.document)}已不再有${what}`, proofOf(page));
}

/** 正文第120字、附件1、标题 … */
export function placeOf({ at }: PageRemark): string {
  const attachment = /^attachments\[(\d+)\]/.exec(at)?.[1];
  if (attachment !== undefined) return `第${Number(attachment) + 1}个附件`;
  const offset = /^text:(\d+)$/.exec(at)?.[1];
  if (offset !== undefined) return `正文第${Number(offset) + 1}字`;
  const table = /^table\[(\d+)\]$/.exec(at)?.[1];
  if (table !== undefined) return `第${table}张表`;
  return at === 'title' ? '标题' : at.startsWith('record') ? '信息框' : '页面';
}

/** Up to three of them with their places; numbers always masked. */
export function listed(remarks: readonly PageRemark[], words: (remark: PageRemark) => string): string {
  const each = remarks.slice(0, 3).map((remark) => `${placeOf(remark)}${words(remark)}`);
  return `${each.join('、')}${remarks.length > 3 ? `等${remarks.length}处` : ''}`;
}

/** Whether the unit made the document itself, by what the page prints; Chinese why not. */
export function foreignness(document: ObservedDocument, observation: UnitObservation): string | undefined {
  const publisher = publisherOf(document, { item: { unit: null } }, observation);
  return publisher.kind === 'own' ? undefined : publisher.why;
}

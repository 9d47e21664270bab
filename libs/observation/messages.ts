import { LocalDate, localDate } from '@app/calendar/local-date';
import { RegisterContent, RegisterEntry } from '@app/registers/register-kind';
import { SeenPage, SiteView } from './sections';

/**
 * 留言 as the website prints them: pages of one message that say when it was asked and when it was answered, or that it
 * was not. Nothing is taken from a page that says only one of them, nor from one of several messages. Who asked and what
 * is left on the page; of the answer only its beginning is kept, long numbers masked.
 */
export function messagesOf(site: SiteView, observedOn: LocalDate): RegisterEntry[] {
  const pages = [...new Set(site.pages.values())].filter(({ page }) => site.isInScope(page.url));
  const seen = new Set<string>();
  return pages
    .sort((a, b) => (a.page.url < b.page.url ? -1 : 1))
    .flatMap((page) => messageOn(page, observedOn) ?? [])
    .filter(({ name }) => !seen.has(name) && seen.add(name))
    .map(({ entry }) => entry);
}

/** Two columns may show one message: `name` tells it by its number and the moment it was asked. */
interface Message {
  readonly name: string;
  readonly entry: RegisterEntry;
}

const ASKED = /^(?:留言|来信|提问|咨询|写信|信件)\s*(?:时间|日期)\s*[：:]\s*(.+)$/gm;
const ANSWERED = /^(?:答\s*复|回\s*复|办\s*理|办\s*结)\s*(?:时间|日期)\s*[：:][^\S\n]*(.*)$/m;
const NUMBER = /^(?:留言|来信|信件|咨询)?\s*编号\s*[：:]\s*(\S{1,40})/m;
const STATE = /^(?:办理|处理|回复|答复)?状态\s*[：:]\s*(?:未回复|未答复|待回复|待答复|待办理|办理中|处理中|已受理)/m;
const REPLY = /^(?:回\s*复|答\s*复)(?:内容|意见|结果)?\s*[：:]\s*([^]+)$/m;
const LONGEST_REPLY = 300;

function messageOn({ page, evidence, isCarried }: SeenPage, observedOn: LocalDate): Message | undefined {
  const { text, url } = page;
  const [asked, another] = [...text.matchAll(ASKED)];
  const askedOn = dayAtStart(asked?.[1]);
  if (!asked || another || !askedOn) return undefined;
  const answered = ANSWERED.exec(text);
  const answeredOn = dayAtStart(answered?.[1]);
  const isOpen = answered ? isBlank(answered[1]) : STATE.test(text);
  // A page of an earlier round says nothing of what was answered since.
  if (!answeredOn && (!isOpen || isCarried)) return undefined;
  if (answeredOn && answeredOn < askedOn) return undefined;
  const content: RegisterContent = {
    number: url,
    askedOn,
    ...(answeredOn ? { answeredOn } : {}),
    ...(answeredOn ? replyIn(text) : {}),
  };
  return {
    name: `${NUMBER.exec(text)?.[1] ?? url}|${asked[1]?.trim()}`,
    entry: {
      kind: 'message',
      key: url,
      content,
      occurredOn: askedOn,
      asOf: observedOn,
      source: 'machine',
      attestation: evidence,
    },
  };
}

function replyIn(text: string): { reply: string } | Record<string, never> {
  const reply = REPLY.exec(text)?.[1]?.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REPLY);
  return reply ? { reply: reply.replace(/\d(?:[\s-]?\d){6,}/g, '＊') } : {};
}

function isBlank(words = ''): boolean {
  return /^(?:[-—－/]*|暂无|无|未(?:答复|回复)|待(?:答复|回复))$/.test(words.trim());
}

function dayAtStart(words = ''): LocalDate | undefined {
  const found = /^\s*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/.exec(words);
  return found ? localDate(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}

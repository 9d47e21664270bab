import { ExtractedPage } from '@app/crawling/extracted-page';
import { StoredAttachment } from '@app/crawling/attachment-content';
import { ObservedDocument, ObservedSection } from './observation';

/** One article with its text, while an observation is made; the text itself is not kept. */
export interface ContentSource {
  readonly id: string;
  readonly document: ObservedDocument;
  readonly page: ExtractedPage;
  readonly section: ObservedSection | null;
  /** What its attachments say, where they were read. */
  readonly files: readonly Exclude<StoredAttachment, { readonly refusal: unknown }>[];
}

/** Names in 《》, the innermost where they are nested: 关于印发《A办法》的通知 → A办法. */
export function namesQuoted(title: string): string[] {
  return [...title.matchAll(/[《〈]([^《》〈〉]{2,80})[》〉]/gu)].map(([, name = '']) => name);
}

/** The name without what only says in which state it is: （草案）（征求意见稿）（试行）, 的通知. */
export function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(
      /\((?:草案|征求意见稿|送审稿|修订稿|修订草案|试行|暂行|公开征求意见稿|草案征求意见稿|代拟稿|初稿)[^()]{0,12}\)/gu,
      '',
    )
    .replace(/(?:公开)?征求意见稿|草案|送审稿/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** 文号 cited in a text, each in one spelling; words of the sentence may still stand in front of it. */
export function numbersCited(text: string, most = 40): string[] {
  return [...text.matchAll(NUMBER)].slice(0, most).map(([number]) =>
    number
      .replace(/\s/gu, '')
      .replace(/[\[【（(［]/u, '〔')
      .replace(/[\]】）)］]/u, '〕')
      .replace('〕第', '〕'),
  );
}

/** The number as it may stand behind words of the sentence, the longest first: 现就清财〔2026〕12号 → 清财〔2026〕12号. */
export function possibleNumbers(cited: string): string[] {
  const prefix = Math.max(1, cited.indexOf('〔') - 1);
  return Array.from({ length: prefix }, (_, at) => cited.slice(at));
}

const NUMBER = /[\p{Script=Han}]{1,12}[〔\[【（(［]\s?(?:19|20)\d{2}\s?[〕\]】）)］]\s?第?\s?\d{1,4}\s?号/gu;

export const INTERPRETS = /解读|图解|一图读懂|问答|解析|一张图|政策问|图说|明白卡/u;
export const CONSULTS = /征求.{0,60}意见|公开征集|征集.{0,40}(?:意见|建议)|听取.{0,30}意见/u;
export const RESULT = /反馈|采纳|结果|(?:意见|征集|征求)[^《》]{0,14}情况|汇总|答复|回应|综述/u;

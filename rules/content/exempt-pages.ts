import { ContentPage } from '@app/observation/content-page';

/**
 * 惩戒公示、强制性信息披露 — documents that the law wants to name people: what stands there is no leak by itself. The words are
 * parameters of each rule about personal data, so that an office can narrow or widen them.
 * Source: 2018 要点 and its local schemes (除惩戒公示、强制性信息披露外 … 去标识化处理).
 */
export const EXEMPT_TITLES =
  '失信被执行人、失信名单、黑名单、严重违法、行政处罚决定、处罚公示、曝光、终身禁驾、限制消费、通缉、悬赏、欠税公告、税收违法、公告送达、送达公告、上市公司、关联交易披露、受益所有人';

/** The word that exempts the page; undefined where none does. */
export function exemptionOf({ document, section }: ContentPage, words: string): string | undefined {
  const place = `${document.title} ${section ?? ''}`;
  return words
    .split(/[、,，;；\s]+/u)
    .filter((word) => word.length >= 2)
    .find((word) => place.includes(word));
}

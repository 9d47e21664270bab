import { ContentPage } from '@app/observation/content-page';
import { ObservedDocument } from '@app/observation/observation';
import { documentOf, Given, SITE } from '../rule-input.fixture';

export type PageGiven = Omit<Partial<ContentPage>, 'document'> & { readonly document?: Partial<ObservedDocument> };

/** One article of 清河县教育局 with the facts given; everything else is as it should be. */
export function pageGiven({ document, ...facts }: PageGiven, more: Given = {}): Given {
  const page: ContentPage = {
    document: documentOf({
      url: `${SITE}tzgg/1.html`,
      title: '关于做好秋季招生工作的通知',
      publishedOn: '2026-09-01',
      ...document,
    }),
    section: '通知公告',
    length: 800,
    remarks: [],
    ...facts,
  };
  return { ...more, site: { contentPages: [page], ...more.site } };
}

/** What was noticed in an earlier round and is gone, and what could not be read again. */
export const gone = (...earlier: string[]): PageGiven => ({ earlier });
export const unreadNow = (...earlier: string[]): PageGiven => ({ earlier, isUnread: true });

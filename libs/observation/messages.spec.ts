import { ExtractedPage } from '@app/crawling/extracted-page';
import { messagesOf } from './messages';
import { SeenPage, SiteView } from './sections';

const SITE = 'http://www.qinghe.example';
const evidence = (url: string) => ({ url, capturedAt: '2026-11-18T02:00:00.000Z', sha256: 'a'.repeat(64) });

function site(texts: readonly string[], isCarried = false): SiteView {
  const pages = texts.map((text, at): [string, SeenPage] => {
    const url = `${SITE}/hdjl/${at + 1}.html`;
    const page = { url, text } as ExtractedPage;
    return [url, { page, evidence: evidence(url), ...(isCarried ? { isCarried } : {}) } as SeenPage];
  });
  return {
    pages: new Map(pages),
    homeIdentity: SITE,
    failures: [],
    ownText: () => '',
    isDoubtful: () => false,
    isInScope: (url: string) => !url.includes('/9.html'),
  } as unknown as SiteView;
}

const read = (...texts: string[]) => messagesOf(site(texts), '2026-11-18');
const HEAD = '留言标题：路灯不亮\n留言编号：2022号\n留言人：某*某\n留言时间：2026-10-04 19:04:58\n';
const ANSWERED = `${HEAD}答复时间：2026-10-13 10:11:28\n留言内容：城东路口路灯不亮。\n回 复：您好！已于九日修复，联系电话 0513-87651234。`;

describe('messagesOf', () => {
  it('reads when a message was asked and answered, and the beginning of the answer', () => {
    expect(read(ANSWERED)).toEqual([
      {
        kind: 'message',
        key: `${SITE}/hdjl/1.html`,
        content: {
          number: `${SITE}/hdjl/1.html`,
          askedOn: '2026-10-04',
          answeredOn: '2026-10-13',
          reply: '您好！已于九日修复，联系电话 ＊。',
        },
        occurredOn: '2026-10-04',
        asOf: '2026-11-18',
        source: 'machine',
        attestation: evidence(`${SITE}/hdjl/1.html`),
      },
    ]);
  });

  it('keeps neither who asked nor what', () => {
    expect(JSON.stringify(read(ANSWERED))).not.toMatch(/某|城东路口/);
  });

  it.each([
    ['an answer that is left blank', `${HEAD}答复时间：\n留言内容：…`],
    ['an answer that is said to be missing', `${HEAD}答复时间：暂无`],
    ['a state that says so', `${HEAD}办理状态：办理中`],
    ['其他 words for the same', '来信日期：2026年10月4日\n办理状态：待回复'],
  ])('takes %s for open', (_what, text) => {
    const [message] = read(text);
    expect(message).toMatchObject({ occurredOn: '2026-10-04' });
    expect(message?.content).not.toHaveProperty('answeredOn');
  });

  it.each([
    ['says nothing of an answer', HEAD],
    ['says nothing of the question', '答复时间：2026-10-13'],
    ['shows several messages', `${ANSWERED}\n${ANSWERED}`],
    ['was answered before it was asked', `${HEAD}答复时间：2026-10-03`],
    ['has a day that does not exist', '留言时间：2026-13-04\n答复时间：2026-10-13'],
    ['speaks of it in a sentence', '我局将公布留言时间：2026-10-04前的答复时间：2026-10-13。'],
    ['cannot be understood', `${HEAD}答复时间：下周三`],
  ])('reads nothing from a page that %s', (_what, text) => {
    expect(read(text)).toEqual([]);
  });

  it('counts a message once that two columns show', () => {
    expect(read(ANSWERED, ANSWERED).map(({ key }) => key)).toEqual([`${SITE}/hdjl/1.html`]);
  });

  it('reads nothing outside the unit’s part of the web', () => {
    const texts = Array.from({ length: 9 }, (_, at) => ANSWERED.replace('2022号', `${at}号`));
    expect(read(...texts)).toHaveLength(8);
  });

  it('calls nothing open that was only carried over', () => {
    expect(messagesOf(site([`${HEAD}答复时间：`], true), '2026-11-18')).toEqual([]);
    expect(messagesOf(site([ANSWERED], true), '2026-11-18')).toHaveLength(1);
  });
});

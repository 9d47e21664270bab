import {
  elementsOf,
  GUIDE_ELEMENTS,
  isReplyTitle,
  isServiceGuideTitle,
  namesChannel,
  sendsToApplication,
  SERVICE_ELEMENTS,
} from './site-facts-texts';
import { article } from './site.fixture';

const EVIDENCE = { url: 'u', capturedAt: '2026-11-18T02:00:00Z', sha256: 'a' };
const FILLER = '本指南供公民、法人和其他组织查阅，并将根据情况及时更新。'.repeat(5);
const page = (lines: readonly string[], more = {}) =>
  article('g.html', '指南', { text: [FILLER, ...lines].join('\n'), ...more });
const GUIDE = [
  '工作机构名称：清河县财政局办公室。',
  '办公地址：清河县清河大道1号。',
  '办公时间：工作日上午8:30－12:00。',
  '联系电话：0599-5550012。',
  '传真号码：0599-5551012。',
  '电子邮箱：xxgk@qinghe.example。',
];

describe('公开指南要素', () => {
  it('has all six', () => {
    expect(elementsOf(page(GUIDE), EVIDENCE, GUIDE_ELEMENTS)).toMatchObject({ missing: [], bare: [], gap: null });
  });

  it.each([
    [1, '办公地址'],
    [2, '办公时间'],
    [3, '联系电话'],
    [4, '传真号码'],
    [5, '互联网联系方式'],
  ])('misses what line %i says', (at, name) => {
    const lines = GUIDE.filter((_line, index) => index !== at);
    expect(elementsOf(page(lines), EVIDENCE, GUIDE_ELEMENTS).missing).toEqual([name]);
  });

  it('tells a name without a value from none', () => {
    const lines = GUIDE.map((line) => (line.startsWith('传真') ? '传真号码：' : line)).reverse();
    expect(
      elementsOf(page([...lines.filter((line) => line !== '传真号码：'), '传真号码：']), EVIDENCE, GUIDE_ELEMENTS),
    ).toMatchObject({ missing: [], bare: ['传真号码'] });
  });

  it.each([
    ['an attachment', { attachments: [{ name: '指南', url: 'u' }] }, '另有1个附件，内容未计入'],
    ['a picture', { text: '指南' }, '正文很短，可能为图片'],
    ['too long a text', { text: '指'.repeat(20_000) }, '正文过长，未读到末尾'],
  ])('has a gap with %s', (_norm, more, gap) => {
    expect(elementsOf(page(GUIDE, more), EVIDENCE, GUIDE_ELEMENTS).gap).toBe(gap);
  });

  it('says how to apply, or does not', () => {
    expect(namesChannel(page(['申请人可以书面提交申请。']))).toBe(true);
    expect(namesChannel(page(GUIDE))).toBe(false);
  });
});

describe('办事指南要素', () => {
  it('counts labels and headings, and not sentences', () => {
    const itemised = [
      '一、申请条件',
      '（二）办理材料：申请表。',
      '【办理地点】大厅',
      '申请人当场提交材料，受理窗口在工作时间办理。',
    ];
    expect(elementsOf(page(itemised), EVIDENCE, SERVICE_ELEMENTS)).toMatchObject({ labelled: 2 });
    expect(elementsOf(page(itemised.slice(3)), EVIDENCE, SERVICE_ELEMENTS)).toMatchObject({ labelled: 0 });
  });

  it.each([
    ['婚姻登记办事指南', true],
    ['老年优待证办理指南（2026年版）', true],
    ['政府信息公开指南', false],
    ['关于编制办事指南的通知', false],
    ['办事指南汇编', false],
  ])('%s', (title, isGuide) => {
    expect(isServiceGuideTitle(title)).toBe(isGuide);
  });
});

describe('建议提案答复', () => {
  it.each([
    ['关于县人大第33号建议的答复', true],
    ['对县政协第12号提案答复的函', true],
    ['2026年政协提案办理结果（第12号）', true],
    ['关于征集提案线索的公告', false],
    ['关于群众来信的答复', false],
  ])('%s', (title, isReply) => {
    expect(isReplyTitle(title)).toBe(isReply);
  });
});

describe('只在依申请渠道', () => {
  it.each([
    ['本信息依申请公开，需要的请提交申请。', true],
    ['该文件须经申请后提供。', true],
    ['测算过程的其他材料可以申请公开。', false],
    ['本信息主动公开。', false],
  ])('%s', (text, isSent) => {
    expect(sendsToApplication(article('a.html', '标准', { text }))).toBe(isSent);
  });

  it('does not take a long text for a notice', () => {
    expect(sendsToApplication(article('a.html', '标准', { text: `本信息依申请公开。${'全文如下'.repeat(200)}` }))).toBe(
      false,
    );
  });
});

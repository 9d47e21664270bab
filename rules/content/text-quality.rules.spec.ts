import { findingsOf, outcomeOf } from '../rule-input.fixture';
import { bodyUnsearchable } from '../completeness/body-unsearchable.rule';
import { gone, PageGiven, pageGiven, unreadNow } from './content-input.fixture';
import { emptyTable } from './empty-table.rule';
import { figureConflict } from './figure-conflict.rule';
import { garbledText } from './garbled-text.rule';
import { onRequestPublished } from './on-request-published.rule';
import { secrecyMark } from './secrecy-mark.rule';
import { wordingError } from './wording-error.rule';

type Case = readonly [string, PageGiven, string];
const says = (rule: Parameters<typeof outcomeOf>[0]) => (_norm: string, page: PageGiven, outcome: string) =>
  expect(outcomeOf(rule, pageGiven(page))).toBe(outcome);
const remark = (kind: string, at = 'text:5') => ({ kind, at });

describe('内部或密级信息 CNT-05', () => {
  it.each<Case>([
    ['proposes a mark of secrecy', { remarks: [remark('mark-secret')] }, 'cannotTell'],
    ['proposes 内部资料', { remarks: [remark('mark-internal')] }, 'cannotTell'],
    ['proposes 此件不公开', { remarks: [remark('mark-not-public')] }, 'cannotTell'],
    [
      'proposes a cited closed number',
      { remarks: [{ ...remark('cites-closed'), says: '清政发〔2026〕3号' }] },
      'cannotTell',
    ],
    ['leaves 依申请公开 to CNT-06', { remarks: [remark('mark-on-request')] }, 'none'],
    ['passes once it is gone', gone('mark-secret'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('mark-internal'), 'unseen'],
  ])('%s', says(secrecyMark));
});

describe('依申请公开文件误公开 CNT-06', () => {
  const mark = remark('mark-on-request', 'text:700');
  it.each<Case>([
    ['fails on a marked text that stands there whole', { remarks: [mark] }, 'fail'],
    ['fails from a hundred letters on', { remarks: [mark], length: 100 }, 'fail'],
    ['cannot tell below', { remarks: [mark], length: 99 }, 'cannotTell'],
    ['cannot tell from the record box alone', { remarks: [remark('mark-on-request', 'record:0')] }, 'cannotTell'],
    [
      'cannot tell from an attachment alone',
      { remarks: [remark('mark-on-request', 'attachments[0].text:9')] },
      'cannotTell',
    ],
    ['passes a guide to 依申请公开', { remarks: [mark], document: { title: '清河县教育局依申请公开指南' } }, 'pass'],
    ['passes once it is gone', gone('mark-on-request'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('mark-on-request'), 'unseen'],
    ['says nothing without a mark', {}, 'none'],
  ])('%s', says(onRequestPublished));
});

describe('表述错误、错别字 CNT-07', () => {
  const typo = { ...remark('wording'), says: '布署', instead: '部署' };
  const grave = { ...remark('wording'), says: '一国两治', instead: '一国两制', isGrave: true };
  it.each<Case>([
    ['proposes a typo', { remarks: [typo] }, 'cannotTell'],
    ['proposes a grave wording', { remarks: [grave] }, 'cannotTell'],
    ['passes once it is gone', gone('wording'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('wording'), 'unseen'],
    ['says nothing without any', {}, 'none'],
  ])('%s', says(wordingError));

  it('is grave only where the list says so', () => {
    const severity = (remarks: PageGiven['remarks']) => findingsOf(wordingError, pageGiven({ remarks }))[0]?.severity;
    expect([severity([typo]), severity([typo, grave])]).toEqual(['medium', 'veto']);
  });

  it.each([
    [1, 'pass'],
    [2, 'cannotTell'],
  ])('with leastTypos = 2, %i → %s', (count, outcome) => {
    const settings = [{ code: 'CNT-07', isEnabled: true, parameters: { leastTypos: 2 } }];
    const remarks = Array.from({ length: count }, () => typo);
    expect(outcomeOf(wordingError, { ...pageGiven({ remarks }), settings })).toBe(outcome);
  });

  it('says what should stand there', () => {
    const [finding] = findingsOf(wordingError, pageGiven({ remarks: [typo] }));
    expect(finding?.explanation).toBe('“关于做好秋季招生工作的通知”疑有错别字：正文第6字“布署”应为“部署”，请核实');
  });
});

describe('乱码 CNT-08', () => {
  const spots = (count: number) => Array.from({ length: count }, (_, at) => remark('mojibake', `text:${at * 9}`));
  it.each<Case>([
    ['fails on a damaged spot in a readable text', { remarks: spots(1) }, 'fail'],
    ['fails on ten', { remarks: spots(10) }, 'fail'],
    ['cannot tell of eleven: our own reading may be wrong', { remarks: spots(11) }, 'cannotTell'],
    ['fails in a text of a hundred letters', { remarks: spots(1), length: 100 }, 'fail'],
    ['cannot tell in a shorter one', { remarks: spots(1), length: 99 }, 'cannotTell'],
    ['cannot tell of an attachment', { remarks: [remark('mojibake', 'attachments[0].text:2')] }, 'cannotTell'],
    ['passes once it is gone', gone('mojibake'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('mojibake'), 'unseen'],
    ['says nothing without any', {}, 'none'],
  ])('%s', says(garbledText));
});

describe('空表无说明 CNT-09', () => {
  const budget = { title: '清河县教育局2026年部门预算' };
  const empty = remark('empty-table', 'table[2]');
  const file = { name: '预算说明.docx', url: 'http://jyj.qinghe.example/a.docx', state: 'ok' as const };
  it.each<Case>([
    ['fails on an empty table of a budget', { remarks: [empty], document: budget }, 'fail'],
    ['passes one that is explained', { remarks: [remark('explained-table')], document: budget }, 'pass'],
    [
      'cannot tell beside an attachment',
      { remarks: [empty], document: { ...budget, attachments: [file] } },
      'cannotTell',
    ],
    ['cannot tell of a form', { remarks: [empty], document: { title: '部门预算申报表样表' } }, 'cannotTell'],
    ['says nothing of tables elsewhere', { remarks: [empty] }, 'none'],
    ['passes once it is filled', { ...gone('empty-table'), document: budget }, 'pass'],
    ['is unseen while the page cannot be read', { ...unreadNow('empty-table'), document: budget }, 'unseen'],
  ])('%s', says(emptyTable));
});

describe('数据前后不一致 CNT-10', () => {
  it.each<Case>([
    [
      'proposes two values',
      { remarks: [{ ...remark('figure-conflict'), says: '“收入总计”前后不一：1万元，又作2万元' }] },
      'cannotTell',
    ],
    ['passes once they agree', gone('figure-conflict'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('figure-conflict'), 'unseen'],
    ['says nothing without any', {}, 'none'],
  ])('%s', says(figureConflict));
});

describe('正文为图片或扫描件 PUB-05', () => {
  const attachment = (says?: object) => ({
    name: '附件.pdf',
    url: 'http://jyj.qinghe.example/a.pdf',
    state: 'ok' as const,
    ...(says ? { says: { documentNumber: null, formedOn: null, dates: [], isScanned: false, text: '', ...says } } : {}),
  });
  const [scan, text, unread] = [attachment({ isScanned: true }), attachment({ text: '全文' }), attachment()];
  const body = (kind: string, attachments: object[] = [], more: object = {}): PageGiven => ({
    remarks: [remark(`${kind}-body`, 'text:0')],
    length: 12,
    document: { attachments: attachments as never, ...more },
  });
  it.each<Case>([
    ['fails on a text that is a picture', body('image'), 'fail'],
    ['fails on a scan in the place of the text', body('attachment', [scan]), 'fail'],
    ['passes a picture beside a readable file', body('image', [text]), 'pass'],
    ['cannot tell of a readable file in the place of the text', body('attachment', [text]), 'cannotTell'],
    ['cannot tell of a picture beside a file not read', body('image', [unread]), 'cannotTell'],
    ['is unseen where the file was not read', body('attachment', [scan, unread]), 'unseen'],
    ['is unseen where a frame holds the text', body('embedded'), 'unseen'],
    ['does not apply to 图解', body('image', [], { title: '《清河县招生办法》图解' }), 'notApplicable'],
    ['says nothing of a 情况说明', body('image', [], { isSituationNote: true }), 'none'],
    ['passes once there is a text', gone('image-body'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('image-body'), 'unseen'],
    ['says nothing of other pages', {}, 'none'],
  ])('%s', says(bodyUnsearchable));
});

import { AttachmentContent } from '@app/crawling/attachment-content';
import { attachmentPage } from '../attachment-page';
import { extract } from '../index';
import { contentMarks } from './content-marks';

const article = (body: string, title = '关于做好防汛工作的通知') =>
  extract({
    url: 'https://a.gov.cn/zwgk/1.html',
    html: `<html><body><h1>${title}</h1><p>发布时间：2026-07-02</p><div class="content">${body}</div></body></html>`,
  });
const kinds = (body: string) => article(body).signals.map(({ kind }) => kind);
const PROSE = `<p>${'各村要把这项工作列入议事日程，确定专人负责，按月报告进展。'.repeat(3)}</p>`;
const rows = (cells: string[][]) =>
  `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const HEAD = ['项目', '预算数', '备注'];
const EMPTY = rows([HEAD, ['基本支出', '', ''], ['项目支出', '', '']]);

describe('signals of content', () => {
  it.each<[string, string, string[]]>([
    ['a text that is a picture', '<p><img src="/a/tu.jpg" width="800"></p>', ['image-body']],
    ['no picture where there is a text', `${PROSE}<img src="/a/tu.jpg">`, []],
    ['no icon', `<img src="/images/icon_word.png"><p>见附件</p><a href="/a.docx">通知.docx</a>`, ['attachment-body']],
    ['a text that is a file', '<p>见附件</p><p>附件：<a href="/a.pdf">通知.pdf</a></p>', ['attachment-body']],
    ['a text in a frame', '<iframe src="/view?id=3"></iframe><img src="/a/tu.jpg" width="800">', ['embedded-body']],
    ['a table without values', PROSE + EMPTY, ['empty-table']],
    ['a table with one', PROSE + rows([HEAD, ['基本支出', '1', ''], ['项目支出', '', '']]), []],
    [
      'an empty table that is explained',
      `${PROSE}${EMPTY}<p>本表为空，本单位没有政府性基金预算支出。</p>`,
      ['explained-table'],
    ],
    ['a table of one row', PROSE + rows([HEAD, ['基本支出', '', '']]), []],
    ['此件依申请公开', `${PROSE}<p>（此件依申请公开）</p>`, ['mark-on-request']],
    ['此件公开发布', `${PROSE}<p>（此件公开发布）</p>`, []],
    ['damaged characters', `<p>请到锟斤拷锟斤拷办理登记。</p>${PROSE}`, ['mojibake']],
  ])('notices %s', (_norm, body, expected) => expect(kinds(body)).toEqual(expected));

  it('reads marks of the record box', () => {
    const html = `<html><body><div class="box"><li>公开方式：依申请公开</li></div><h1>关于做好防汛工作的通知</h1><p>发布时间：2026-07-02</p><div class="content">${PROSE}</div></body></html>`;
    const { signals } = extract({ url: 'https://a.gov.cn/zwgk/1.html', html });
    expect(signals).toEqual([{ kind: 'mark-on-request', at: 'record:0' }]);
  });

  it('reads marks of an attachment', () => {
    const content: AttachmentContent = {
      kind: 'docx',
      text: '内部资料 注意保存\n一、总体要求',
      tables: [],
      isScanned: false,
      entries: [],
      isCut: false,
    };
    expect(attachmentPage('https://a.gov.cn/a.docx', content).signals).toEqual([
      { kind: 'mark-internal', at: 'text:0' },
    ]);
  });
});

describe('marks', () => {
  it.each<[string, string[]]>([
    ['此件依申请公开', ['mark-on-request']],
    ['（依申请公开）', ['mark-on-request']],
    ['此文公开属性：依申请公开', ['mark-on-request']],
    ['公开方式：不予公开', ['mark-not-public']],
    ['（此件不公开）', ['mark-not-public']],
    ['（不予公开）', ['mark-not-public']],
    ['机密★1年', ['mark-secret']],
    ['密级：秘密', ['mark-secret']],
    ['内部资料，请注意保存', ['mark-internal']],
    ['不得外传', ['mark-internal']],
    ['秘密', []],
    ['依申请公开', []],
    ['公开方式：主动公开', []],
    ['申请人可以通过依申请公开的方式获取', []],
    ['涉及国家秘密、商业秘密的信息不予公开', []],
    ['本手册不属于内部资料', []],
    ['密级：无', []],
    ['姓名\ufffd\ufffd\ufffd\ufffd住址', ['mojibake']],
    ['一个\ufffd不算', []],
    ['æ\u0094¿åº\u009cä¿¡æ\u0081¯', ['mojibake']],
    ['申请????材料', ['mojibake']],
    ['什么时候办理？？？请致电', []],
    ['Café à la carte', []],
  ])('%s → %j', (text, expected) => expect(contentMarks(text).map(({ kind }) => kind)).toEqual(expected));

  it('stays linear on a hostile text', () => {
    const started = process.hrtime.bigint();
    contentMarks('（此件公开属性：'.repeat(40_000));
    contentMarks('Ã©'.repeat(100_000));
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1_500);
  });
});

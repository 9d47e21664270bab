import { AttachmentContent, boundedContent } from '@app/crawling/attachment-content';
import { attachmentPage } from './attachment-page';
import { extractJson } from './index';

const read = (kind: AttachmentContent['kind'], text: string, more: Partial<AttachmentContent> = {}) =>
  attachmentPage('https://www.qinghe.example.gov.cn/a.docx', boundedContent(kind, { text, ...more }));

describe('attachmentPage', () => {
  it('gives number, signature and dates of a document, and neither title nor day of publication', () => {
    const text =
      '清财发〔2026〕3号\n关于开展检查的通知\n各单位：\n请于2026年4月1日前报送。\n清河县财政局\n2026年3月9日';
    expect(extractJson(read('docx', text))).toMatchObject({
      kind: 'other',
      title: null,
      publishedOn: null,
      formedOn: '2026-03-09',
      documentNumber: '清财发〔2026〕3号',
      dates: [
        { value: '2026-03-09', from: 'signature' },
        { value: '2026-04-01', from: 'text' },
        { value: '2026-03-09', from: 'text' },
      ],
      signals: [],
    });
  });

  it('takes no number or signature from the rows of a table', () => {
    expect(read('xlsx', '清财发〔2026〕3号\n清河县财政局\n2026年3月9日')).toMatchObject({
      documentNumber: null,
      formedOn: null,
      dates: [{ value: '2026-03-09', from: 'text' }],
    });
  });

  it('masks personal numbers', () => {
    const page = read('xlsx', '张某 13912345678');
    expect(page.text).not.toContain('13912345678');
    expect(page.signals).toMatchObject([{ kind: 'pii-mobile' }]);
  });

  it('names the files of an archive, and says what was not read', () => {
    const entries = [{ name: '附件1.doc', bytes: 9 }];
    expect(read('zip', '', { entries }).attachments).toEqual([{ name: '附件1.doc', url: '' }]);
    expect(read('pdf', '', { isScanned: true, isCut: true }).signals).toEqual([
      { kind: 'scanned-attachment', at: 'file' },
      { kind: 'cut-attachment', at: 'file' },
    ]);
  });
});

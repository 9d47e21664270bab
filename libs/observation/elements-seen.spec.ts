import { elementsSeen } from './elements-seen';
import { ObservedDocument } from './observation';

const document = (more: object = {}) =>
  ({
    title: '入学办理指南',
    documentNumber: null,
    issuingBody: null,
    publishedOn: null,
    formedOn: null,
    validity: null,
    attachments: [],
    evidence: {},
    ...more,
  }) as unknown as ObservedDocument;
const seen = (cell: string, text: string, more: object = {}) =>
  elementsSeen([cell], [{ document: document(more), text }]);
const GUIDE = '设定依据、申请条件、办理材料、办理地点、联系电话';

describe('要素', () => {
  it.each<[string, string, string, string[] | undefined]>([
    ['all shown by their names', GUIDE, '设定依据；申请条件；办理材料；办理地点；联系电话', []],
    ['shown by other names', GUIDE, '根据教育法，招生对象为适龄儿童，带户口簿等证件到政务大厅，热线12345678', []],
    ['some missing', GUIDE, '申请条件：适龄儿童', ['设定依据', '办理材料', '办理地点', '联系电话']],
    [
      'numbered and ending in 等',
      '1.设定依据；2.申请条件；3.办理材料；4.办理地点等',
      '设定依据 申请条件 办理材料',
      ['办理地点'],
    ],
    ['too few to be looked for', '名单、金额', '', undefined],
    ['a sentence', '招生信息的文件、数据或公告，包括标题、正文、发布机构和日期', '', undefined],
  ])('%s', (_norm, cell, text, missing) => expect(seen(cell, text)?.missing).toEqual(missing));

  it('finds them in attachments, and says where something was not read', () => {
    const file = (says?: object) => ({
      attachments: [{ name: '附件', url: 'a', state: 'ok', ...(says ? { says } : {}) }],
    });
    const read = seen(GUIDE, '', file({ text: GUIDE, isScanned: false }));
    expect(read).toMatchObject({ missing: [], isAllRead: true });
    expect(seen(GUIDE, '', file())?.isAllRead).toBe(false);
    expect(seen(GUIDE, '', file({ text: '', isScanned: true }))?.isAllRead).toBe(false);
    expect(seen(GUIDE, '', { evidence: null })?.isAllRead).toBe(false);
  });
});

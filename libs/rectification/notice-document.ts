import { NoticeContent, NoticeProblem } from './notice';
import { Block, firstHeading, OfficialDocument } from './official-document';
import { SEVERITY_NAMES, spokenDayWithWeekday, spokenInstant } from './wording';

/** Evidence printed in full for one problem; a missing item may rest on dozens of list pages. */
const EVIDENCE_PRINTED = 5;

/** 整改通知 as a document: the notice, 附件1 问题清单, 附件2 整改情况反馈表. */
export function noticeDocument(notice: NoticeContent): OfficialDocument {
  return {
    name: `${notice.title}（${notice.number}）`,
    parts: [{ blocks: [...letter(notice), ...problemList(notice), ...replyForm(notice)] }],
  };
}

function letter(notice: NoticeContent): Block[] {
  return [
    { kind: 'number', text: notice.number },
    { kind: 'title', lines: [notice.title] },
    { kind: 'addressee', text: notice.unit },
    { kind: 'paragraph', text: notice.opening },
    firstHeading(1, '存在的问题'),
    ...notice.problems.map((problem): Block => ({ kind: 'paragraph', text: summaryOf(problem) })),
    { kind: 'paragraph', text: '各项问题的依据、计算过程和证据见附件1。' },
    firstHeading(2, '整改要求'),
    ...numbered(notice.requirements),
    firstHeading(3, '反馈和申诉'),
    ...numbered(notice.feedback),
    ...contactOf(notice),
    { kind: 'attachments', names: ['问题清单', '整改情况反馈表'] },
    { kind: 'signature', office: notice.office, on: notice.issuedOn },
  ];
}

function contactOf({ contact }: NoticeContent): Block[] {
  return contact === '' ? [] : [{ kind: 'paragraph', text: `联系人及电话：${contact}` }];
}

function summaryOf({ ordinal, item, row, explanation, severity, ruleTitle }: NoticeProblem): string {
  const where = item === null ? '' : `${item}${row === null ? '' : `（目录第${row}行）`}：`;
  return `${ordinal}.【${ruleTitle}·${SEVERITY_NAMES[severity]}】${where}${sentence(explanation)}`;
}

function numbered(texts: readonly string[]): Block[] {
  return texts.map((text, index) => ({ kind: 'paragraph', text: `${index + 1}.${text}` }));
}

function problemList(notice: NoticeContent): Block[] {
  return [
    { kind: 'appendix', label: '附件1', title: '问题清单' },
    ...notice.problems.map((problem): Block => ({
      kind: 'record',
      heading: `${problem.ordinal}　${problem.ruleTitle}（${problem.code}）　${SEVERITY_NAMES[problem.severity]}`,
      fields: problemFields(problem),
    })),
  ];
}

function problemFields(problem: NoticeProblem): [string, string][] {
  const item = problem.item ?? '不针对具体事项';
  return [
    ['目录事项', problem.row === null ? item : `${item}（目录第${problem.row}行）`],
    ['栏目及网址', [problem.section, problem.url].filter(Boolean).join('\n') || '无'],
    ['问题描述', problem.explanation],
    ['违反依据', problem.basis],
    ['时限计算', arithmeticOf(problem)],
    ['证据', evidenceOf(problem)],
    ['整改建议', problem.advice],
  ];
}

function arithmeticOf({ arithmetic, dueOn }: NoticeProblem): string {
  if (arithmetic !== null && dueOn !== null) return `${arithmetic}；公开截止日${dueOn}`;
  return arithmetic ?? (dueOn === null ? '本项不涉及具体期限' : `公开截止日${dueOn}`);
}

function evidenceOf({ evidence }: NoticeProblem): string {
  const printed = evidence
    .slice(0, EVIDENCE_PRINTED)
    .map(
      ({ url, capturedAt, sha256 }) =>
        `${url}\n${spokenInstant(capturedAt)}${url.startsWith('目录文件：') ? '导入' : '采集'}，SHA-256：\n${sha256}`,
    );
  const rest = evidence.length - printed.length;
  return [...printed, ...(rest > 0 ? [`另有${rest}份网页快照，见平台本通知页面`] : [])].join('\n');
}

function replyForm(notice: NoticeContent): Block[] {
  return [
    { kind: 'appendix', label: '附件2', title: '整改情况反馈表' },
    { kind: 'note', text: `通知文号：${notice.number}　　整改期限：${spokenDayWithWeekday(notice.rectifyBy)}` },
    { kind: 'note', text: `填报单位（盖章）：${notice.unit}` },
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 1.3, isNumber: true },
        { title: '问题', share: 5 },
        { title: '整改情况（超期的说明原因和措施）', share: 6.4 },
        { title: '完成日期', share: 2.3 },
        { title: '佐证链接', share: 4 },
      ],
      rows: notice.problems.map((problem) => [
        String(problem.ordinal),
        `${problem.item ?? problem.section ?? ''}\n（${problem.ruleTitle}）`,
        '\n\n',
        '',
        '',
      ]),
    },
    { kind: 'note', text: '填报人：　　　　　　　联系电话：　　　　　　　　填报日期：　　　年　　月　　日' },
  ];
}

function sentence(text: string): string {
  return /[。；！？]$/.test(text) ? text : `${text}。`;
}

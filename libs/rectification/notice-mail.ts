import { NoticeContent } from './notice';
import { SEVERITY_NAMES, spokenDayWithWeekday } from './wording';

/** 邮件 — plain text; the notice itself is attached as .docx. */
export interface Mail {
  readonly subject: string;
  readonly body: string;
}

/** The mail that brings a notice; `link` is its page on the platform, where that is known. */
export function noticeMail(notice: NoticeContent, link: string | null): Mail {
  const problems = notice.problems.map(
    ({ ordinal, item, section, ruleTitle, severity, explanation }) =>
      `${ordinal}. ${item ?? section ?? ruleTitle}（${ruleTitle}，${SEVERITY_NAMES[severity]}）\n   ${explanation}`,
  );
  return {
    subject: `${notice.title}（${notice.number}）`,
    body: lines([
      `${notice.unit}：`,
      '',
      `现送达${notice.number}《${notice.title}》，共${notice.problems.length}个问题，整改期限${spokenDayWithWeekday(notice.rectifyBy)}。通知全文、问题依据和证据见附件。`,
      '',
      ...problems,
      '',
      ...(link ? [`反馈整改情况、提出申诉：${link}`, ''] : []),
      notice.office,
    ]),
  };
}

/** The mail after a recheck: returned with what is still wrong, or closed. */
export function recheckMail(
  notice: NoticeContent,
  outcome: 'returned' | 'closed',
  notes: readonly { readonly ordinal: number; readonly note: string }[],
  link: string | null,
): Mail {
  const isClosed = outcome === 'closed';
  return {
    subject: `整改通知${notice.number}${isClosed ? '已销号' : '复查退回'}`,
    body: lines([
      `${notice.unit}：`,
      '',
      isClosed ? `${notice.number}所列问题均已销号。` : `${notice.number}经复查，下列问题仍未整改到位，请继续整改：`,
      '',
      ...notes.map(({ ordinal, note }) => `${ordinal}. ${note}`),
      '',
      ...(link ? [`详情：${link}`, ''] : []),
      notice.office,
    ]),
  };
}

/** The page of a notice on the platform; null where the platform's address is not known. */
export function platformLink(publicUrl: string | null, noticeId: number): string | null {
  return publicUrl === null ? null : `${publicUrl}/notices/${noticeId}`;
}

function lines(texts: readonly string[]): string {
  return texts.join('\n');
}

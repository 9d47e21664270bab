import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar, workingDaysBetween } from '@app/calendar/working-days';
import { Account, hasRole } from '@app/identity/account';
import { NoticeContent } from '@app/rectification/notice';
import { NoticeLine, NoticeRecord } from '@app/rectification/notice-rows.store';
import { NoticeRow, NoticeView } from './views';

/** One notice in a list; the working days left to its 整改期限 are counted from today. */
export function noticeRow(notice: NoticeLine, today: LocalDate, calendar: WorkCalendar): NoticeRow {
  const { id, number, unitId, unitName, state, issuedOn, rectifyBy, problems, closedProblems } = notice;
  const workingDaysLeft = workingDaysBetween(today, rectifyBy, calendar) ?? null;
  return { id, number, unitId, unitName, state, issuedOn, rectifyBy, workingDaysLeft, problems, closedProblems };
}

export function noticeView(
  record: NoticeRecord,
  account: Account,
  today: LocalDate,
  calendar: WorkCalendar,
): NoticeView {
  const { content, problemLines, replies, mail } = record;
  return {
    ...noticeRow(record, today, calendar),
    title: content.title,
    office: content.office,
    issuedBy: record.issuedBy,
    opening: content.opening,
    problemsList: content.problems.map((problem) => {
      const now = problemLines.find(({ alertId }) => alertId === problem.alertId);
      return {
        ...problem,
        evidence: problem.evidence.map((one) => ({ ...one })),
        state: now?.state ?? 'open',
        note: now?.note ?? '',
        isContested: now?.isContested ?? false,
      };
    }),
    requirements: [...content.requirements],
    feedback: [...content.feedback],
    contact: content.contact,
    replies: replies.map(({ id, byName, text, links, at }) => ({ id, byName, text, links: [...links], at })),
    closedOn: record.closedOn,
    mail: mailFor(mail, account),
    actions: actionsFor(record, account),
  };
}

/** The notice as it would be issued: no number and no id yet. */
export function draftView(
  content: NoticeContent & { readonly unitId: number },
  today: LocalDate,
  calendar: WorkCalendar,
): NoticeView {
  return {
    id: 0,
    number: '',
    unitId: content.unitId,
    unitName: content.unit,
    state: 'delivered',
    issuedOn: content.issuedOn,
    rectifyBy: content.rectifyBy,
    workingDaysLeft: workingDaysBetween(today, content.rectifyBy, calendar) ?? null,
    problems: content.problems.length,
    closedProblems: 0,
    title: content.title,
    office: content.office,
    issuedBy: '',
    opening: content.opening,
    problemsList: content.problems.map((problem) => ({
      ...problem,
      evidence: problem.evidence.map((one) => ({ ...one })),
      state: 'open',
      note: '',
      isContested: false,
    })),
    requirements: [...content.requirements],
    feedback: [...content.feedback],
    contact: content.contact,
    replies: [],
    closedOn: null,
    mail: null,
    actions: [],
  };
}

const UNIT_ACTIONS = {
  delivered: ['reply', 'recheck'],
  replied: ['reply', 'recheck'],
  returned: ['reply', 'recheck'],
  rechecking: ['reply'],
};
const OFFICE_ACTIONS = {
  delivered: ['recheck', 'accept', 'withdraw'],
  replied: ['recheck', 'accept', 'withdraw'],
  returned: ['recheck', 'accept', 'withdraw'],
  rechecking: ['accept', 'withdraw'],
};

function actionsFor({ state }: NoticeRecord, account: Account): string[] {
  if (state === 'closed' || state === 'withdrawn') return [];
  if (account.role === 'unitOfficer') return [...UNIT_ACTIONS[state]];
  return hasRole(account, 'admin', 'supervisor') ? [...OFFICE_ACTIONS[state]] : [];
}

/** Why a mail did not go out is the office's business; the unit has the notice before its eyes. */
export function mailFor(mail: NoticeRecord['mail'], { role }: Pick<Account, 'role'>): NoticeView['mail'] {
  return mail && role === 'unitOfficer' ? { ...mail, error: null } : mail;
}

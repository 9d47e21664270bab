import type { NoticeRow } from '../../api/views';

/** 整改期限 with the working days beside it; a settled notice needs no reminder. */
export function RectifyBy({ notice }: { notice: Pick<NoticeRow, 'rectifyBy' | 'workingDaysLeft' | 'state'> }) {
  const left = notice.workingDaysLeft;
  const isSettled = notice.state === 'closed' || notice.state === 'withdrawn';
  if (isSettled || left === null) return notice.rectifyBy;
  return (
    <>
      {notice.rectifyBy} <span className={left < 0 ? 'late' : left <= 2 ? 'soon' : 'soft'}>{inWords(left)}</span>
    </>
  );
}

function inWords(left: number): string {
  if (left < 0) return `逾期${-left}个工作日`;
  return left === 0 ? '今日到期' : `剩余${left}个工作日`;
}

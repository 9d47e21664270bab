import type { DeadlineView } from '../../api/views';
import { spokenDay } from '../words/days';
import { deadlineStrip, type Strip, type StripDay, type StripMonth } from './deadline-months';

interface DeadlineStripProps {
  deadline: DeadlineView;
  publishedOn: string | null;
  /** Null for a plan: neither today nor lateness is of interest. */
  today: string | null;
}

/** 期限条 — the calendar of a deadline, every counted day with its number: the picture that ends arguments. */
export function DeadlineStrip({ deadline, publishedOn, today }: DeadlineStripProps) {
  const strip = deadlineStrip({ deadline, publishedOn, today: today ?? '' });
  return (
    <figure className="strip">
      <figcaption style={{ marginBottom: 6 }}>{deadline.sentence}</figcaption>
      <div className="strip-months">
        {strip.months.map((month) => (
          <Month key={month.label} month={month} />
        ))}
      </div>
      {strip.omittedTermMonths > 0 && (
        <p className="soft small">期限内中间 {strip.omittedTermMonths} 个月逐日计入，未列出。</p>
      )}
      {strip.omittedMonths > 0 && (
        <p className="soft small">截止之后 {strip.omittedMonths} 个月均在超期之内，未列出。</p>
      )}
      <Legend strip={strip} publishedOn={publishedOn} today={today} />
    </figure>
  );
}

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

function Month({ month }: { month: StripMonth }) {
  return (
    <table>
      <caption>{month.label}</caption>
      <thead>
        <tr>
          {WEEK.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week, index) => (
          <tr key={index}>{week.map((day, at) => (day ? <Square key={day.date} day={day} /> : <td key={at} />))}</tr>
        ))}
      </tbody>
    </table>
  );
}

function Square({ day }: { day: StripDay }) {
  const words = wordsOf(day);
  return (
    <td className={`day ${classesOf(day)}`} title={words.join('，')} aria-label={words.join('，')}>
      <span className="day-date">{Number(day.date.slice(8))}</span>
      {day.number !== null && <span className="day-number">{day.number}</span>}
      {day.number === null && <span className="day-word">{shortWord(day)}</span>}
    </td>
  );
}

function classesOf(day: StripDay): string {
  const classes = [
    day.number !== null && 'day-counted',
    day.skipped && 'day-skipped',
    day.isPaused && 'day-paused',
    day.isLate && 'day-late',
    day.isTrigger && 'day-trigger',
    day.isDue && 'day-due',
    day.isPublished && `day-published${day.isLate ? '' : ' on-time'}`,
    day.isToday && 'day-today',
  ];
  return classes.filter(Boolean).join(' ');
}

function shortWord(day: StripDay): string {
  if (day.isTrigger) return '起算';
  if (day.isDue) return '截止';
  if (day.isPublished) return '公开';
  if (day.isPaused) return '中止';
  return day.isToday ? '今日' : '';
}

function wordsOf(day: StripDay): string[] {
  const words: (string | false | null)[] = [
    spokenDay(day.date),
    day.isTrigger && '起算之日，不计入',
    day.number !== null && `第 ${day.number} 日${day.reason ? `（${day.reason}）` : ''}`,
    day.skipped && `不计：${day.skipped}`,
    day.isDue && '公开截止日',
    day.isPublished && '公开日期',
    day.isToday && '今日',
    day.isLate && !day.isPublished && '已超期',
  ];
  return words.filter((word): word is string => Boolean(word));
}

function Legend({ strip, publishedOn, today }: { strip: Strip; publishedOn: string | null; today: string | null }) {
  const isLate = (publishedOn ?? today ?? '') > strip.dueOn;
  const hasNumbers = strip.months.some((month) => month.weeks.some((week) => week.some((day) => day?.number)));
  return (
    <ul className="strip-legend">
      {strip.triggerOn && (
        <li>
          <i style={{ border: '2px solid var(--text-soft)' }} />
          起算 {strip.triggerOn}
        </li>
      )}
      {hasNumbers && (
        <li>
          <i style={{ background: 'var(--accent-wash)' }} />
          计入的日子（编号）
        </li>
      )}
      {strip.reasons.length > 0 && (
        <li>
          <i className="hatched" />
          不计：{strip.reasons.join('、')}
        </li>
      )}
      <li>
        <i style={{ background: 'var(--accent-fill)' }} />
        公开截止日 {strip.dueOn}
      </li>
      {publishedOn && (
        <li>
          <i style={{ border: `2px solid var(${isLate ? '--veto-fill' : '--done-fill'})` }} />
          公开日期 {publishedOn}
        </li>
      )}
      {!publishedOn && today !== null && <li>尚未见公开（今日 {today}）</li>}
      {isLate && (
        <li>
          <i style={{ border: '1px dotted var(--veto-fill)' }} />
          超期
        </li>
      )}
    </ul>
  );
}

import type { CalendarPreviewView } from '../../api/calendar-views';
import { spokenDay } from '../words/days';
import { changeSpans } from './calendar-months';
import { MovedTable } from './moved-table';

/** What an edit would change: the days, and the deadlines that move with them. */
export function EditPreview({ preview, today }: { preview: CalendarPreviewView; today: string }) {
  if (preview.problems.length > 0) return <Problems problems={preview.problems} />;
  return (
    <div className="stack" style={{ marginTop: 10 }}>
      {preview.days.length > 0 && (
        <section aria-label="变动的日子">
          <h3>变动的日子 {preview.days.length} 天</h3>
          <ul className="calendar-days">
            {changeSpans(preview.days).map(({ date, to, isWorking, reason, before }) => (
              <li key={date}>
                {spokenDay(date, today)}
                {to === date ? '' : `至${spokenDay(to)}`} {isWorking ? '上班' : '休息'}（{before ? `${before} → ` : ''}
                {reason}）
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="变动的截止日">
        <h3>
          {preview.movedCount === 0 ? '没有截止日因此变动' : `因此变动的截止日 ${preview.movedCount} 项`}
          {preview.movedCount > preview.moved.length && `（列出前 ${preview.moved.length} 项）`}
        </h3>
        {preview.moved.length > 0 && <MovedTable moved={preview.moved} />}
      </section>
    </div>
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <div className="refusal" role="alert" style={{ marginTop: 10 }}>
      <p>这样还不能录入：</p>
      <ul className="plain-list">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}

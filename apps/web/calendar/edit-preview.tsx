import { Progress } from 'antd';
import type { PreviewProgressView } from '../../api/calendar-views';
import { spokenDay } from '../words/days';
import { changeSpans } from './calendar-months';
import { MovedTable } from './moved-table';
import type { LookedAt } from './use-edit';

/** What an edit would change: the days, and the deadlines that move with them. */
export function EditPreview({ preview, today }: { preview: LookedAt; today: string }) {
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
        <Deadlines progress={preview.progress} />
      </section>
    </div>
  );
}

function Deadlines({ progress }: { progress: PreviewProgressView | null }) {
  if (progress?.state === 'failed' || progress?.state === 'stopped')
    return <Problems problems={[progress.problem ?? '推算已停止，请重新预览。']} />;
  const { movedCount = 0, moved = [], rowsDone = 0, rowsTotal = 0 } = progress ?? {};
  if (progress?.state !== 'done')
    return (
      <div role="status">
        <p>
          正在推算哪些截止日会变动
          {rowsTotal > 0 ? `：已核对目录 ${rowsDone} / ${rowsTotal} 行，变动 ${movedCount} 项` : '…'}
        </p>
        <Progress
          percent={rowsTotal > 0 ? Math.floor((rowsDone / rowsTotal) * 100) : 0}
          size="small"
          aria-label="推算进度"
        />
      </div>
    );
  return (
    <>
      <h3>
        {movedCount === 0 ? '没有截止日因此变动' : `因此变动的截止日 ${movedCount} 项`}
        {movedCount > moved.length && `（列出前 ${moved.length} 项，录入后在修改记录中查看全部）`}
      </h3>
      {moved.length > 0 && <MovedTable moved={moved} />}
    </>
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

import type { AlertView } from '../../api/views';
import { useSession } from '../session/session';
import { clockTime } from '../words/days';
import { ALERT_EVENT } from '../words/labels';
import { CommentForm } from './comment-form';

const MACHINE_ACTORS = new Set(['', 'system', '系统']);

/** 办理过程: warning → alert → notice → reply → recheck, people and machine. */
export function LineOfLife({ alert, onCommented }: { alert: AlertView; onCommented: () => void }) {
  const { account } = useSession();
  return (
    <section className="block" style={{ marginTop: 12 }} aria-label="办理过程">
      <h2>办理过程</h2>
      <ol className="life">
        {alert.events.map((event, index) => (
          <li key={index} className={MACHINE_ACTORS.has(event.actor) ? 'by-machine' : ''}>
            <time className="soft" dateTime={event.at}>
              {clockTime(event.at)}
            </time>
            <span>{MACHINE_ACTORS.has(event.actor) ? '系统' : event.actor}</span>
            <span>
              {ALERT_EVENT[event.kind] ?? event.kind}
              {event.note && `：${event.note}`}
            </span>
          </li>
        ))}
      </ol>
      {!account.roles.every((role) => role === 'unitOfficer') && (
        <CommentForm alertId={alert.id} onCommented={onCommented} />
      )}
      {alert.objection && (
        <p style={{ marginTop: 8 }}>
          异议（{alert.objection.byName}，{clockTime(alert.objection.at)}）：{alert.objection.reason}
          {alert.objection.decision && ` —— 处理意见：${alert.objection.decision}`}
        </p>
      )}
      <p className="soft small" style={{ marginTop: 8 }}>
        首次发现 {alert.firstFoundOn}，最近一次发现 {alert.lastFoundOn}。
      </p>
    </section>
  );
}

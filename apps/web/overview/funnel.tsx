import { Link } from 'react-router-dom';
import type { OverviewView } from '../../api/views';
import { Empty } from '../parts/loaded';

const STEPS = [
  { key: 'alerts', name: '告警', to: '/alerts?kind=violation&state=open,confirmed,notified,resolved' },
  { key: 'noticed', name: '已通知', to: '/notices' },
  { key: 'replied', name: '已反馈', to: '/notices' },
  { key: 'closed', name: '已销号', to: '/notices?state=closed' },
] as const;

/** How far alerts got on the way to 销号; each step beside all alerts. */
export function Funnel({ funnel }: Pick<OverviewView, 'funnel'>) {
  if (funnel.alerts === 0) return <Empty>还没有告警。</Empty>;
  return (
    <table className="dates-table">
      <tbody>
        {STEPS.map(({ key, name, to }) => (
          <tr key={key}>
            <td style={{ whiteSpace: 'nowrap', width: '5rem' }}>
              <Link to={to}>{name}</Link>
            </td>
            <td>
              <svg width="100%" height="10" aria-hidden="true">
                <rect
                  width={`${(funnel[key] / funnel.alerts) * 100}%`}
                  height="10"
                  fill={key === 'closed' ? 'var(--done-fill)' : 'var(--accent-fill)'}
                />
              </svg>
            </td>
            <td className="number" style={{ whiteSpace: 'nowrap', width: '5rem' }}>
              {funnel[key]}
              {key !== 'alerts' && ` / ${funnel.alerts}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

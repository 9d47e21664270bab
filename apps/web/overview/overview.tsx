import { Link } from 'react-router-dom';
import type { OverviewView } from '../../api/views';
import { useQuery } from '../api/use-query';
import { Loaded } from '../parts/loaded';
import { spokenDay, spokenTime } from '../words/days';
import { Funnel } from './funnel';
import { UnitBars } from './unit-bars';
import { UnitTable } from './unit-table';

/** 总览 — the first screen of supervisors and assessors. Every mark and number leads to its rows. */
export function Overview() {
  const query = useQuery('/api/overview');
  return (
    <Loaded query={query} what="总览">
      {(view) => (
        <div className="stack">
          <div className="head" style={{ margin: 0 }}>
            <h1>总览</h1>
            <span className="soft">
              {spokenDay(view.today)} · <CrawlSentence view={view} />
            </span>
          </div>
          {view.calendarAlarm && (
            <p className="alarm" role="alert">
              <b>{view.calendarAlarm.title}</b> <span>{view.calendarAlarm.advice}</span>{' '}
              <Link to={`/calendar?year=${view.calendarAlarm.year}`}>打开工作日历</Link>
            </p>
          )}
          <Counts view={view} />
          <div className="halves">
            <section className="block" aria-label="各单位未办结告警">
              <h2>各单位未办结告警</h2>
              <UnitBars units={view.byUnit} />
            </section>
            <div className="stack">
              <section className="block" aria-label="办理进程">
                <h2>告警 → 通知 → 整改 → 销号</h2>
                <Funnel funnel={view.funnel} />
              </section>
              <CodeList byCode={view.byCode} />
            </div>
          </div>
          <UnitTable units={view.byUnit} hasCrawled={view.crawl.finishedAt !== null} />
        </div>
      )}
    </Loaded>
  );
}

function CrawlSentence({ view: { crawl } }: { view: OverviewView }) {
  if (!crawl.finishedAt) return <>还没有完成的采集，采集完成后才有结论</>;
  return (
    <>
      {spokenTime(crawl.finishedAt)} 采集完成，{crawl.sites} 个站点 {crawl.pages} 个页面，
      <Link to="/sites">未能采集 {crawl.failures} 个</Link>
    </>
  );
}

function Counts({ view: { counts, coverage } }: { view: OverviewView }) {
  const verifiable = `${coverage.onlineVerifiable} / ${coverage.items}`;
  return (
    <section className="block" aria-label="数量">
      <dl className="counts">
        <Count name="今日新增" value={counts.newToday} to="/alerts?state=open,proposed&found=today" />
        <Count name="待确认" value={counts.open} to="/alerts?state=open" />
        <Count name="待核实" value={counts.proposed} to="/alerts?state=proposed" />
        <Count name="到期预警" value={counts.warning} to="/alerts?state=warning&sort=due" />
        <Count name="已确认待通知" value={counts.confirmed} to="/alerts?state=confirmed" />
        <Count name="整改中" value={counts.notified} to="/alerts?state=notified" />
        <Count name="逾期未整改通知" value={counts.overdueNotices} to="/notices?view=overdue" />
        <Count name="异议待定" value={counts.contested} to="/alerts?contested=true" />
        <Count name="已消除" value={counts.resolved} to="/alerts?state=resolved" />
        <Count name="已作判断" value={coverage.judged} base={`可在线核验 ${verifiable} 项`} to="/units" />
      </dl>
    </section>
  );
}

function Count({ name, value, base, to }: { name: string; value: number; base?: string; to: string }) {
  return (
    <Link to={to}>
      <dt>{name}</dt>
      <dd>
        {value} {base && <small>{base}</small>}
      </dd>
    </Link>
  );
}

function CodeList({ byCode }: Pick<OverviewView, 'byCode'>) {
  const most = Math.max(1, ...byCode.map(({ count }) => count));
  return (
    <section className="block" aria-label="按规则">
      <h2>未办结的问题，按规则</h2>
      {byCode.length === 0 && <p className="soft">没有未办结的问题。</p>}
      <table className="dates-table">
        <tbody>
          {byCode.map(({ code, title, count }) => (
            <tr key={code}>
              <td style={{ whiteSpace: 'nowrap' }}>
                <Link to={`/alerts?code=${code}&kind=violation`}>
                  {code} {title}
                </Link>
              </td>
              <td style={{ width: '45%' }}>
                <svg width="100%" height="10" aria-hidden="true">
                  <rect width={`${(count / most) * 100}%`} height="10" fill="var(--accent-fill)" />
                </svg>
              </td>
              <td className="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import type { SiteView } from '../../api/views';
import { Empty } from '../parts/loaded';
import { clockTime } from '../words/days';
import { ROUND_REASON } from '../words/labels';
import { lateness, pagesRead } from './site-words';

/** Whether what is read of the site can be trusted: rounds, yield, known entries met again, and whether it could be opened. */
export function SiteHealth({ site }: { site: SiteView }) {
  return (
    <div className="stack">
      <Rounds site={site} />
      <Measures site={site} />
      <Probes site={site} />
    </div>
  );
}

function Rounds({ site: { rounds } }: { site: SiteView }) {
  return (
    <table className="dates-table">
      <caption className="caption">最近各轮</caption>
      <thead>
        <tr>
          {['开始', '完成', '方式', '页面（上一完整轮）', '调度', '情况'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rounds.map((round) => (
          <tr key={round.id}>
            <td>{clockTime(round.startedAt)}</td>
            <td>{round.finishedAt ? clockTime(round.finishedAt) : '正在采集'}</td>
            <td>
              {ROUND_REASON[round.reason]} · {round.scope === 'full' ? '全量' : '增量'}
            </td>
            <td>{pagesRead(round)}</td>
            <td>{lateness(round) || (round.lateSeconds === null ? '—' : '准时')}</td>
            <td>
              {round.suspended ? (
                <>
                  <span className="tag tag-doubt">暂停评判</span> {round.suspended}
                </>
              ) : (
                (round.gap ?? <span className="soft">完整</span>)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Measures({ site: { measures } }: { site: SiteView }) {
  if (!measures) return <Empty>完成一轮采集后，这里列出采集量和已知条目的复见情况。</Empty>;
  const { articles, titled, dated, entries, canaries } = measures;
  return (
    <div>
      <p>
        <b>采集量</b>：文章 {articles} 篇，读到标题 {titled} / {articles}，读到日期 {dated} / {articles}；列表条目{' '}
        {entries} 条。
      </p>
      {canaries.length === 0 ? (
        <p className="soft">还没有更早的列表可供对照。</p>
      ) : (
        <table className="dates-table">
          <caption className="caption">已知条目的复见（全部不见的栏目待下一轮核实）</caption>
          <thead>
            <tr>
              <th scope="col">栏目</th>
              <th scope="col">复见 / 已知</th>
              <th scope="col">本轮条目</th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {canaries.map(({ url, name, found, known, entries: now, isDoubtful }) => (
              <tr key={url}>
                <td>{name}</td>
                <td>
                  {found} / {known}
                </td>
                <td>{now}</td>
                <td>
                  {isDoubtful ? <span className="tag tag-doubt">待核实</span> : <span className="soft">正常</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Probes({ site: { days, failedProbes } }: { site: SiteView }) {
  if (days.length === 0) return <Empty>近 7 日没有可用性探测。探测每小时一次，15 秒内未打开记为打不开。</Empty>;
  return (
    <div className="halves">
      <table className="dates-table">
        <caption className="caption">可用性探测（每日不少于 20 次，15 秒未打开计为打不开）</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">有效</th>
            <th scope="col">打不开</th>
            <th scope="col">不计</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, probes, failing, isVoid }) => (
            <tr key={day}>
              <td>{day}</td>
              <td>{probes}</td>
              <td>{failing > 0 ? <b className="late">{failing}</b> : 0}</td>
              <td>{isVoid}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <p className="soft small">最近未打开的探测</p>
        {failedProbes.length === 0 && <p className="soft">没有。</p>}
        <ul className="plain-list small">
          {failedProbes.map(({ at, durationMs, outcome, detail }) => (
            <li key={at}>
              {clockTime(at)} 用时 {(durationMs / 1000).toFixed(1)} 秒：{detail}
              {outcome === 'void' && <span className="soft">（我方网络或受限，不计）</span>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

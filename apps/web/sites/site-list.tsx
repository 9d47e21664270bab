import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router-dom';
import type { SiteRow } from '../../api/views';
import { useQuery } from '../api/use-query';
import { ExternalUrl } from '../parts/external';
import { Empty, Loaded } from '../parts/loaded';
import { useReloadWhile } from '../parts/use-reload-while';
import { clockTime } from '../words/days';
import { completeness } from '../words/labels';
import { CrawlButton } from './crawl-button';
import { failedPages, isRunning, lateness, pagesRead } from './site-words';

/** 网站与栏目: how every site is read, what could not be seen, and when it is read next. */
export function SiteList() {
  const query = useQuery('/api/sites');
  const { reload } = query;
  const isCrawling = query.data?.some(isRunning) ?? false;
  useReloadWhile(isCrawling, reload);

  return (
    <>
      <div className="head">
        <h1>网站与栏目</h1>
        <span className="soft" role="status">
          {isCrawling ? '有网站正在采集，本页每 3 秒更新。' : '未能采集只说明当时打不开，不说明内容有无。'}
        </span>
      </div>
      <Loaded query={query} what="网站">
        {(sites) => (
          <Table
            size="small"
            rowKey="id"
            columns={columnsFor(reload)}
            dataSource={sites}
            pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
            locale={{ emptyText: <Empty>还没有网站。请系统管理员导入单位名册。</Empty> }}
            scroll={{ x: 1000 }}
          />
        )}
      </Loaded>
    </>
  );
}

function columnsFor(onAsked: () => void): TableColumnsType<SiteRow> {
  return [
    {
      title: '网站',
      render: (_value, site) => (
        <>
          <Link to={`/sites/${site.id}`}>{site.name}</Link>
          <div className="small">
            <ExternalUrl url={site.homeUrl} />
          </div>
        </>
      ),
    },
    {
      title: '单位',
      width: '13rem',
      render: (_value, site) => <UnitNames names={site.units} />,
    },
    { title: '最近一轮', width: '12rem', render: (_value, site) => <Round site={site} /> },
    { title: '页面', width: '7rem', align: 'right', render: (_value, { round }) => round && pagesRead(round) },
    { title: '失败', width: '4rem', align: 'right', render: (_value, site) => failedPages(site) },
    { title: '采集情况', width: '16rem', render: (_value, site) => <Health site={site} /> },
    {
      title: '近 7 日可用性',
      width: '8rem',
      render: (_value, { availability }) => <Availability week={availability} />,
    },
    { title: '操作', width: '7rem', render: (_value, site) => <CrawlButton site={site} onAsked={onAsked} /> },
  ];
}

const MOST_NAMES = 3;

function UnitNames({ names }: { names: string[] }) {
  if (names.length === 0) return <span className="soft">未关联单位</span>;
  if (names.length <= MOST_NAMES) return <>{names.join('、')}</>;
  return (
    <span title={names.join('、')}>
      {names.slice(0, MOST_NAMES).join('、')} 等 {names.length} 家
    </span>
  );
}

function Round({ site: { round, nextRoundAt } }: { site: SiteRow }) {
  if (!round) return <span className="soft">尚未采集</span>;
  if (round.state === 'running') return <>正在采集（{clockTime(round.startedAt).slice(11)} 开始）</>;
  return (
    <>
      {clockTime(round.finishedAt ?? round.startedAt)} {round.scope === 'full' ? '全量' : '增量'}
      {nextRoundAt && <div className="soft small">下次 {clockTime(nextRoundAt)}</div>}
      {lateness(round) && <div className="small soon">{lateness(round)}</div>}
    </>
  );
}

/** The gravest first: not judged, not complete, left alone. */
function Health({ site }: { site: SiteRow }) {
  const { suspended, gap, restsUntil, round } = site;
  const rests = restsUntil && <div className="small soon">退避中，{clockTime(restsUntil)} 后再访问</div>;
  if (suspended)
    return (
      <>
        <span className="tag tag-doubt">暂停评判</span> {suspended}
        {rests}
      </>
    );
  if (gap)
    return (
      <>
        <span className="unseen">{gap}</span>
        {rests}
      </>
    );
  return (
    <>
      <span className="soft">{round?.finishedAt ? completeness(failedPages(site)) : '—'}</span>
      {rests}
    </>
  );
}

function Availability({ week }: { week: SiteRow['availability'] }) {
  if (!week) return <span className="soft">未探测</span>;
  if (week.failing === 0) return <span className="soft">{week.probes} 次均打开</span>;
  return (
    <span className="late">
      {week.probes} 次中 {week.failing} 次打不开
    </span>
  );
}

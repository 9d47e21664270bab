import { App, Button, Table, type TableColumnsType } from 'antd';
import type { SiteRow } from '../../api/views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { ExternalUrl } from '../parts/external';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useReloadWhile } from '../parts/use-reload-while';
import { clockTime } from '../words/days';
import { completeness } from '../words/labels';

/** 站点: the last round of every site, what failed and what helps. */
export function SiteList() {
  const query = useQuery<SiteRow[]>('/api/sites');
  const { reload } = query;
  const isCrawling = query.data?.some(({ roundState }) => roundState === 'running') ?? false;
  useReloadWhile(isCrawling, reload);

  return (
    <>
      <div className="head">
        <h1>站点</h1>
        {isCrawling && (
          <span className="soft" role="status">
            有站点正在采集，本页每 3 秒更新。
          </span>
        )}
      </div>
      <Loaded query={query} what="站点">
        {(sites) => (
          <Table
            size="small"
            rowKey="id"
            columns={columnsFor(reload)}
            dataSource={sites}
            pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
            expandable={{
              expandedRowRender: (site) => <Failures site={site} />,
              rowExpandable: (site) => site.failures.length > 0,
              expandRowByClick: true,
            }}
            locale={{ emptyText: <Empty>还没有站点。请系统管理员导入单位名册。</Empty> }}
            scroll={{ x: 900 }}
          />
        )}
      </Loaded>
    </>
  );
}

function columnsFor(onAsked: () => void): TableColumnsType<SiteRow> {
  return [
    {
      title: '站点',
      render: (_value, site) => (
        <>
          {site.name}
          <div className="small">
            <ExternalUrl url={site.homeUrl} />
          </div>
        </>
      ),
    },
    {
      title: '单位',
      width: '16rem',
      render: (_value, site) => site.units.join('、') || <span className="soft">未关联单位</span>,
    },
    { title: '最近一轮', width: '12rem', render: (_value, site) => <Round site={site} /> },
    { title: '页面', dataIndex: 'pages', width: '5rem', align: 'right' },
    {
      title: '失败',
      width: '5rem',
      align: 'right',
      render: (_value, site) => site.failures.reduce((sum, { count }) => sum + count, 0),
    },
    {
      title: '采集情况',
      width: '14rem',
      render: (_value, site) => {
        if (site.gap) return <span className="unseen">{site.gap}</span>;
        const failed = site.failures.reduce((sum, { count }) => sum + count, 0);
        return <span className="soft">{site.finishedAt ? completeness(failed) : '—'}</span>;
      },
    },
    { title: '操作', width: '7rem', render: (_value, site) => <CrawlButton site={site} onAsked={onAsked} /> },
  ];
}

function Round({ site }: { site: SiteRow }) {
  if (site.roundState === 'running') {
    return (
      <>
        正在采集，已读 {site.pages} 页{site.startedAt && `（${clockTime(site.startedAt).slice(11)} 开始）`}
      </>
    );
  }
  return site.finishedAt ? <>{clockTime(site.finishedAt)} 完成</> : <span className="soft">尚未采集</span>;
}

function CrawlButton({ site, onAsked }: { site: SiteRow; onAsked: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const crawl = () =>
    run(async () => {
      await send('POST', `/api/sites/${site.id}/crawl`);
      message.success(`已安排采集“${site.name}”`);
      onAsked();
    });
  return (
    <Button
      size="small"
      loading={isRunning}
      disabled={site.roundState === 'running'}
      aria-label={`立即采集 ${site.name}`}
      onClick={(event) => {
        event.stopPropagation();
        void crawl();
      }}
    >
      立即采集
    </Button>
  );
}

function Failures({ site }: { site: SiteRow }) {
  return (
    <table className="dates-table">
      <caption className="soft small" style={{ textAlign: 'left' }}>
        未能采集只说明当时打不开，不说明内容有无。
      </caption>
      <thead>
        <tr>
          <th scope="col">原因</th>
          <th scope="col">页面数</th>
          <th scope="col">怎么办</th>
          <th scope="col">例如</th>
        </tr>
      </thead>
      <tbody>
        {site.failures.map((failure) => (
          <tr key={failure.kind}>
            <td>{failure.text}</td>
            <td>{failure.count}</td>
            <td>{failure.remedy}</td>
            <td>
              <ExternalUrl url={failure.sample} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { Table } from 'antd';
import { Link } from 'react-router-dom';
import type { SiteView } from '../../api/views';
import { Empty } from '../parts/loaded';
import { ExternalUrl } from '../parts/external';
import { clockTime } from '../words/days';

/** What could not be read in the newest round: by kind with what helps, then page by page. */
export function SiteFailures({ site }: { site: SiteView }) {
  const total = site.failures.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return <Empty>最近一轮没有失败的页面。</Empty>;
  return (
    <div className="stack">
      <table className="dates-table">
        <caption className="soft small" style={{ textAlign: 'left' }}>
          未能采集只说明当时打不开，不说明内容有无。
        </caption>
        <thead>
          <tr>
            <th scope="col">原因</th>
            <th scope="col">页面数</th>
            <th scope="col">怎么办</th>
          </tr>
        </thead>
        <tbody>
          {site.failures.map(({ kind, text, count, remedy }) => (
            <tr key={kind}>
              <td>{text}</td>
              <td>{count}</td>
              <td>{remedy}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Table
        size="small"
        rowKey={({ url, kind }) => `${kind} ${url}`}
        dataSource={site.failuresList}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: '网址', render: (_value, { url }) => <ExternalUrl url={url} /> },
          { title: '原因', width: '12rem', dataIndex: 'text' },
          {
            title: '具体情况',
            width: '16rem',
            render: (_value, { detail }) => detail ?? <span className="soft">—</span>,
          },
          { title: '时间', width: '10rem', render: (_value, { at }) => at && clockTime(at) },
          {
            title: '此前',
            width: '7rem',
            render: (_value, { url }) => <Link to={`/captures?${new URLSearchParams({ url })}`}>以前的快照</Link>,
          },
        ]}
        scroll={{ x: 900 }}
      />
      {total > site.failuresList.length && (
        <p className="soft">
          只列出前 {site.failuresList.length} 页，共 {total} 页。
        </p>
      )}
    </div>
  );
}

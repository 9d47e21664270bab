import { Input, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { SiteSection, SiteView } from '../../api/views';
import { Empty } from '../parts/loaded';
import { OpenLink } from '../parts/external';
import { clockTime } from '../words/days';

/** 栏目: what each holds, since when, and which catalog rows look for their disclosures there. */
export function SiteSections({ site: { sections } }: { site: SiteView }) {
  const [words, setWords] = useState('');
  const shown = sections.filter(({ path, name, url }) => `${path.join(' ')} ${name} ${url}`.includes(words.trim()));
  const units = new Set(sections.map(({ unitId }) => unitId));
  return (
    <div className="stack">
      <Input
        aria-label="筛选栏目"
        placeholder="筛选栏目：名称或网址"
        allowClear
        style={{ maxWidth: '22rem' }}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Table
        size="small"
        rowKey={({ unitId, url }) => `${unitId} ${url}`}
        columns={columns(units.size > 1)}
        dataSource={shown}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        locale={{
          emptyText: <Empty>{words ? '没有这样的栏目。' : '还没有读到栏目。首轮采集完成后列在这里。'}</Empty>,
        }}
        scroll={{ x: 1000 }}
      />
    </div>
  );
}

/** What tells sections of one site apart. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function columns(hasUnits: boolean): TableColumnsType<SiteSection> {
  return [
    {
      title: '栏目',
      render: (_value, { name, path, url }) => (
        <>
          <Link to={`/captures?${new URLSearchParams({ url })}`}>{path.length > 0 ? path.join(' > ') : name}</Link>
          <div className="small">
            <span className="mono soft" title={url}>
              {placeOf(url)}
            </span>{' '}
            <OpenLink url={url}>打开</OpenLink>
          </div>
        </>
      ),
    },
    ...(hasUnits ? [{ title: '单位', width: '10rem', dataIndex: 'unitName' }] : []),
    { title: '条目', width: '4.5rem', align: 'right', dataIndex: 'entries', sorter: (a, b) => a.entries - b.entries },
    {
      title: '最新',
      width: '7rem',
      sorter: (a, b) => ((a.newestOn ?? '') < (b.newestOn ?? '') ? -1 : 1),
      render: (_value, { newestOn }) => newestOn ?? <span className="soft">无日期</span>,
    },
    {
      title: '读取',
      width: '12rem',
      render: (_value, { lastReadAt, nextVisitAt }) => (
        <>
          {lastReadAt ? clockTime(lastReadAt) : <span className="soft">未读到</span>}
          {nextVisitAt && <div className="small soft">下次 {clockTime(nextVisitAt)}</div>}
        </>
      ),
    },
    {
      title: '未能看到的',
      width: '14rem',
      render: (_value, { gap }) => (gap ? <span className="unseen">{gap}</span> : <span className="soft">已读全</span>),
    },
    {
      title: '对应事项',
      width: '16rem',
      sorter: (a, b) => a.items.length - b.items.length,
      render: (_value, { items }) =>
        items.length === 0 ? (
          <span className="soft">无</span>
        ) : (
          items.map(({ key, row, name, isCertain }) => (
            <div key={key}>
              {row}. {name} {!isCertain && <span className="tag tag-doubt">待核实</span>}
            </div>
          ))
        ),
    },
  ];
}

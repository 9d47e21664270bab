import { Input, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { UnitRow } from '../../api/views';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { clockTime } from '../words/days';
import { completeness, UNIT_KIND } from '../words/labels';
import { CLEAR } from '../parts/clear';

/** 单位 */
export function UnitList() {
  const query = useQuery('/api/units');
  const [sought, setSought] = useState('');
  return (
    <>
      <div className="head">
        <h1>单位</h1>
        <Input
          aria-label="查找单位"
          placeholder="单位名称"
          allowClear={CLEAR}
          style={{ width: '14rem' }}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      </div>
      <Loaded query={query} what="单位">
        {(units) => (
          <Table
            size="small"
            rowKey="id"
            columns={COLUMNS}
            dataSource={units.filter(({ name }) => name.includes(sought.trim()))}
            pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
            locale={{
              emptyText: (
                <Empty>
                  {sought ? '没有名称相符的单位。' : '还没有单位。请系统管理员导入单位名册和公开事项目录。'}
                </Empty>
              ),
            }}
            scroll={{ x: 900 }}
          />
        )}
      </Loaded>
    </>
  );
}

type CountKey = 'violations' | 'proposals' | 'warnings' | 'failures';

function countColumn(title: string, key: CountKey, to: (unit: UnitRow) => string) {
  return {
    title,
    key,
    width: '5.6rem',
    align: 'right' as const,
    sorter: (first: UnitRow, second: UnitRow) => first[key] - second[key],
    render: (_value: unknown, unit: UnitRow) => (unit[key] > 0 ? <Link to={to(unit)}>{unit[key]}</Link> : 0),
  };
}

const COLUMNS: TableColumnsType<UnitRow> = [
  {
    title: '单位',
    width: '12rem',
    sorter: (first, second) => first.name.localeCompare(second.name, 'zh-CN'),
    render: (_value, unit) => (
      <>
        <Link to={`/units/${unit.id}`}>{unit.name}</Link>
        <div className="soft small">{UNIT_KIND[unit.kind] ?? unit.kind}</div>
      </>
    ),
  },
  {
    title: '可在线核验 / 总项',
    width: '9rem',
    align: 'right',
    render: (_value, unit) => (
      <>
        {unit.onlineVerifiable} / {unit.items}
        <div className="soft small">已作判断 {unit.judged}</div>
      </>
    ),
  },
  countColumn('问题', 'violations', ({ id }) => `/alerts?unit=${id}&kind=violation`),
  countColumn('待核实', 'proposals', ({ id }) => `/alerts?unit=${id}&kind=proposal`),
  countColumn('预警', 'warnings', ({ id }) => `/alerts?unit=${id}&kind=warning`),
  {
    title: '逾期通知',
    width: '5.6rem',
    align: 'right',
    render: (_value, unit) =>
      unit.overdueNotices > 0 ? (
        <Link className="late" to={`/notices?unit=${unit.id}&view=overdue`}>
          {unit.overdueNotices}
        </Link>
      ) : (
        0
      ),
  },
  {
    title: '站点',
    width: '12rem',
    render: (_value, unit) => (
      <>
        {unit.siteName ?? '未登记'}
        {unit.siteName && !unit.isOwnSite && <div className="soft small">与其他单位共用</div>}
      </>
    ),
  },
  {
    title: '最近采集',
    width: '9.4rem',
    render: (_value, unit) =>
      unit.lastCrawledAt ? clockTime(unit.lastCrawledAt) : <span className="soft">尚未采集</span>,
  },
  countColumn('失败页', 'failures', ({ id }) => `/units/${id}?tab=failures`),
  {
    title: '采集情况',
    render: (_value, unit) =>
      unit.gap ? (
        <span className="unseen">{unit.gap}</span>
      ) : (
        <span className="soft">{unit.lastObservedOn ? completeness(unit.failures) : '尚未采集'}</span>
      ),
  },
];

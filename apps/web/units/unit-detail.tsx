import { Checkbox, Input, Table, Tabs, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import type { UnitView } from '../../api/views';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { ExternalUrl, OpenLink } from '../parts/external';
import { supervises } from '../session/roles';
import { useSession } from '../session/session';
import { clockTime } from '../words/days';
import { MATCH_BASIS, UNIT_KIND } from '../words/labels';
import { CLEAR } from '../parts/clear';

/** 单位: what it must publish, what was seen of it, and what could not be seen. */
export function UnitDetail() {
  const { id } = useParams();
  const query = useQuery(`/api/units/${id}`);
  const [address, setAddress] = useSearchParams();
  return (
    <>
      <div className="head small">
        <Link to="/units">返回单位</Link>
      </div>
      <Loaded query={query} what="单位">
        {(unit) => (
          <div className="stack">
            <UnitHead unit={unit} />
            <Tabs
              activeKey={address.get('tab') ?? 'items'}
              onChange={(tab) => setAddress({ tab }, { replace: true })}
              items={[
                { key: 'items', label: `公开事项 ${unit.itemsList.length}`, children: <Items unit={unit} /> },
                { key: 'failures', label: `采集失败 ${unit.failuresList.length}`, children: <Failures unit={unit} /> },
              ]}
            />
          </div>
        )}
      </Loaded>
    </>
  );
}

function UnitHead({ unit }: { unit: UnitView }) {
  const { account } = useSession();
  return (
    <section className="block">
      <div className="head">
        <h1>{unit.name}</h1>
        <span className="soft">{UNIT_KIND[unit.kind] ?? unit.kind}</span>
        <span className="actions">
          <Link to={`/alerts?unit=${unit.id}`}>告警 {unit.violations + unit.proposals + unit.warnings}</Link>
          <Link to={`/deadlines?unit=${unit.id}`}>期限日历</Link>
          {supervises(account) && <Link to={`/notices?unit=${unit.id}`}>整改通知</Link>}
          {supervises(account) && <Link to={`/desk?unit=${unit.id}`}>以单位视角查看</Link>}
        </span>
      </div>
      <p>
        可在线核验 {unit.onlineVerifiable} / {unit.items} 项，已作判断 {unit.judged} 项；问题 {unit.violations}，待核实{' '}
        {unit.proposals}，预警 {unit.warnings}。
      </p>
      {unit.gap && <p className="unseen">未能采集：{unit.gap}。未见不等于未公开，有关事项不作判断。</p>}
      <dl className="facts" style={{ marginTop: 6 }}>
        <dt>站点</dt>
        <dd>
          {unit.siteName ?? '未登记'} {!unit.isOwnSite && unit.siteName && '（与其他单位共用）'}{' '}
          {unit.homeUrl && <ExternalUrl url={unit.homeUrl} />}
        </dd>
        <dt>最近采集</dt>
        <dd>
          {unit.lastCrawledAt ? clockTime(unit.lastCrawledAt) : '尚未采集'}
          {unit.lastObservedOn && `，评估日 ${unit.lastObservedOn}`}
        </dd>
        <dt>联系人</dt>
        <dd>
          {unit.contact ?? '未登记'} {unit.email ?? <span className="soft">（未登记邮箱，通知只送收件箱）</span>}
        </dd>
      </dl>
    </section>
  );
}

type Item = UnitView['itemsList'][number];

function Items({ unit }: { unit: UnitView }) {
  const [sought, setSought] = useState('');
  const [isDoubtOnly, setDoubtOnly] = useState(false);
  const rows = unit.itemsList.filter(
    (item) =>
      (!isDoubtOnly || (item.isOnline && !item.isCertain)) &&
      [item.name, item.group, item.section].some((text) => text?.includes(sought.trim())),
  );
  return (
    <>
      <div className="filters">
        <Input
          aria-label="查找事项"
          placeholder="事项或栏目"
          allowClear={CLEAR}
          style={{ width: '14rem' }}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        <Checkbox checked={isDoubtOnly} onChange={(event) => setDoubtOnly(event.target.checked)}>
          只看匹配未定的
        </Checkbox>
        <Link to={`/matches?unit=${unit.id}`}>匹配复核</Link>
      </div>
      <Table
        size="small"
        rowKey="key"
        columns={ITEM_COLUMNS}
        dataSource={rows}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        locale={{
          emptyText: <Empty>{unit.itemsList.length ? '没有符合条件的事项。' : '该单位还没有导入公开事项目录。'}</Empty>,
        }}
        scroll={{ x: 820 }}
      />
    </>
  );
}

const ITEM_COLUMNS: TableColumnsType<Item> = [
  { title: '行', dataIndex: 'row', width: '4rem', align: 'right' },
  {
    title: '公开事项',
    width: '16rem',
    render: (_value, item) => (
      <>
        {item.name}
        {item.group && <div className="soft small">{item.group}</div>}
      </>
    ),
  },
  {
    title: '公开时限',
    width: '15rem',
    render: (_value, item) =>
      item.timeLimit ? (
        <>
          {item.timeLimit} <Link to={`/calendar?tab=count&phrase=${encodeURIComponent(item.timeLimit)}`}>推算</Link>
        </>
      ) : (
        <span className="soft">未载明</span>
      ),
  },
  {
    title: '栏目',
    render: (_value, item) =>
      item.section ? (
        <>
          {item.section} {item.sectionUrl && <OpenLink url={item.sectionUrl}>打开</OpenLink>}
        </>
      ) : (
        <span className="soft">{item.isOnline ? '未找到对应栏目' : '不以网站公开'}</span>
      ),
  },
  { title: '匹配', width: '11rem', render: (_value, item) => <MatchCell item={item} /> },
  { title: '已见信息', dataIndex: 'documents', width: '6rem', align: 'right' },
];

function MatchCell({ item }: { item: Item }) {
  if (!item.isOnline) return <span className="soft">不适用</span>;
  if (item.isCertain) return MATCH_BASIS[item.basis] ?? item.basis;
  return (
    <>
      <span className="tag tag-doubt">待核实</span>
      <div className="soft small">
        {MATCH_BASIS[item.basis] ?? item.basis}，候选 {item.candidates.length} 个
      </div>
    </>
  );
}

function Failures({ unit }: { unit: UnitView }) {
  if (unit.failuresList.length === 0) return <Empty>最近一轮采集没有失败的页面。</Empty>;
  return (
    <Table
      size="small"
      rowKey={(failure) => `${failure.url} ${failure.at}`}
      dataSource={unit.failuresList}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
      columns={[
        { title: '网址', render: (_value, failure) => <ExternalUrl url={failure.url} /> },
        { title: '原因', width: '14rem', dataIndex: 'text' },
        { title: '时间', width: '10rem', render: (_value, failure) => clockTime(failure.at) },
      ]}
      scroll={{ x: 640 }}
    />
  );
}

import { DownloadOutlined } from '@ant-design/icons';
import { Button, Input, Select, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router-dom';
import type { TrailPage, TrailRowView } from '../../api/trail-views';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { useAddress } from '../parts/use-address';
import { clockTime } from '../words/days';
import { TrailState } from './trail-state';

const FILTERS = ['from', 'to', 'account', 'action', 'object', 'address'] as const;

/** 操作记录: who did what to what from where, with the state of the chain that holds it together. */
export function Trail() {
  const [address, setAddress] = useAddress();
  const query = useQuery(`/api/trail?${address}`);
  const set = (changes: Record<string, string | undefined>) =>
    setAddress((now) => {
      if (!('page' in changes)) now.delete('page');
      for (const [key, value] of Object.entries(changes))
        if (value) now.set(key, value);
        else now.delete(key);
      return now;
    });
  return (
    <>
      <div className="head">
        <h1>操作记录</h1>
        <span className="soft">只增不改；每次查阅、导出和核验也记入其中。</span>
      </div>
      <TrailState />
      <Filters address={address} actions={query.data?.actions ?? []} onSet={set} />
      <Loaded query={query} what="操作记录">
        {({ rows, total, page, size }) => (
          <Table
            size="small"
            rowKey="id"
            columns={COLUMNS}
            dataSource={rows}
            loading={query.isLoading}
            expandable={{ expandedRowRender: Detail, rowExpandable: ({ detail }) => hasDetail(detail) }}
            pagination={{
              current: page,
              pageSize: size,
              total,
              showSizeChanger: false,
              hideOnSinglePage: true,
              showTotal: (count) => `共 ${count} 条`,
              onChange: (next) => set({ page: String(next) }),
            }}
            locale={{ emptyText: <Empty>没有符合条件的记录。放宽日期或清除筛选后再看。</Empty> }}
            scroll={{ x: 960 }}
          />
        )}
      </Loaded>
    </>
  );
}

interface FiltersProps {
  readonly address: URLSearchParams;
  readonly actions: TrailPage['actions'];
  onSet(changes: Record<string, string | undefined>): void;
}

function Filters({ address, actions, onSet }: FiltersProps) {
  const value = (key: (typeof FILTERS)[number]) => address.get(key) ?? '';
  const day = (key: 'from' | 'to', label: string) => (
    <Input
      type="date"
      aria-label={label}
      style={{ width: '10rem' }}
      value={value(key)}
      onChange={(event) => onSet({ [key]: event.target.value })}
    />
  );
  const words = (key: 'account' | 'object' | 'address', label: string) => (
    <Input.Search
      key={`${key} ${value(key)}`}
      allowClear
      placeholder={label}
      aria-label={label}
      style={{ width: '12rem' }}
      defaultValue={value(key)}
      onSearch={(text) => onSet({ [key]: text.trim() })}
    />
  );
  const isFiltered = FILTERS.some((key) => value(key) !== '');
  return (
    <div className="filters" role="group" aria-label="筛选">
      {day('from', '起始日期')}
      <span className="soft">至</span>
      {day('to', '截止日期')}
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label="操作"
        placeholder="操作"
        style={{ width: '13rem' }}
        value={value('action') || undefined}
        onChange={(action: string | undefined) => onSet({ action })}
        options={actions.map(({ action, text }) => ({ value: action, label: text }))}
      />
      {words('account', '登录名')}
      {words('object', '对象，如 notice:3')}
      {words('address', '来源地址')}
      {isFiltered && (
        <Button type="link" onClick={() => onSet(Object.fromEntries(FILTERS.map((key) => [key, undefined])))}>
          清除筛选
        </Button>
      )}
      <Button icon={<DownloadOutlined />} href={`/api/trail/export.xlsx?${address}`}>
        导出
      </Button>
    </div>
  );
}

const COLUMNS: TableColumnsType<TrailRowView> = [
  { title: '时间', width: '12rem', render: (_value, { at }) => clockTime(at) },
  {
    title: '谁',
    width: '14rem',
    render: (_value, { account, name }) => (
      <>
        {name ?? <span className="soft">{account === '系统' ? '系统' : '没有这个账号'}</span>}
        {account !== '系统' && <div className="small soft">{account}</div>}
      </>
    ),
  },
  { title: '来源地址', width: '10rem', render: (_value, { address }) => address ?? <span className="soft">—</span> },
  { title: '做了什么', width: '12rem', dataIndex: 'text' },
  {
    title: '对象',
    render: (_value, { object, link, unitName }) => (
      <>
        {link ? <Link to={link}>{object}</Link> : object}
        {unitName && <div className="small soft">{unitName}</div>}
      </>
    ),
  },
];

const hasDetail = (detail: unknown) => JSON.stringify(detail ?? {}) !== '{}';

/** As stored, line by line; never anything but text. */
function Detail({ detail }: TrailRowView) {
  return <pre className="small">{JSON.stringify(detail, null, 2)}</pre>;
}

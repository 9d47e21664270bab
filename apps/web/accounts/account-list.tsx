import { Input, Select, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router-dom';
import type { AccountRow } from '../../api/account-views';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { useAddress } from '../parts/use-address';
import { clockTime } from '../words/days';
import { ROLE } from '../words/labels';
import { AccountState, GrantLine } from './account-words';
import { NewAccount } from './new-account';

const STATES = { active: '正常', locked: '已锁定', disabled: '已停用' };
const KINDS = { person: '人员', machine: '机器' };

/** 账号: whom this administrator's reach holds, with their roles. */
export function AccountList() {
  const [address, setAddress] = useAddress();
  const query = useQuery(`/api/accounts?${address}`);
  const places = useQuery('/api/accounts/places');
  const set = (key: string, value: string | undefined) =>
    setAddress((now) => {
      if (key !== 'page') now.delete('page');
      if (value) now.set(key, value);
      else now.delete(key);
      return now;
    });
  const choice = (key: string, label: string, options: Record<string, string>) => (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ width: '11rem' }}
      value={address.get(key) ?? undefined}
      onChange={(value: string | undefined) => set(key, value)}
      options={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
    />
  );
  return (
    <>
      <div className="head">
        <h1>账号</h1>
        {places.data && <NewAccount places={places.data} onCreated={query.reload} />}
      </div>
      <div className="filters" role="group" aria-label="筛选">
        <Input.Search
          allowClear
          placeholder="登录名或姓名"
          aria-label="登录名或姓名"
          style={{ width: '16rem' }}
          defaultValue={address.get('q') ?? ''}
          onSearch={(text) => set('q', text.trim())}
        />
        {choice('role', '角色', ROLE)}
        {choice('kind', '种类', KINDS)}
        {choice('state', '状态', STATES)}
      </div>
      <Loaded query={query} what="账号">
        {({ rows, total, page, size }) => (
          <Table
            size="small"
            rowKey="id"
            columns={COLUMNS}
            dataSource={rows}
            loading={query.isLoading}
            pagination={{
              current: page,
              pageSize: size,
              total,
              showSizeChanger: false,
              hideOnSinglePage: true,
              showTotal: (count) => `共 ${count} 个`,
              onChange: (next) => set('page', String(next)),
            }}
            locale={{ emptyText: <Empty>您的管理范围内没有符合条件的账号。</Empty> }}
            scroll={{ x: 900 }}
          />
        )}
      </Loaded>
    </>
  );
}

const COLUMNS: TableColumnsType<AccountRow> = [
  {
    title: '账号',
    width: '16rem',
    render: (_value, { id, name, login, kind }) => (
      <>
        <Link to={`/accounts/${id}`}>{name}</Link> {kind === 'machine' && <span className="tag">机器</span>}
        <div className="small soft">{login}</div>
      </>
    ),
  },
  {
    title: '角色与范围',
    render: (_value, { grants }) =>
      grants.length === 0 ? (
        <span className="soft">没有角色，登录后什么也看不到</span>
      ) : (
        grants.map((grant) => <GrantLine key={grant.id} grant={grant} />)
      ),
  },
  { title: '状态', width: '9rem', render: (_value, account) => <AccountState account={account} /> },
  {
    title: '最近使用',
    width: '11rem',
    render: (_value, { lastSeenAt }) => (lastSeenAt ? clockTime(lastSeenAt) : <span className="soft">—</span>),
  },
];

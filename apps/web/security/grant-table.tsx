import { Table, type TableColumnsType } from 'antd';
import type { SecurityView } from '../../api/views';
import { clockTime } from '../words/days';
import { ROLE } from '../words/labels';

type GrantRow = SecurityView['grants'][number];

/** 我的角色: what one may do and where. Read only; roles are given by administrators. */
export function GrantTable({ grants }: { grants: GrantRow[] }) {
  return (
    <section className="block">
      <h2>我的角色</h2>
      <Table size="small" rowKey="id" columns={COLUMNS} dataSource={grants} pagination={false} scroll={{ x: 560 }} />
      <p className="small soft">角色由系统管理员授予；有出入请联系管理员。</p>
    </section>
  );
}

const COLUMNS: TableColumnsType<GrantRow> = [
  {
    title: '角色',
    width: '12rem',
    render: (_value, { role, isDelegated }) => (
      <>
        {ROLE[role]} {isDelegated && <span className="tag">临时代理</span>}
      </>
    ),
  },
  { title: '范围', dataIndex: 'place' },
  { title: '领域', dataIndex: 'domain', width: '12rem', render: (domain: string | null) => domain ?? '全部' },
  {
    title: '到期',
    dataIndex: 'validUntil',
    width: '10rem',
    render: (until: string | null) => (until ? clockTime(until) : '长期'),
  },
];

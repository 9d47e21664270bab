import { Button, Segmented, Select, Space, Table, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router-dom';
import type { NoticeRow, NoticeState } from '../../api/views';
import { withQuery } from '../api/routes';
import { useQuery } from '../api/use-query';
import { NoticeStateTag } from '../look/marks';
import { Empty, Loaded } from '../parts/loaded';
import { useAddress } from '../parts/use-address';
import { useSession } from '../session/session';
import { NOTICE_STATE, NOTICE_STATES } from '../words/labels';
import { RectifyBy } from './rectify-by';

/** 整改通知 */
export function NoticeList() {
  const { account } = useSession();
  const navigate = useNavigate();
  const [address, changeAddress] = useAddress();
  const query = useQuery(withQuery('/api/notices', { unit: unitOf(address) }));
  const view = address.get('view') ?? 'all';
  const change = (key: string, value: string | undefined) =>
    changeAddress((now) => {
      if (value) now.set(key, value);
      else now.delete(key);
      return now;
    });

  return (
    <>
      <div className="head">
        <h1>整改通知</h1>
        {account.unitId === null && (
          <span className="actions">
            <Button type="primary" onClick={() => navigate('/notices/draft')}>
              拟发通知
            </Button>
          </span>
        )}
      </div>
      <Loaded query={query} what="整改通知">
        {(rows) => (
          <>
            <div className="filters">
              <Segmented
                aria-label="视图"
                value={view}
                onChange={(value) => change('view', value === 'all' ? undefined : value)}
                options={VIEWS.map(({ key, name, has }) => ({
                  value: key,
                  label: `${name} ${rows.filter(has).length}`,
                }))}
              />
              <Select
                aria-label="状态"
                placeholder="状态"
                allowClear
                style={{ width: '9rem' }}
                value={(address.get('state') as NoticeState | null) ?? undefined}
                onChange={(state) => change('state', state)}
                options={NOTICE_STATES.map((state) => ({ value: state, label: NOTICE_STATE[state] }))}
              />
            </div>
            <NoticeTable rows={chosenRows(rows, view, address.get('state'))} isUnit={account.unitId !== null} />
          </>
        )}
      </Loaded>
    </>
  );
}

const isRunning = (row: NoticeRow) => row.state !== 'closed' && row.state !== 'withdrawn';
const isOverdue = (row: NoticeRow) => isRunning(row) && row.workingDaysLeft !== null && row.workingDaysLeft < 0;

const VIEWS = [
  { key: 'all', name: '全部', has: () => true },
  { key: 'running', name: '办理中', has: isRunning },
  { key: 'overdue', name: '逾期未整改', has: isOverdue },
  { key: 'replied', name: '待复查', has: (row: NoticeRow) => row.state === 'replied' || row.state === 'rechecking' },
];

function unitOf(address: URLSearchParams): number | null {
  const unit = address.get('unit');
  return unit ? Number(unit) : null;
}

function chosenRows(rows: NoticeRow[], view: string, state: string | null): NoticeRow[] {
  const has = VIEWS.find(({ key }) => key === view)?.has ?? VIEWS[0]!.has;
  return rows.filter((row) => has(row) && (state === null || row.state === state));
}

function NoticeTable({ rows, isUnit }: { rows: NoticeRow[]; isUnit: boolean }) {
  const columns: TableColumnsType<NoticeRow> = [
    { title: '编号', render: (_value, row) => <Link to={`/notices/${row.id}`}>{row.number}</Link> },
    { title: '单位', dataIndex: 'unitName' },
    { title: '签发日期', dataIndex: 'issuedOn', width: '8rem' },
    { title: '整改期限', width: '14rem', render: (_value, row) => <RectifyBy notice={row} /> },
    {
      title: '已销号 / 问题数',
      width: '9rem',
      align: 'right',
      render: (_value, row) => `${row.closedProblems} / ${row.problems}`,
    },
    { title: '状态', width: '9rem', render: (_value, row) => <NoticeStateTag state={row.state} /> },
  ];
  const why = isUnit
    ? '本单位没有整改通知。有新的通知时会同时发送电子邮件。'
    : '没有整改通知。在告警列表中确认告警后，可以拟发通知。';
  return (
    <Space orientation="vertical" style={{ display: 'flex' }}>
      <Table
        size="small"
        rowKey="id"
        columns={isUnit ? columns.filter(({ title }) => title !== '单位') : columns}
        dataSource={rows}
        locale={{ emptyText: <Empty>{why}</Empty> }}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 640 }}
      />
    </Space>
  );
}

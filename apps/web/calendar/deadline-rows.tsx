import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router-dom';
import type { DeadlineRow, DeadlineStateName, UnitDeadlinesView } from '../../api/calendar-views';
import { DeadlineStrip } from '../alerts/deadline-strip';
import { useQuery } from '../api/use-query';
import { OpenLink } from '../parts/external';
import { Empty } from '../parts/loaded';
import { lateness } from '../words/days';
import { DEADLINE_STATE } from './deadline-days';

interface DeadlineRowsProps {
  view: UnitDeadlinesView;
  rows: DeadlineRow[];
  /** All of one row of the catalog: the one that matters now stands open. */
  isOneItem: boolean;
}

/** Deadlines with how each stands; opened, with every counted and skipped day. */
export function DeadlineRows({ view, rows, isOneItem }: DeadlineRowsProps) {
  return (
    <Table
      size="small"
      rowKey={keyOf}
      columns={COLUMNS}
      dataSource={rows}
      pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
      expandable={{
        expandedRowRender: (row) => <RowDetail row={row} view={view} />,
        expandRowByClick: true,
        defaultExpandedRowKeys: isOneItem ? nextOf(rows, view.today).map(keyOf) : [],
      }}
      locale={{
        emptyText: (
          <Empty>
            {isOneItem
              ? '该事项没有可以事先推算的期限；自事件起算的，在事件发生并采集之后列出。'
              : view.rows.length > 0
                ? '没有符合条件的期限。'
                : '该单位的目录中没有可以事先推算的期限；自事件起算的期限，在事件发生并采集之后列出。'}
          </Empty>
        ),
      }}
      scroll={{ x: 760 }}
    />
  );
}

const COLUMNS: TableColumnsType<DeadlineRow> = [
  { title: '到期日', width: '7rem', render: (_value, { dueOn }) => dueOn ?? '不能推算' },
  { title: '状态', width: '9rem', render: (_value, row) => <StateTag state={row.state} /> },
  {
    title: '公开事项',
    render: (_value, { item, group }) => (
      <>
        {item}
        {group && <div className="soft small">{group}</div>}
      </>
    ),
  },
  { title: '期次或信息', width: '20rem', dataIndex: 'label' },
  {
    title: '距今',
    width: '9rem',
    render: (_value, row) => distance(row),
  },
];

/** A day gone by is an overrun only where something was found missing or late. */
function distance({ workingDaysLeft, workingDaysLate, publishedOn, state }: DeadlineRow): string {
  if (workingDaysLate !== null) return `${lateness(workingDaysLate)}${publishedOn ? '公开' : ''}`;
  if (workingDaysLeft === null || state === 'met') return '';
  return workingDaysLeft >= 0 ? lateness(-workingDaysLeft) : `已过${-workingDaysLeft}个工作日`;
}

const STATE_LOOK: Record<DeadlineStateName, string> = {
  missed: 'tag-returned',
  soon: 'tag-active',
  doubt: 'tag-doubt',
  unseen: 'tag-unseen',
  upcoming: '',
  met: 'tag-done',
  unjudged: '',
  offline: '',
  unknown: 'tag-unseen',
};

function StateTag({ state }: { state: DeadlineStateName }) {
  return <span className={`tag ${STATE_LOOK[state]}`}>{DEADLINE_STATE[state]}</span>;
}

const keyOf = ({ itemKey, instance }: DeadlineRow) => `${itemKey} ${instance}`;

/** The first that was missed, else the next to come. */
function nextOf(rows: readonly DeadlineRow[], today: string): DeadlineRow[] {
  const next =
    rows.find(({ state }) => state === 'missed') ?? rows.find(({ dueOn }) => dueOn !== null && dueOn >= today);
  return next ? [next] : rows.slice(0, 1);
}

function RowDetail({ row, view }: { row: DeadlineRow; view: UnitDeadlinesView }) {
  return (
    <div className="stack">
      {row.explanation && <p>{row.explanation}</p>}
      {row.deadline && row.deadline.steps.length > 0 ? (
        <DeadlineStrip deadline={row.deadline} publishedOn={row.publishedOn} today={view.today} />
      ) : (
        <Planned row={row} view={view} />
      )}
      <p className="actions">
        {row.url && <OpenLink url={row.url}>打开网页</OpenLink>}
        {row.alertId !== null && <Link to={`/alerts/${row.alertId}`}>查看告警</Link>}
      </p>
    </div>
  );
}

/** A day that no evaluation has spoken of yet: counted from the end of its period, or named by the catalog. */
function Planned({ row, view }: { row: DeadlineRow; view: UnitDeadlinesView }) {
  const { itemKey, instance, dueOn } = row;
  const isCounted = dueOn !== null && row.kind === 'afterEvent';
  const wanted = new URLSearchParams({ unit: String(view.unit.id), itemKey, instance, dueOn: dueOn ?? '' });
  const query = useQuery(isCounted ? `/api/calendar/deadlines/steps?${wanted}` : null);
  const deadline = query.data?.deadline;
  if (!deadline) return <p className="soft">{row.sentence}</p>;
  return <DeadlineStrip deadline={deadline} publishedOn={row.publishedOn} today={view.today} />;
}

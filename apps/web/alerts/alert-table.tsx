import { Button, Space, Table, type TableColumnsType } from 'antd';
import type { AlertPage, AlertRow } from '../../api/views';
import { usePreferences } from '../look/preferences';
import { AlertStateTag, ContestedTag, SeverityMark } from '../look/marks';
import { lateness } from '../words/days';

/** A row of the table: an alert, or the head of a unit's group. */
type Line = AlertRow | { readonly id: string; readonly unitName: string; readonly count: number };

interface AlertTableProps {
  page: AlertPage;
  isLoading: boolean;
  isGrouped: boolean;
  /** The list of a unit officer: one unit, nothing to decide. */
  isOwnUnit: boolean;
  currentId: number | null;
  selected: readonly number[];
  emptyText: React.ReactNode;
  onSelect: (ids: number[]) => void;
  onOpen: (row: AlertRow) => void;
  onPage: (page: number, size: number) => void;
  onAction: (action: 'confirm' | 'dismiss' | 'notice' | 'undo', row: AlertRow) => void;
}

/** Narrower than this the table scrolls in itself, never the page. */
const SMALLEST_WIDTH = 960;
const SMALLEST_WIDTH_OF_OWN = 720;

/** One row is one obligation instance. */
export function AlertTable(props: AlertTableProps) {
  const { page, currentId, selected } = props;
  const { isLarge } = usePreferences();
  const canSelect = page.rows.some((row) => row.actions.some((action) => IN_BATCH.has(action)));
  return (
    <Table<Line>
      className="alert-table"
      size="small"
      tableLayout="fixed"
      rowKey="id"
      columns={columnsFor(props, isLarge)}
      scroll={{ x: props.isOwnUnit ? SMALLEST_WIDTH_OF_OWN : SMALLEST_WIDTH }}
      dataSource={props.isGrouped ? grouped(page.rows) : page.rows}
      loading={props.isLoading}
      locale={{ emptyText: props.emptyText }}
      rowSelection={
        canSelect
          ? {
              columnWidth: 36,
              selectedRowKeys: [...selected],
              onChange: (keys) => props.onSelect(keys.filter((key) => typeof key === 'number')),
              getCheckboxProps: (line) =>
                isAlert(line)
                  ? { 'aria-label': `选择 ${line.unitName} ${line.item ?? ''}` }
                  : { style: { display: 'none' } },
            }
          : undefined
      }
      rowClassName={(line) => (isAlert(line) ? (line.id === currentId ? 'row-current' : '') : 'row-group')}
      onRow={(line) => (isAlert(line) ? ({ onClick: () => props.onOpen(line), 'data-alert': line.id } as object) : {})}
      pagination={{
        current: page.page,
        pageSize: page.size,
        total: page.total,
        showSizeChanger: true,
        pageSizeOptions: [20, 50, 100, 200],
        showTotal: (total, [from, to]) => `第 ${from}–${to} 条，共 ${total} 条`,
        onChange: props.onPage,
      }}
    />
  );
}

/** What can be done with many at once; an objection is about one. */
const IN_BATCH = new Set(['confirm', 'dismiss', 'notice', 'undo']);

function isAlert(line: Line): line is AlertRow {
  return typeof line.id === 'number';
}

/** The rows of this page under a head per unit, units in the order in which they first appear. */
function grouped(rows: readonly AlertRow[]): Line[] {
  const units = [...new Set(rows.map((row) => row.unitName))];
  return units.flatMap((unitName) => {
    const own = rows.filter((row) => row.unitName === unitName);
    return [{ id: `unit:${unitName}`, unitName, count: own.length }, ...own];
  });
}

/** In large text the day of first finding gives way to the sentence; the detail has it. */
function columnsFor(
  { isGrouped, isOwnUnit, onAction, onOpen }: AlertTableProps,
  isLarge: boolean,
): TableColumnsType<Line> {
  const cell = (draw: (row: AlertRow) => React.ReactNode) => (_value: unknown, line: Line) =>
    isAlert(line) ? draw(line) : null;
  const hidden = (line: Line) => (isAlert(line) ? {} : { colSpan: 0 });
  const left = [(isGrouped || isOwnUnit) && '单位', isOwnUnit && '操作', isLarge && '首次发现'].filter(Boolean);
  const columns: TableColumnsType<Line> = [
    {
      title: '级别',
      width: '6.4rem',
      onCell: (line) => (isAlert(line) ? {} : { colSpan: columns.length - left.length }),
      render: (_value, line) =>
        isAlert(line) ? <SeverityMark severity={line.severity} /> : `${line.unitName}（本页 ${line.count} 条）`,
    },
    { title: '单位', width: isLarge ? '7.4rem' : '8.6rem', render: cell((row) => row.unitName) },
    {
      title: '事项',
      width: isLarge ? '9rem' : '11rem',
      onCell: hidden,
      render: cell((row) => <ItemCell row={row} onOpen={onOpen} />),
    },
    { title: '说明', onCell: hidden, render: cell((row) => <Sentence row={row} />) },
    { title: '期限', width: '9.2rem', onCell: hidden, render: cell((row) => <DueCell row={row} />) },
    { title: '首次发现', width: '6.6rem', onCell: hidden, render: cell((row) => row.firstFoundOn) },
    { title: '状态', width: '6.2rem', onCell: hidden, render: cell((row) => <StateCell row={row} />) },
    {
      title: '操作',
      width: isLarge ? '6.4rem' : '9.6rem',
      onCell: hidden,
      render: cell((row) => <ActionCell row={row} onAction={onAction} />),
    },
  ];
  return columns.filter(({ title }) => !left.includes(title as string));
}

function ItemCell({ row, onOpen }: { row: AlertRow; onOpen: (row: AlertRow) => void }) {
  return (
    <>
      <a
        href={`/alerts/${row.id}`}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return event.stopPropagation();
          event.preventDefault();
          event.stopPropagation();
          onOpen(row);
        }}
      >
        {row.item ?? row.section ?? '网站'}
      </a>
      {row.row !== null && <div className="soft small">目录第 {row.row} 行</div>}
    </>
  );
}

function Sentence({ row }: { row: AlertRow }) {
  return (
    <>
      {row.explanation}
      <div className="soft small">
        {row.code} {row.ruleTitle}
        {row.section && ` · 栏目：${row.section}`}
      </div>
    </>
  );
}

function DueCell({ row }: { row: AlertRow }) {
  if (!row.dueOn) return <span className="soft">无确定期限</span>;
  const late = row.workingDaysLate;
  const isPublishedLate = row.publishedOn !== null && row.publishedOn > row.dueOn;
  return (
    <>
      {row.dueOn}
      {late !== null && <div className={late > 0 ? 'late' : 'soon'}>{lateness(late)}</div>}
      {isPublishedLate && <div className="soft small">{row.publishedOn} 已公开</div>}
    </>
  );
}

function StateCell({ row }: { row: AlertRow }) {
  return (
    <Space orientation="vertical" size={2}>
      <AlertStateTag state={row.state} />
      {row.isContested && <ContestedTag />}
    </Space>
  );
}

const ACTION_WORDS = [
  ['confirm', '确认'],
  ['notice', '拟发通知'],
  ['dismiss', '不予采纳'],
  ['undo', '撤销'],
] as const;

function ActionCell({ row, onAction }: { row: AlertRow; onAction: AlertTableProps['onAction'] }) {
  const offered = ACTION_WORDS.filter(([action]) => row.actions.includes(action));
  if (offered.length === 0) return <span className="soft">—</span>;
  return (
    <span onClick={(event) => event.stopPropagation()}>
      {offered.map(([action, word]) => (
        <Button key={action} type="link" size="small" onClick={() => onAction(action, row)}>
          {word}
        </Button>
      ))}
    </span>
  );
}

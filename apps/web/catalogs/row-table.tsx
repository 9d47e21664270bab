import { Button, Grid, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router-dom';
import type { CatalogRowView } from '../../api/catalog-views';
import { OpenLink } from '../parts/external';
import { Empty } from '../parts/loaded';
import { channelLines } from './channel-lines';
import { METHOD, POST_FIELD } from './words';

interface RowTableProps {
  rows: CatalogRowView[];
  /** 负面清单: what is not disclosed has no 公开时限 and no 公开渠道. */
  isNegative?: boolean;
  /** The unit whose deadlines the rows make; absent where the rows are not in force. */
  deadlinesOf?: number;
  /** Absent where the rows cannot be edited. */
  onEdit?: (row: CatalogRowView) => void;
  paging?: { page: number; size: number; total: number; onChange: (page: number, size: number) => void };
  emptyText: string;
}

/** Rows of a catalog with all their columns; the table's own ones stand in the opened row. */
export function RowTable({ rows, isNegative = false, deadlinesOf, onEdit, paging, emptyText }: RowTableProps) {
  const isWide = Grid.useBreakpoint().lg ?? true;
  const shown = isNegative ? NEGATIVE_COLUMNS : columnsFor(deadlinesOf);
  const all = onEdit ? [...shown, editColumn(onEdit)] : shown;
  // On a narrow screen columns that stay would leave no room for those that move.
  const columns = isWide ? all : all.map((column) => ({ ...column, fixed: undefined }));
  return (
    <Table
      className="catalog-table"
      size="small"
      rowKey="key"
      columns={columns}
      dataSource={rows}
      expandable={
        isNegative
          ? undefined
          : { expandedRowRender: (row) => <Additional row={row} />, rowExpandable: hasMore, columnWidth: 40 }
      }
      pagination={
        paging
          ? {
              current: paging.page,
              pageSize: paging.size,
              total: paging.total,
              pageSizeOptions: [20, 50, 100, 200],
              showTotal: (total) => `共 ${total} 项`,
              onChange: paging.onChange,
            }
          : false
      }
      locale={{ emptyText: <Empty>{emptyText}</Empty> }}
      scroll={{ x: isNegative ? 900 : 1500 }}
    />
  );
}

const lines = (text: string) => <div className="catalog-lines">{text || <span className="soft">—</span>}</div>;

const COLUMN = {
  row: {
    title: '行',
    width: '3.6rem',
    align: 'right',
    fixed: 'left',
    render: (_value, { row, sheet }) => <span title={sheet ? `工作表“${sheet}”` : undefined}>{row}</span>,
  },
  item: {
    title: '公开事项',
    width: '14rem',
    fixed: 'left',
    render: (_value, { texts }) => (
      <>
        {texts.domain && <div className="soft small">{texts.domain}领域</div>}
        {texts.levels.length > 1 && <div className="soft small">{texts.levels.slice(0, -1).join(' › ')}</div>}
        {texts.levels.at(-1)}
      </>
    ),
  },
  elements: { title: '公开内容（要素）', width: '16rem', render: (_value, { texts }) => lines(texts.elements) },
  basis: { title: '公开依据', width: '14rem', render: (_value, { texts }) => lines(texts.basis) },
  unit: { title: '公开主体', width: '9rem', render: (_value, { texts }) => lines(texts.unit) },
} satisfies Record<string, Column>;

type Column = TableColumnsType<CatalogRowView>[number];

const NEGATIVE_COLUMNS: Column[] = [
  COLUMN.row,
  { ...COLUMN.item, title: '不予公开事项' },
  { ...COLUMN.elements, title: '内容' },
  { ...COLUMN.basis, title: '依据' },
  { ...COLUMN.unit, title: '主体' },
  {
    title: '载明的其他内容',
    width: '16rem',
    render: (_value, { texts }) =>
      lines(
        Object.entries(texts.own)
          .map(([label, text]) => `${label}：${text}`)
          .join('\n'),
      ),
  },
];

const columnsFor = (deadlinesOf: number | undefined): Column[] => [
  COLUMN.row,
  COLUMN.item,
  COLUMN.elements,
  COLUMN.basis,
  {
    title: '公开时限',
    width: '12rem',
    render: (_value, row) => <TimeLimit row={row} deadlinesOf={deadlinesOf} />,
  },
  COLUMN.unit,
  { title: '公开渠道和载体', width: '11rem', render: (_value, { texts }) => <Channels text={texts.channels} /> },
  { title: '公开对象', width: '7rem', render: (_value, { texts }) => lines(texts.audience) },
  { title: '公开方式', width: '7rem', render: (_value, { texts }) => METHOD[texts.method] },
  {
    title: '公开层级',
    width: '8rem',
    render: (_value, { texts, otherTier }) => (
      <>
        {lines(texts.tiers.join('、'))}
        {otherTier && (
          <span className="tag" title={otherTier}>
            不计入本单位
          </span>
        )}
      </>
    ),
  },
];

function editColumn(onEdit: (row: CatalogRowView) => void): Column {
  return {
    title: '',
    width: '4rem',
    fixed: 'right',
    render: (_value, row) => (
      <Button type="link" size="small" aria-label={`修改第${row.row}行`} onClick={() => onEdit(row)}>
        修改
      </Button>
    ),
  };
}

/** The words of the row; wording nobody could read stands out, and the rest leads to its calculation. */
function TimeLimit({ row, deadlinesOf }: { row: CatalogRowView; deadlinesOf: number | undefined }) {
  const { timeLimit } = row.texts;
  if (timeLimit === '') return <span className="tag tag-doubt">未填写</span>;
  const isUnread = row.limits.some(({ kind }) => kind === 'unparsed' || kind === 'reference');
  return (
    <>
      <div className="catalog-lines">{timeLimit}</div>
      {isUnread ? (
        <span className="tag tag-doubt">未能理解</span>
      ) : (
        <span className="actions small">
          {deadlinesOf !== undefined && (
            <Link to={`/deadlines?unit=${deadlinesOf}&item=${encodeURIComponent(row.key)}`}>到期日</Link>
          )}
          <Link to={`/calendar?tab=count&phrase=${encodeURIComponent(timeLimit)}`}>推算</Link>
        </span>
      )}
    </>
  );
}

/** What is selected; the boxes left empty are counted here and listed in the opened row. */
function Channels({ text }: { text: string }) {
  const all = channelLines(text);
  const selected = all.filter(({ isSelected }) => isSelected);
  const rest = all.length - selected.length;
  return (
    <>
      {(selected.length > 0 || rest === 0) && lines(selected.map(({ name }) => name).join('\n'))}
      {rest > 0 && <span className="soft small">另有 {rest} 项未选</span>}
    </>
  );
}

function hasMore({ texts }: CatalogRowView): boolean {
  if (channelLines(texts.channels).some(({ isSelected }) => !isSelected)) return true;
  return texts.section !== '' || Object.values(texts.post).some(Boolean) || Object.keys(texts.own).length > 0;
}

function Additional({ row: { texts } }: { row: CatalogRowView }) {
  const posts = (Object.keys(POST_FIELD) as (keyof typeof POST_FIELD)[]).filter((key) => texts.post[key]);
  const unselected = channelLines(texts.channels).filter(({ isSelected }) => !isSelected);
  return (
    <dl className="facts">
      {unselected.length > 0 && <dt>未选渠道</dt>}
      {unselected.length > 0 && <dd>{unselected.map(({ name }) => name).join('、')}</dd>}
      {texts.section && <dt>网站栏目</dt>}
      {texts.section && (
        <dd>
          {texts.section} <OpenLink url={texts.section}>打开</OpenLink>
        </dd>
      )}
      {posts.map((key) => [<dt key={key}>{POST_FIELD[key]}</dt>, <dd key={`${key} text`}>{texts.post[key]}</dd>])}
      {Object.entries(texts.own).map(([label, text]) => [
        <dt key={label}>{label}</dt>,
        <dd key={`${label} text`} className="kept-lines">
          {text}
        </dd>,
      ])}
    </dl>
  );
}

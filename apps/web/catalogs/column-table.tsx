import { Table, type TableColumnsType } from 'antd';
import type { CatalogPreviewView } from '../../api/catalog-views';
import { Empty } from '../parts/loaded';

type ColumnRow = CatalogPreviewView['columns'][number];

/** 列的识别: which column of the file was taken for what, so that a wrong reading is seen before anything is stored. */
export function ColumnTable({ columns }: { columns: ColumnRow[] }) {
  return (
    <Table
      className="catalog-table"
      size="small"
      rowKey="header"
      columns={COLUMNS}
      dataSource={columns}
      pagination={false}
      locale={{ emptyText: <Empty>没有读到任何一列。</Empty> }}
      scroll={{ x: 760 }}
    />
  );
}

const COLUMNS: TableColumnsType<ColumnRow> = [
  { title: '文件中的列', width: '18rem', dataIndex: 'header' },
  {
    title: '识别为',
    width: '14rem',
    render: (_value, { meaning }) => meaning ?? <span className="tag tag-doubt">不认识，只保留原文</span>,
  },
  { title: '有内容的行', width: '7rem', align: 'right', dataIndex: 'filled' },
  { title: '首个内容', render: (_value, { example }) => <span className="soft">{example}</span> },
];

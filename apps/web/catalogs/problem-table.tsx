import { Table, type TableColumnsType } from 'antd';
import type { CatalogProblemView } from '../../api/catalog-views';
import { Empty } from '../parts/loaded';

/** What in a file a person has to look at, by row and column of the file. */
export function ProblemTable({ problems, total }: { problems: CatalogProblemView[]; total: number }) {
  return (
    <>
      {problems.length < total && (
        <p className="soft">
          共 {total} 处，列出前 {problems.length} 处。
        </p>
      )}
      <Table
        className="catalog-table"
        size="small"
        rowKey={(_problem, index) => String(index)}
        columns={COLUMNS}
        dataSource={problems}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty>没有发现问题：每一行、每一列都已读懂。</Empty> }}
        scroll={{ x: 640 }}
      />
    </>
  );
}

const COLUMNS: TableColumnsType<CatalogProblemView> = [
  {
    title: '行',
    width: '5rem',
    align: 'right',
    sorter: (first, second) => (first.row ?? 0) - (second.row ?? 0),
    render: (_value, { row }) => row ?? '—',
  },
  { title: '列', width: '14rem', render: (_value, { column }) => column ?? '—' },
  { title: '问题', dataIndex: 'message' },
];

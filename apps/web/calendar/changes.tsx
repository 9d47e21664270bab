import { Table } from 'antd';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { clockTime } from '../words/days';
import { MovedTable } from './moved-table';

/** 修改记录: every change of the calendar, and the deadlines that moved with it. */
export function CalendarChanges() {
  const query = useQuery('/api/calendar/changes');
  return (
    <Loaded query={query} what="修改记录">
      {(changes) => (
        <Table
          size="small"
          rowKey="id"
          dataSource={changes}
          pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
          locale={{ emptyText: <Empty>日历还没有修改过，全部依据程序内置的国务院办公厅通知。</Empty> }}
          expandable={{
            expandedRowRender: ({ id }) => <Moved changeId={id} />,
            rowExpandable: ({ movedCount }) => movedCount > 0,
            expandRowByClick: true,
          }}
          columns={[
            { title: '时间', width: '10rem', render: (_value, { at }) => clockTime(at) },
            { title: '修改人', width: '8rem', dataIndex: 'by' },
            { title: '内容', dataIndex: 'what' },
            {
              title: '变动的截止日',
              width: '8rem',
              align: 'right',
              render: (_value, { movedCount }) => `${movedCount} 项`,
            },
          ]}
          scroll={{ x: 620 }}
        />
      )}
    </Loaded>
  );
}

function Moved({ changeId }: { changeId: number }) {
  const query = useQuery(`/api/calendar/changes/${changeId}`);
  return (
    <Loaded query={query} what="变动的截止日">
      {(moved) => <MovedTable moved={moved} />}
    </Loaded>
  );
}

import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router-dom';
import type { MovedDeadlineView } from '../../api/calendar-views';

/** 变动的截止日: whose, of what, from which day to which. */
export function MovedTable({ moved }: { moved: MovedDeadlineView[] }) {
  return (
    <Table
      size="small"
      rowKey={({ unitId, itemKey, instance }) => `${unitId} ${itemKey} ${instance}`}
      columns={COLUMNS}
      dataSource={moved}
      pagination={{ defaultPageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 620 }}
    />
  );
}

const COLUMNS: TableColumnsType<MovedDeadlineView> = [
  {
    title: '单位',
    width: '9rem',
    render: (_value, { unitId, unit }) => <Link to={`/deadlines?unit=${unitId}`}>{unit}</Link>,
  },
  {
    title: '公开事项',
    render: (_value, { item, label }) => (
      <>
        {item}
        <div className="soft small">{label}</div>
      </>
    ),
  },
  { title: '原截止日', width: '8rem', render: (_value, { from }) => from ?? <Unknown /> },
  {
    title: '现截止日',
    width: '8rem',
    render: (_value, { to, sentence }) => <span title={sentence}>{to ? <b>{to}</b> : <Unknown />}</span>,
  },
];

function Unknown() {
  return <span className="tag tag-unseen">不能推算</span>;
}

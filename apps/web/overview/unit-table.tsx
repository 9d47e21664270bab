import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router-dom';
import type { OverviewView } from '../../api/views';
import { completeness } from '../words/labels';

type Unit = OverviewView['byUnit'][number];

/** The numbers behind the bars, for those who read rather than look. */
export function UnitTable({ units, hasCrawled }: { units: Unit[]; hasCrawled: boolean }) {
  const count = (title: string, key: 'violations' | 'proposals' | 'warnings', kind: string) => ({
    title,
    key,
    width: '6rem',
    align: 'right' as const,
    sorter: (first: Unit, second: Unit) => first[key] - second[key],
    render: (_value: unknown, unit: Unit) =>
      unit[key] > 0 ? <Link to={`/alerts?unit=${unit.id}&kind=${kind}`}>{unit[key]}</Link> : 0,
  });
  const columns: TableColumnsType<Unit> = [
    { title: '单位', width: '17rem', render: (_value, unit) => <Link to={`/units/${unit.id}`}>{unit.name}</Link> },
    count('问题', 'violations', 'violation'),
    count('待核实', 'proposals', 'proposal'),
    count('预警', 'warnings', 'warning'),
    {
      title: '可在线核验 / 总项',
      width: '10rem',
      align: 'right',
      render: (_value, unit) => `${unit.onlineVerifiable} / ${unit.items}`,
    },
    {
      title: '采集情况',
      render: (_value, unit) =>
        unit.gap ? (
          <span className="unseen">{unit.gap}</span>
        ) : (
          <span className="soft">{hasCrawled ? completeness(unit.failures) : '尚未采集'}</span>
        ),
    },
  ];
  return (
    <section aria-label="单位情况">
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={units}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 640 }}
      />
    </section>
  );
}

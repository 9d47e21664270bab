import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { CatalogDiffView, FieldChangeView } from '../../api/catalog-views';
import { Empty } from '../parts/loaded';

type Kind = 'added' | 'removed' | 'changed';
type Line = { item: string; row: number; fields?: FieldChangeView[] };

const KIND: Record<Kind, string> = { added: '新增', removed: '删除', changed: '修改' };

/** 差异: what one version says that the other does not, field by field. */
export function DiffLists({ diff }: { diff: CatalogDiffView }) {
  const first = (Object.keys(KIND) as Kind[]).reverse().find((kind) => diff[kind].total > 0) ?? 'changed';
  const [kind, setKind] = useState<Kind>(first);
  const { total, lines } = diff[kind];
  return (
    <div className="stack">
      <div className="views" role="group" aria-label="差异种类">
        {(Object.keys(KIND) as Kind[]).map((each) => (
          <a
            key={each}
            role="button"
            tabIndex={0}
            aria-current={each === kind}
            onClick={() => setKind(each)}
            onKeyDown={(event) => event.key === 'Enter' && setKind(each)}
          >
            {KIND[each]} {diff[each].total}
          </a>
        ))}
        <span className="soft" style={{ padding: '2px 10px' }}>
          不变 {diff.unchanged}；{diff.against ? `与第${diff.against.version}版比较` : '没有可比较的版本，全部为新增'}
        </span>
      </div>
      {lines.length < total && (
        <p className="soft">
          共 {total} 项，列出前 {lines.length} 项。
        </p>
      )}
      <Table<Line>
        className="catalog-table"
        size="small"
        rowKey={({ item, row }) => `${row} ${item}`}
        columns={kind === 'changed' ? CHANGED : PLAIN}
        dataSource={lines}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty>没有{KIND[kind]}的事项。</Empty> }}
        scroll={{ x: 640 }}
      />
    </div>
  );
}

const PLAIN: TableColumnsType<Line> = [
  { title: '行', dataIndex: 'row', width: '5rem', align: 'right' },
  { title: '公开事项', dataIndex: 'item' },
];

const CHANGED: TableColumnsType<Line> = [
  { title: '行', dataIndex: 'row', width: '5rem', align: 'right' },
  { title: '公开事项', dataIndex: 'item', width: '18rem' },
  { title: '改动', render: (_value, { fields }) => <FieldChanges fields={fields ?? []} /> },
];

/** Old text struck through above the new one. */
export function FieldChanges({ fields }: { fields: FieldChangeView[] }) {
  return (
    <dl className="field-changes">
      {fields.map(({ field, before, after }) => [
        <dt key={`${field} name`}>{field}</dt>,
        <dd key={field}>
          {before && <del className="field-before">{before}</del>} {before && after && '→ '}
          {after ? <ins style={{ textDecoration: 'none' }}>{after}</ins> : <span className="soft">（清空）</span>}
        </dd>,
      ])}
    </dl>
  );
}

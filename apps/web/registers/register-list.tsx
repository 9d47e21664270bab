import { Button, Input, Segmented, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type {
  RegisterColumnView,
  RegisterEntryView,
  RegisterKindsView,
  RegisterKindView,
} from '../../api/register-views';
import { useQuery } from '../api/use-query';
import { ExternalUrl } from '../parts/external';
import { Empty, Loaded } from '../parts/loaded';
import { useAddress } from '../parts/use-address';
import { cellText, listQuery, SOURCE } from './cells';
import { EntryForm } from './entry-form';
import { EntryHistory } from './entry-history';
import './registers.css';

/** 台账: kinds on the left, the entries of one on the right. */
export function RegisterList() {
  const query = useQuery('/api/registers');
  const [address, change] = useAddress();
  return (
    <>
      <div className="head">
        <h1>台账</h1>
        <span className="soft">
          网站上看不到的办理情况在此登记；更正即新的版本，原来的保留。不登记姓名、电话等个人信息。
        </span>
      </div>
      <Loaded query={query} what="台账种类">
        {({ kinds, units }) => {
          const kind = kinds.find(({ id }) => id === address.get('kind')) ?? kinds[0]!;
          return (
            <div className="registers">
              <KindMenu kinds={kinds} chosen={kind} />
              <KindPage
                key={kind.id}
                kind={kind}
                units={units}
                onChanged={query.reload}
                address={address}
                change={change}
              />
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

function KindMenu({ kinds, chosen }: { kinds: RegisterKindView[]; chosen: RegisterKindView }) {
  return (
    <nav className="register-kinds" aria-label="台账种类">
      <ul>
        {kinds.map(({ id, title, count }) => (
          <li key={id}>
            <Link to={`?kind=${id}`} aria-current={id === chosen.id ? 'page' : undefined}>
              <span>{title}</span>
              <span className="soft">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface KindPageProps {
  kind: RegisterKindView;
  units: RegisterKindsView['units'];
  address: URLSearchParams;
  change: ReturnType<typeof useAddress>[1];
  onChanged: () => void;
}

function KindPage({ kind, units, address, change, onChanged }: KindPageProps) {
  const wanted = listQuery(address);
  const query = useQuery(`/api/registers/${kind.id}?${wanted}`);
  const [edited, setEdited] = useState<RegisterEntryView | 'new' | null>(null);
  const [shown, setShown] = useState<RegisterEntryView | null>(null);
  const put = (key: string, value: string | undefined) =>
    change((now) => {
      if (value) now.set(key, value);
      else now.delete(key);
      if (key !== 'page') now.delete('page');
      return now;
    });
  const changed = () => {
    setEdited(null);
    setShown(null);
    query.reload();
    onChanged();
  };
  return (
    <section className="stack" aria-label={kind.title}>
      <KindHead kind={kind} wanted={wanted} onNew={() => setEdited('new')} />
      <Filters kind={kind} units={units} address={address} put={put} />
      <Loaded query={query} what={kind.title}>
        {(list) => (
          <Table
            className="register-table"
            size="small"
            rowKey="id"
            columns={columnsOf(kind, units.length > 1, setShown)}
            dataSource={list.rows}
            pagination={{
              current: list.page,
              pageSize: list.size,
              total: list.total,
              showTotal: (total) => `共 ${total} 条`,
              showSizeChanger: false,
              onChange: (page) => put('page', page > 1 ? String(page) : undefined),
            }}
            locale={{ emptyText: <Empty>{emptyWords(kind, address)}</Empty> }}
            scroll={{ x: 260 + kind.columns.length * 120 }}
          />
        )}
      </Loaded>
      {edited && (
        <EntryForm
          kind={kind}
          units={units}
          entry={edited === 'new' ? null : edited}
          onSaved={changed}
          onCancel={() => setEdited(null)}
        />
      )}
      {shown && (
        <EntryHistory
          kind={kind}
          entry={shown}
          onEdit={() => setEdited(shown)}
          onChanged={changed}
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
}

interface KindHeadProps {
  kind: RegisterKindView;
  wanted: URLSearchParams;
  onNew: () => void;
}

function KindHead({ kind, wanted, onNew }: KindHeadProps) {
  return (
    <div className="head" style={{ margin: 0 }}>
      <h2>{kind.title}</h2>
      <span className="soft">
        {kind.about}
        {kind.rules.length > 0 && `依此评判：${kind.rules.join('、')}。`}
      </span>
      <span className="actions">
        {kind.canEnter && (
          <>
            <Button type="primary" onClick={onNew}>
              登记
            </Button>
            <Link to={`/registers/import?kind=${kind.id}`}>导入表格</Link>
          </>
        )}
        <a href={`/api/registers/${kind.id}/template.xlsx`} download>
          下载模板
        </a>
        <a href={`/api/registers/${kind.id}/export.xlsx?${wanted}`} download>
          导出
        </a>
      </span>
    </div>
  );
}

interface FiltersProps {
  kind: RegisterKindView;
  units: RegisterKindsView['units'];
  address: URLSearchParams;
  put: (key: string, value: string | undefined) => void;
}

function Filters({ kind, units, address, put }: FiltersProps) {
  const states = [
    { value: '', label: '全部' },
    ...(kind.canBeOpen ? [{ value: 'open', label: '未办结' }] : []),
    { value: 'revoked', label: '已撤销' },
  ];
  return (
    <div className="filters">
      <Segmented
        aria-label="状态"
        value={address.get('state') ?? ''}
        options={states}
        onChange={(value) => put('state', value || undefined)}
      />
      {units.length > 1 && (
        <Select
          aria-label="单位"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          placeholder="全部单位"
          style={{ width: '15rem' }}
          value={Number(address.get('unit')) || undefined}
          onChange={(unit) => put('unit', unit?.toString())}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Input.Search
        aria-label="查找"
        allowClear
        placeholder="编号或内容"
        style={{ width: '13rem' }}
        defaultValue={address.get('q') ?? ''}
        onSearch={(words) => put('q', words.trim() || undefined)}
      />
      <label className="actions">
        <span className="soft">日期</span>
        <Input
          type="date"
          style={{ width: '11rem' }}
          aria-label="起始日期"
          value={address.get('from') ?? ''}
          onChange={(event) => put('from', event.target.value || undefined)}
        />
        <span className="soft">至</span>
        <Input
          type="date"
          style={{ width: '11rem' }}
          aria-label="结束日期"
          value={address.get('to') ?? ''}
          onChange={(event) => put('to', event.target.value || undefined)}
        />
      </label>
    </div>
  );
}

function emptyWords(kind: RegisterKindView, address: URLSearchParams): string {
  if ([...listQuery(address)].length > 0) return '没有符合条件的登记。';
  return kind.canEnter
    ? '还没有登记：可逐条登记，或下载模板填好后导入。没有登记的事项不作判断。'
    : '还没有登记，由监督人员登记。没有登记的事项不作判断。';
}

function columnsOf(
  kind: RegisterKindView,
  withUnit: boolean,
  onShow: (entry: RegisterEntryView) => void,
): TableColumnsType<RegisterEntryView> {
  return [
    ...(withUnit ? [{ title: '单位', width: '11rem', dataIndex: 'unitName', fixed: 'left' as const }] : []),
    ...kind.columns.map((column) => ({
      title: column.header,
      width: WIDTH[column.type] ?? '8rem',
      render: (_value: unknown, entry: RegisterEntryView) => <Cell column={column} entry={entry} />,
    })),
    {
      title: '登记',
      width: '10rem',
      render: (_value, { source, asOf, version }) => (
        <>
          {asOf}
          <div className="soft small">
            {SOURCE[source] ?? source}
            {version > 1 && `，第${version}版`}
          </div>
        </>
      ),
    },
    {
      title: '操作',
      width: '5rem',
      fixed: 'right',
      render: (_value, entry) => (
        <Button type="link" size="small" onClick={() => onShow(entry)}>
          查看
        </Button>
      ),
    },
  ];
}

const WIDTH: Partial<Record<RegisterColumnView['type'], string>> = {
  text: '13rem',
  url: '14rem',
  instant: '9.5rem',
  code: '11rem',
  day: '7rem',
  flag: '6rem',
};

function Cell({ column, entry }: { column: RegisterColumnView; entry: RegisterEntryView }) {
  const value = entry.content[column.id];
  if (column.type === 'url' && typeof value === 'string') return <ExternalUrl url={value} />;
  const text = cellText(value);
  return text === '—' ? <span className="soft">—</span> : <>{text}</>;
}

import { Button, Input, Popover, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { readStored, writeStored } from '../look/preferences';
import { useSession } from '../session/session';
import { filterOf } from './alert-query';

interface SavedView {
  readonly name: string;
  readonly query: string;
}

const OVERSIGHT_VIEWS: readonly SavedView[] = [
  { name: '全部未办结', query: '' },
  { name: '今日新增', query: 'state=open,proposed&found=today' },
  { name: '待复核', query: 'state=open,proposed' },
  { name: '已确认待通知', query: 'state=confirmed' },
  { name: '本周到期', query: 'due=week&sort=due' },
  { name: '逾期未整改', query: 'overdue=true&sort=due' },
  { name: '异议待定', query: 'contested=true' },
  { name: '已消除', query: 'state=resolved' },
];

const STORE = 'mingjian.alert-views';

/** 常用视图: the ready-made ones, and those this person named in this browser. */
export function SavedViews({ address }: { address: URLSearchParams }) {
  const { account } = useSession();
  const [own, setOwn] = useState(readOwn);
  const keep = (views: SavedView[]) => {
    writeStored(STORE, views.length ? JSON.stringify(views) : null);
    setOwn(views);
  };
  const shown = filterOf(address).toString();
  const isNew = ![...OVERSIGHT_VIEWS, ...own].some(({ query }) => sameFilter(query, shown));
  const ready =
    account.unitId !== null ? OVERSIGHT_VIEWS.filter(({ query }) => !UNIT_HIDDEN.has(query)) : OVERSIGHT_VIEWS;

  return (
    <nav className="views" aria-label="常用视图">
      {[...ready, ...own].map(({ name, query }) => (
        <Link key={name} to={`/alerts${query ? `?${query}` : ''}`} aria-current={sameFilter(query, shown)}>
          {name}
        </Link>
      ))}
      {isNew && (
        <NameView onNamed={(name) => keep([...own.filter((view) => view.name !== name), { name, query: shown }])} />
      )}
      {own.some(({ query }) => sameFilter(query, shown)) && (
        <Button type="link" size="small" onClick={() => keep(own.filter(({ query }) => !sameFilter(query, shown)))}>
          删除此视图
        </Button>
      )}
    </nav>
  );
}

const UNIT_HIDDEN = new Set(['state=open,proposed&found=today', 'state=open,proposed', 'state=confirmed']);

function NameView({ onNamed }: { onNamed: (name: string) => void }) {
  const [name, setName] = useState('');
  const save = () => name.trim() && onNamed(name.trim());
  const form = (
    <Space.Compact>
      <Input
        aria-label="视图名称"
        placeholder="视图名称"
        maxLength={12}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={save}
      />
      <Button type="primary" onClick={save} disabled={!name.trim()}>
        保存
      </Button>
    </Space.Compact>
  );
  return (
    <Popover trigger="click" content={form}>
      <Button type="link" size="small">
        存为视图
      </Button>
    </Popover>
  );
}

function sameFilter(query: string, shown: string): boolean {
  return filterOf(new URLSearchParams(query)).toString() === shown;
}

function readOwn(): SavedView[] {
  try {
    const stored: unknown = JSON.parse(readStored(STORE) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return []; // Another version of the page may have written it; views are easily named again.
  }
}

function isView(value: unknown): value is SavedView {
  const view = value as Partial<SavedView> | null;
  return typeof view?.name === 'string' && typeof view.query === 'string';
}

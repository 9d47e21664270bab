import { App, Button, Segmented, Select, Switch, Table, type TableColumnsType } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import type { CatalogListView, CatalogVersionView } from '../../api/catalog-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useSession } from '../session/session';
import { clockTime } from '../words/days';
import './catalogs.css';
import { UnitPicker } from './unit-picker';
import { VersionTag } from './version-tag';
import { CATALOG_KIND, spanInWords, versionName } from './words';

const VIEWS: readonly { key: string; name: string; has: (version: CatalogVersionView) => boolean }[] = [
  { key: 'current', name: '现行', has: ({ isInForce }) => isInForce },
  { key: 'review', name: '待审核', has: ({ state }) => state === 'review' },
  { key: 'draft', name: '草稿与退回', has: ({ state }) => state === 'draft' || state === 'rejected' },
  { key: 'all', name: '全部版本', has: () => true },
];

/** 目录: what every unit has promised to disclose, in versions, and what waits for a review. */
export function CatalogList() {
  const { account } = useSession();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const put = (key: string, value: string | undefined) => {
    const next = new URLSearchParams(address);
    if (value) next.set(key, value);
    else next.delete(key);
    setAddress(next, { replace: true });
  };
  const unit = address.get('unit');
  const kind = address.get('kind');
  const wanted = new URLSearchParams({ ...(unit ? { unit } : {}), ...(kind ? { kind } : {}) });
  const query = useQuery(`/api/catalogs?${wanted}`);
  const view = VIEWS.find(({ key }) => key === address.get('view')) ?? VIEWS[0]!;
  return (
    <>
      <div className="head">
        <h1>目录</h1>
        <span className="soft">现行目录是判定的依据；草稿须经审核才生效。</span>
        {query.data?.canImport && (
          <span className="actions">
            <Button type="primary" onClick={() => navigate(`/catalogs/import${unit ? `?unit=${unit}` : ''}`)}>
              导入目录
            </Button>
          </span>
        )}
      </div>
      <Loaded query={query} what="目录">
        {(list) => (
          <>
            <div className="filters">
              <Segmented
                aria-label="视图"
                value={view.key}
                onChange={(key) => put('view', key === 'current' ? undefined : key)}
                options={VIEWS.map(({ key, name, has }) => ({
                  value: key,
                  label: `${name} ${list.versions.filter(has).length}`,
                }))}
              />
              {account.unitId === null && (
                <UnitPicker
                  isClearable
                  unit={unit ? Number(unit) : undefined}
                  onChange={(id) => put('unit', id?.toString())}
                />
              )}
              <Select
                aria-label="种类"
                placeholder="全部种类"
                allowClear
                style={{ width: '12rem' }}
                value={kind ?? undefined}
                onChange={(value) => put('kind', value)}
                options={Object.entries(CATALOG_KIND).map(([value, label]) => ({ value, label }))}
              />
              <FourEyes list={list} onChanged={query.reload} />
            </div>
            <VersionTable versions={list.versions.filter(view.has)} viewName={view.name} />
          </>
        )}
      </Loaded>
    </>
  );
}

function FourEyes({ list, onChanged }: { list: CatalogListView; onChanged: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  if (!list.canSetFourEyes) return <span className="soft">{list.isFourEyes && '审核须由导入人以外的账号进行。'}</span>;
  const change = (isFourEyes: boolean) =>
    run(async () => {
      await send('PUT', '/api/catalogs/four-eyes', { isFourEyes });
      message.success(isFourEyes ? '审核须由导入人以外的账号进行' : '导入人可以自行审核');
      onChanged();
    });
  return (
    <label className="actions">
      <Switch size="small" loading={isRunning} checked={list.isFourEyes} onChange={change} aria-label="双人审核" />
      <span className="soft">双人审核：导入人不能审核自己的版本</span>
    </label>
  );
}

function VersionTable({ versions, viewName }: { versions: CatalogVersionView[]; viewName: string }) {
  const { region } = useSession();
  return (
    <Table
      size="small"
      rowKey="id"
      columns={columns(region.today)}
      dataSource={versions}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
      locale={{
        emptyText: <Empty>{EMPTY[viewName] ?? '没有符合条件的目录版本。'}</Empty>,
      }}
      scroll={{ x: 980 }}
    />
  );
}

const EMPTY: Record<string, string> = {
  现行: '没有现行目录；由监督人员导入并经审核后列出。',
  待审核: '没有待审核的目录；送审后列出，由导入人以外的账号审核。',
  草稿与退回: '没有草稿，也没有被退回的目录；导入或修改目录时产生。',
};

const columns = (today: string): TableColumnsType<CatalogVersionView> => [
  {
    title: '单位',
    width: '16rem',
    sorter: (first, second) => first.unitName.localeCompare(second.unitName, 'zh-CN'),
    render: (_value, version) => (
      <>
        <Link to={`/catalogs/${version.id}`}>{version.unitName}</Link>
        <div className="soft small">{CATALOG_KIND[version.kind]}</div>
      </>
    ),
  },
  { title: '版本', width: '5.4rem', render: (_value, version) => versionName(version) },
  { title: '状态', width: '6rem', render: (_value, version) => <VersionTag version={version} /> },
  { title: '效力期间', width: '11rem', render: (_value, version) => spanInWords(version, today) },
  { title: '事项', dataIndex: 'itemCount', width: '5rem', align: 'right' },
  {
    title: '待处理问题',
    width: '7rem',
    align: 'right',
    render: (_value, { id, problemCount }) =>
      problemCount > 0 ? <Link to={`/catalogs/${id}?tab=problems`}>{problemCount}</Link> : 0,
  },
  {
    title: '导入',
    render: (_value, { importedBy, importedAt, sourceName }) => (
      <>
        {importedBy}，{clockTime(importedAt)}
        <div className="soft small">{sourceName}</div>
      </>
    ),
  },
  {
    title: '审核',
    width: '13rem',
    render: (_value, { reviewedBy, reviewedAt }) =>
      reviewedBy ? `${reviewedBy}，${clockTime(reviewedAt ?? '')}` : <span className="soft">—</span>,
  },
];

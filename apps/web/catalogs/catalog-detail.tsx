import { DownloadOutlined } from '@ant-design/icons';
import { Button, Input, Select, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import type { CatalogRowView, CatalogView } from '../../api/catalog-views';
import { useQuery } from '../api/use-query';
import { CLEAR } from '../parts/clear';
import { Empty, Loaded } from '../parts/loaded';
import { useSession } from '../session/session';
import { clockTime } from '../words/days';
import './catalogs.css';
import { DiffLists, FieldChanges } from './diff-lists';
import { ProblemTable } from './problem-table';
import { ReviewActions } from './review-actions';
import { RowEditor } from './row-editor';
import { RowTable } from './row-table';
import { VersionTag } from './version-tag';
import { CATALOG_CHANGE, CATALOG_KIND, isEditedAsCopy, spanInWords, versionName } from './words';

/** One version of a catalog: its rows, its problems, what it changed, and who did what. */
export function CatalogDetail() {
  const { id = '' } = useParams();
  const [address, setAddress] = useSearchParams();
  const asked = new URLSearchParams(
    ['q', 'page', 'size'].flatMap((key) => (address.get(key) ? [[key, address.get(key)!]] : [])),
  );
  const query = useQuery(`/api/catalogs/${encodeURIComponent(id)}?${asked}`);
  const put = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(address);
    for (const [key, value] of Object.entries(changes)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    setAddress(next, { replace: true });
  };
  return (
    <>
      <div className="head small">
        <Link to="/catalogs">返回目录</Link>
      </div>
      <Loaded query={query} what="目录">
        {(view) => (
          <div className="stack">
            <Head view={view} onDone={query.reload} />
            <Tabs
              activeKey={address.get('tab') ?? 'rows'}
              onChange={(tab) => put({ tab: tab === 'rows' ? null : tab })}
              destroyOnHidden
              items={[
                {
                  key: 'rows',
                  label: `事项 ${view.version.itemCount}`,
                  children: <Rows view={view} put={put} onSaved={query.reload} />,
                },
                {
                  key: 'problems',
                  label: `问题 ${view.version.problemCount}`,
                  children: <ProblemTable problems={view.problems} total={view.version.problemCount} />,
                },
                { key: 'diff', label: '差异', children: <Diff view={view} /> },
                { key: 'changes', label: '修改记录', children: <Changes view={view} /> },
              ]}
            />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Head({ view: { version }, onDone }: { view: CatalogView; onDone: () => void }) {
  const { region } = useSession();
  const wasPassed = version.state === 'inForce' || version.state === 'superseded';
  return (
    <section className="block">
      <div className="head">
        <h1>
          {version.unitName} · {CATALOG_KIND[version.kind]}
        </h1>
        <span>{versionName(version)}</span>
        <VersionTag version={version} />
        <span className="actions">
          <ReviewActions version={version} onDone={onDone} />
          <Button
            icon={<DownloadOutlined aria-hidden="true" />}
            href={`/api/catalogs/${version.id}/export.xlsx`}
            download
          >
            导出
          </Button>
        </span>
      </div>
      <dl className="facts">
        {wasPassed && <dt>效力期间</dt>}
        {wasPassed && <dd>{spanInWords(version, region.today)}</dd>}
        <dt>来源</dt>
        <dd>
          {version.sourceName}，{version.importedBy}于 {clockTime(version.importedAt)}
          {version.basedOn === null ? '导入' : '由已有版本复制'}
          {version.note && `；${version.note}`}
        </dd>
        {version.reviewedBy && <dt>{wasPassed ? '审核' : '退回意见'}</dt>}
        {version.reviewedBy && (
          <dd>
            {version.reviewedBy}，{clockTime(version.reviewedAt ?? '')}
            {version.reviewNote && `：${version.reviewNote}`}
          </dd>
        )}
      </dl>
    </section>
  );
}

interface RowsProps {
  view: CatalogView;
  put: (changes: Record<string, string | null>) => void;
  onSaved: () => void;
}

function Rows({ view, put, onSaved }: RowsProps) {
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const [target, setTarget] = useState<CatalogRowView | 'new' | null>(null);
  const { version } = view;
  const mayEdit = version.actions.includes('edit');
  return (
    <div className="stack">
      <div className="filters">
        <Input.Search
          aria-label="查找事项"
          placeholder="任意一列中的文字"
          allowClear={CLEAR}
          style={{ width: '18rem' }}
          defaultValue={address.get('q') ?? ''}
          onSearch={(q) => put({ q: q.trim(), page: null })}
        />
        {mayEdit && <Button onClick={() => setTarget('new')}>增加一行</Button>}
        {mayEdit && isEditedAsCopy(version.state) && <span className="soft">修改时先复制为新的草稿，本版不变。</span>}
        {mayEdit && version.state === 'rejected' && <span className="soft">按退回意见修改，改后恢复为草稿。</span>}
      </div>
      <RowTable
        rows={view.rows}
        isNegative={version.kind === 'negative'}
        deadlinesOf={version.isInForce ? version.unitId : undefined}
        onEdit={mayEdit ? setTarget : undefined}
        emptyText={address.get('q') ? '没有符合条件的事项。' : '该版本没有事项。'}
        paging={{
          page: view.page,
          size: view.size,
          total: view.total,
          onChange: (page, size) => put({ page: String(page), size: String(size) }),
        }}
      />
      <RowEditor
        target={target}
        version={version}
        onClose={() => setTarget(null)}
        onSaved={(draft) => {
          setTarget(null);
          if (draft === version.id) onSaved();
          else navigate(`/catalogs/${draft}`);
        }}
      />
    </div>
  );
}

/** Against the version before, or any other of the same unit and kind. */
function Diff({ view: { version, predecessor } }: { view: CatalogView }) {
  const list = useQuery(`/api/catalogs?unit=${version.unitId}&kind=${version.kind}`);
  const [against, setAgainst] = useState<number | null>(predecessor);
  const query = useQuery(against === null ? null : `/api/catalogs/${version.id}/diff?with=${against}`);
  const others = (list.data?.versions ?? []).filter(({ id }) => id !== version.id);
  return (
    <div className="stack">
      <div className="filters">
        与
        <Select
          aria-label="比较的版本"
          style={{ width: '16rem' }}
          placeholder="选择版本"
          value={against ?? undefined}
          onChange={setAgainst}
          options={others.map((other) => ({
            value: other.id,
            label: `${versionName(other)}（${clockTime(other.importedAt).slice(0, 10)}）`,
          }))}
        />
        比较
      </div>
      {against === null ? (
        <Empty>{others.length === 0 ? '这是该单位此种目录的第一个版本。' : '请选择要比较的版本。'}</Empty>
      ) : (
        <Loaded query={query} what="差异">
          {(diff) => <DiffLists key={diff.against?.id} diff={diff} />}
        </Loaded>
      )}
    </div>
  );
}

function Changes({ view }: { view: CatalogView }) {
  return (
    <ol className="life catalog-life">
      {view.changes.map((change, index) => (
        <li key={index}>
          <span>{clockTime(change.at)}</span>
          <span>{change.byName}</span>
          <div>
            {CATALOG_CHANGE[change.kind] ?? change.kind}
            {change.item && `：${change.item}`}
            {change.note && `（${change.note}）`}
            {change.fields.length > 0 && <FieldChanges fields={change.fields} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

import { App, Button, Input, Select, Steps, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import type { CatalogKind, CatalogPreviewView } from '../../api/catalog-views';
import { send } from '../api/client';
import { FileField } from '../parts/file-field';
import { useCommand } from '../parts/use-command';
import './catalogs.css';
import { ColumnTable } from './column-table';
import { DiffLists } from './diff-lists';
import { ProblemTable } from './problem-table';
import { RowTable } from './row-table';
import { UnitPicker } from './unit-picker';
import { CATALOG_KIND } from './words';

interface Choice {
  unit: number | undefined;
  kind: CatalogKind;
  file: File | null;
}

/** 导入目录: file → what was read and what would change → draft → review. Nothing counts before the review. */
export function CatalogImport() {
  const [address] = useSearchParams();
  const unit = Number(address.get('unit')) || undefined;
  const [choice, setChoice] = useState<Choice>({ unit, kind: 'standard', file: null });
  const [preview, setPreview] = useState<CatalogPreviewView | null>(null);
  const { isRunning, run } = useCommand();
  const look = () => run(async () => setPreview(await send('POST', '/api/catalogs/preview', formOf(choice))));
  return (
    <>
      <div className="head small">
        <Link to="/catalogs">返回目录</Link>
      </div>
      <div className="head">
        <h1>导入目录</h1>
      </div>
      <div className="stack">
        <Steps
          size="small"
          current={preview ? 1 : 0}
          items={[{ title: '选择文件' }, { title: '核对' }, { title: '送审' }]}
          style={{ maxWidth: '40rem' }}
        />
        {preview ? (
          <Check choice={choice} preview={preview} onBack={() => setPreview(null)} />
        ) : (
          <Choose choice={choice} onChange={setChoice} isRunning={isRunning} onNext={look} />
        )}
      </div>
    </>
  );
}

function formOf({ unit, kind, file }: Choice, note = ''): FormData {
  const form = new FormData();
  form.set('unit', String(unit));
  form.set('kind', kind);
  form.set('note', note);
  if (file) form.set('file', file);
  return form;
}

interface ChooseProps {
  choice: Choice;
  isRunning: boolean;
  onChange: (choice: Choice) => void;
  onNext: () => void;
}

function Choose({ choice, isRunning, onChange, onNext }: ChooseProps) {
  return (
    <section className="block catalog-form" style={{ maxWidth: '46rem' }}>
      <label>
        <span>单位</span>
        <UnitPicker unit={choice.unit} onChange={(unit) => onChange({ ...choice, unit })} />
      </label>
      <label>
        <span>种类</span>
        <Select
          aria-label="种类"
          style={{ width: '16rem' }}
          value={choice.kind}
          onChange={(kind) => onChange({ ...choice, kind })}
          options={Object.entries(CATALOG_KIND).map(([value, label]) => ({ value: value as CatalogKind, label }))}
        />
      </label>
      <label>
        <span>文件</span>
        <FileField
          label="目录文件"
          accept=".xlsx,.xls,.csv,.docx,.html,.htm,.pdf"
          file={choice.file}
          onChange={(file) => onChange({ ...choice, file })}
        />
      </label>
      <p className="soft small">
        可用 .xlsx、.xls、.csv、.docx、.html、.pdf，不超过 20 MB。按列名的含义识别，不要求固定的列序；PDF
        须有文字，扫描件不能读取。
      </p>
      <div className="actions">
        <Button type="primary" loading={isRunning} disabled={!choice.unit || !choice.file} onClick={onNext}>
          读取并核对
        </Button>
        {isRunning && <span className="soft">正在读取，大文件约需半分钟…</span>}
      </div>
    </section>
  );
}

function Check({ choice, preview, onBack }: { choice: Choice; preview: CatalogPreviewView; onBack: () => void }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { isRunning, run } = useCommand();
  const [note, setNote] = useState('');
  const save = (isSubmitted: boolean) =>
    run(async () => {
      const { id } = await send('POST', '/api/catalogs', formOf(choice, note.trim()));
      if (isSubmitted) await send('POST', `/api/catalogs/${id}/submit`);
      message.success(isSubmitted ? '已保存并送审' : '已保存为草稿');
      navigate(`/catalogs/${id}`);
    });
  const { diff } = preview;
  const isSame = diff.against !== null && diff.added.total + diff.removed.total + diff.changed.total === 0;
  const isOther = diff.against !== null && diff.removed.total > diff.changed.total + diff.unchanged;
  return (
    <>
      <section className="block">
        <h2>
          {preview.unitName} · {CATALOG_KIND[choice.kind]}
        </h2>
        <p className="soft">{preview.fileName}</p>
        <p className="diff-summary">
          <span>
            读到 <b>{preview.itemCount}</b> 项
          </span>
          <span>
            新增 <b>{diff.added.total}</b>
          </span>
          <span>
            修改 <b>{diff.changed.total}</b>
          </span>
          <span>
            删除 <b>{diff.removed.total}</b>
          </span>
          <span>
            不变 <b>{diff.unchanged}</b>
          </span>
          <span>
            待处理问题 <b>{preview.problemCount}</b>
          </span>
        </p>
        {isSame && <p className="soft">内容与现行第{diff.against?.version}版相同。</p>}
        {isOther && (
          <p className="late">
            现行第{diff.against?.version}版的事项大多不在这个文件里，生效后将删除 {diff.removed.total}{' '}
            项；请核对单位和种类是否选对。
          </p>
        )}
        {preview.itemCount === 0 && (
          <p className="late">没有读到公开事项，不能保存；请按下列问题修改文件后重新选择。</p>
        )}
        <Input
          aria-label="说明"
          placeholder="说明（可不填），如“2026年修订”"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          style={{ maxWidth: '36rem', margin: '8px 0' }}
        />
        <div className="actions">
          <Button type="primary" loading={isRunning} disabled={preview.itemCount === 0} onClick={() => save(true)}>
            保存并送审
          </Button>
          <Button disabled={isRunning || preview.itemCount === 0} onClick={() => save(false)}>
            只存草稿
          </Button>
          <Button type="link" disabled={isRunning} onClick={onBack}>
            重新选择
          </Button>
        </div>
      </section>
      <Tabs
        items={[
          {
            key: 'problems',
            label: `问题 ${preview.problemCount}`,
            children: <ProblemTable problems={preview.problems} total={preview.problemCount} />,
          },
          {
            key: 'columns',
            label: `列的识别 ${preview.columns.length}`,
            children: <ColumnTable columns={preview.columns} />,
          },
          { key: 'diff', label: '与现行目录的差异', children: <DiffLists diff={diff} /> },
          {
            key: 'rows',
            label: `前 ${preview.rows.length} 行`,
            children: (
              <RowTable rows={preview.rows} isNegative={choice.kind === 'negative'} emptyText="没有读到公开事项。" />
            ),
          },
        ]}
      />
    </>
  );
}

import { App, Button, Select, Steps, Table, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import type {
  RegisterChangeView,
  RegisterImportView,
  RegisterKindsView,
  RegisterProblemView,
} from '../../api/register-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { FileField } from '../parts/file-field';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { cellText } from './cells';
import '../catalogs/catalogs.css';
import './registers.css';

interface Choice {
  kind: string;
  unit: number | undefined;
  file: File | null;
}

/** 导入台账: file → what it says and what would change → stored whole. */
export function RegisterImport() {
  const query = useQuery('/api/registers');
  return (
    <>
      <div className="head small">
        <Link to="/registers">返回台账</Link>
      </div>
      <div className="head">
        <h1>导入台账</h1>
      </div>
      <Loaded query={query} what="台账种类">
        {(registers) => <Importing registers={registers} />}
      </Loaded>
    </>
  );
}

function Importing({ registers }: { registers: RegisterKindsView }) {
  const [address] = useSearchParams();
  const kinds = registers.kinds.filter(({ canEnter }) => canEnter);
  const [choice, setChoice] = useState<Choice>({
    kind: kinds.find(({ id }) => id === address.get('kind'))?.id ?? kinds[0]?.id ?? '',
    unit: registers.units.length === 1 ? registers.units[0]?.id : undefined,
    file: null,
  });
  const [preview, setPreview] = useState<RegisterImportView | null>(null);
  const { isRunning, run } = useCommand();
  const ask = (act: 'preview' | 'import') => send('POST', `/api/registers/${choice.kind}/${act}`, formOf(choice));
  return (
    <div className="stack">
      <Steps
        size="small"
        current={preview ? 1 : 0}
        items={[{ title: '选择文件' }, { title: '核对' }, { title: '导入' }]}
        style={{ maxWidth: '40rem' }}
      />
      {preview ? (
        <Check kind={choice.kind} preview={preview} ask={() => ask('import')} onBack={() => setPreview(null)} />
      ) : (
        <section className="block catalog-form" style={{ maxWidth: '46rem' }}>
          <label>
            <span>台账</span>
            <Select
              aria-label="台账"
              style={{ width: '16rem' }}
              value={choice.kind}
              onChange={(kind) => setChoice({ ...choice, kind })}
              options={kinds.map(({ id, title }) => ({ value: id as string, label: title }))}
            />
          </label>
          {registers.units.length > 1 && (
            <label>
              <span>单位</span>
              <Select
                aria-label="单位"
                showSearch={{ optionFilterProp: 'label' }}
                allowClear
                placeholder="按表中的单位列"
                style={{ width: '16rem' }}
                value={choice.unit}
                onChange={(unit?: number) => setChoice({ ...choice, unit })}
                options={registers.units.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </label>
          )}
          <label>
            <span>文件</span>
            <FileField
              label="台账表格"
              accept=".xlsx,.xls,.csv"
              file={choice.file}
              onChange={(file) => setChoice({ ...choice, file })}
            />
          </label>
          <p className="soft small">
            可用 .xlsx、.xls、.csv，不超过 5 MB。按列名的含义识别；姓名、电话等列不导入。有一行读不懂，就一行也不导入。{' '}
            <a href={`/api/registers/${choice.kind}/template.xlsx`} download>
              下载模板
            </a>
          </p>
          <div className="actions">
            <Button
              type="primary"
              loading={isRunning}
              disabled={!choice.file}
              onClick={() => run(async () => setPreview(await ask('preview')))}
            >
              读取并核对
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}

function formOf({ unit, file }: Choice): FormData {
  const form = new FormData();
  if (unit !== undefined) form.set('unit', String(unit));
  if (file) form.set('file', file);
  return form;
}

interface CheckProps {
  kind: string;
  preview: RegisterImportView;
  ask: () => Promise<RegisterImportView>;
  onBack: () => void;
}

function Check({ kind, preview, ask, onBack }: CheckProps) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { isRunning, run } = useCommand();
  const { problems, ignored } = preview;
  const isClean = problems.length === 0;
  const store = () =>
    run(async () => {
      const { isStored, addedCount, changedCount } = await ask();
      if (!isStored) return void message.error('内容与核对时不同，没有导入，请重新选择文件');
      message.success(`已导入：新增 ${addedCount} 条，更正 ${changedCount} 条，随即重新评判`);
      navigate(`/registers?kind=${kind}`);
    });
  return (
    <>
      <section className="block">
        <h2>{preview.fileName}</h2>
        <p className="diff-summary">
          <span>
            读到 <b>{preview.rows}</b> 条
          </span>
          <span>
            新增 <b>{preview.addedCount}</b>
          </span>
          <span>
            更正 <b>{preview.changedCount}</b>
          </span>
          <span>
            不变 <b>{preview.unchanged}</b>
          </span>
          <span>
            问题 <b>{problems.length}</b>
          </span>
        </p>
        {ignored.map((sentence) => (
          <p key={sentence} className="soft">
            {sentence}
          </p>
        ))}
        {!isClean && <p className="late">有 {problems.length} 处问题，没有导入；请按行、列改好后重新选择。</p>}
        {isClean && <p className="soft">不变的登记也会确认登记时点；表中没有的登记保持原样。</p>}
        <div className="actions">
          <Button type="primary" loading={isRunning} disabled={!isClean} onClick={store}>
            导入
          </Button>
          <Button type="link" disabled={isRunning} onClick={onBack}>
            重新选择
          </Button>
        </div>
      </section>
      <Tabs
        items={[
          ...(isClean
            ? []
            : [{ key: 'problems', label: `问题 ${problems.length}`, children: <Problems problems={problems} /> }]),
          { key: 'added', label: `新增 ${preview.addedCount}`, children: <Added entries={preview.added} /> },
          { key: 'changed', label: `更正 ${preview.changedCount}`, children: <Changed entries={preview.changed} /> },
        ]}
      />
    </>
  );
}

const PAGES = { defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: false };

function Problems({ problems }: { problems: RegisterProblemView[] }) {
  return (
    <Table
      size="small"
      rowKey={(_problem, index) => String(index)}
      dataSource={problems}
      pagination={PAGES}
      columns={[
        { title: '行', width: '5rem', align: 'right', render: (_value, { row }) => row ?? '—' },
        { title: '列', width: '12rem', render: (_value, { column }) => column ?? '—' },
        { title: '问题', dataIndex: 'message' },
      ]}
    />
  );
}

function Added({ entries }: { entries: RegisterImportView['added'] }) {
  return (
    <Table
      size="small"
      rowKey={({ unitName, key }) => `${unitName}|${key}`}
      dataSource={entries}
      pagination={PAGES}
      locale={{ emptyText: <Empty>没有新增。</Empty> }}
      columns={[
        { title: '单位', width: '18rem', dataIndex: 'unitName' },
        { title: '登记', dataIndex: 'key' },
      ]}
    />
  );
}

function Changed({ entries }: { entries: RegisterChangeView[] }) {
  return (
    <Table
      size="small"
      rowKey={({ unitName, key }) => `${unitName}|${key}`}
      dataSource={entries}
      pagination={PAGES}
      locale={{ emptyText: <Empty>没有更正。</Empty> }}
      columns={[
        { title: '单位', width: '18rem', dataIndex: 'unitName' },
        { title: '登记', width: '14rem', dataIndex: 'key' },
        {
          title: '变化',
          render: (_value, { fields }) =>
            fields.map(({ header, before, after }) => `${header}：${cellText(before)} → ${cellText(after)}`).join('；'),
        },
      ]}
    />
  );
}

import { App, Button, Drawer, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { CatalogRowView, CatalogState, RowTextsView } from '../../api/catalog-views';
import { send } from '../api/client';
import type { BodyOf } from '../api/routes';
import { useCommand } from '../parts/use-command';
import { ChannelsField } from './channels-field';
import { isEditedAsCopy, METHOD, POST_FIELD } from './words';

interface RowEditorProps {
  /** `new` for a row more. */
  target: CatalogRowView | 'new' | null;
  version: { id: number; revision: number; state: CatalogState };
  onClose: () => void;
  /** With the id of the draft that now holds the change. */
  onSaved: (draft: number) => void;
}

type Edit = BodyOf<'/api/catalogs/1', 'PATCH'>['edits'][number];

const BLANK: RowTextsView = {
  sequence: '',
  domain: '',
  levels: ['', ''],
  elements: '',
  basis: '',
  timeLimit: '',
  unit: '',
  channels: '■政府网站',
  audience: '全社会',
  method: 'proactive',
  tiers: ['县级'],
  section: '',
  post: { division: '', position: '', authority: '', procedure: '', handlingLimit: '' },
  own: {},
};

/** One row as text. It is read by the server as an imported row is read, and what it leaves open is said. */
export function RowEditor({ target, version, onClose, onSaved }: RowEditorProps) {
  const { message, modal } = App.useApp();
  const { isRunning, run } = useCommand();
  const [texts, setTexts] = useState<RowTextsView>(BLANK);
  useEffect(() => setTexts(target === null || target === 'new' ? BLANK : target.texts), [target]);
  const put = (changes: Partial<RowTextsView>) => setTexts((before) => ({ ...before, ...changes }));

  const store = (edit: Edit, done: string) =>
    run(async () => {
      const answer = await send('PATCH', `/api/catalogs/${version.id}`, { revision: version.revision, edits: [edit] });
      message.success(answer.id === version.id ? done : `${done}；原版本不变，改动在新的草稿中`);
      if (answer.problems.length > 0) message.warning(answer.problems.map((problem) => problem.message).join('；'), 8);
      onSaved(answer.id);
    });
  const save = () =>
    target === 'new'
      ? store({ kind: 'add', texts: named(texts) }, '已增加一行')
      : store({ kind: 'change', key: target?.key ?? '', texts: named(texts) }, '已保存');
  const remove = () =>
    target !== null &&
    target !== 'new' &&
    modal.confirm({
      title: `删除“${target.texts.levels.at(-1)}”？`,
      content: '只从草稿中删除；生效的版本不变，修改记录保留。',
      okText: '删除',
      cancelText: '取消',
      onOk: async () => {
        await store({ kind: 'remove', key: target.key }, '已删除一行');
      },
    });

  return (
    <Drawer
      title={target === 'new' ? '增加一行' : `修改第${target?.row}行`}
      open={target !== null}
      size={720}
      onClose={onClose}
      extra={
        <span className="actions">
          {target !== 'new' && (
            <Button danger disabled={isRunning} onClick={remove}>
              删除
            </Button>
          )}
          <Button
            type="primary"
            loading={isRunning}
            disabled={!texts.levels.some((level) => level.trim())}
            onClick={save}
          >
            保存
          </Button>
        </span>
      }
    >
      {isEditedAsCopy(version.state) && (
        <p className="soft" style={{ marginBottom: 12 }}>
          该版本不是草稿，保存时先复制为新的草稿，现行目录不受影响。
        </p>
      )}
      <Fields texts={texts} put={put} />
    </Drawer>
  );
}

function named(texts: RowTextsView): RowTextsView {
  return { ...texts, levels: texts.levels.filter((level) => level.trim() !== '') };
}

const LEVELS = [...'一二三四五六七八九'].map((digit) => `${digit}级事项`);

function Fields({ texts, put }: { texts: RowTextsView; put: (changes: Partial<RowTextsView>) => void }) {
  const levels = texts.levels.length < 2 ? [...texts.levels, ''] : texts.levels;
  return (
    <div className="catalog-form">
      <Field label="领域" value={texts.domain} onChange={(domain) => put({ domain })} />
      {levels.map((level, place) => (
        <Field
          key={LEVELS[place]}
          label={LEVELS[place] ?? ''}
          value={level}
          onChange={(text) => put({ levels: levels.map((each, at) => (at === place ? text : each)) })}
        />
      ))}
      {levels.length < LEVELS.length && (
        <Button type="link" style={{ justifySelf: 'start' }} onClick={() => put({ levels: [...levels, ''] })}>
          增加一级
        </Button>
      )}
      <Field label="公开内容（要素）" rows={4} value={texts.elements} onChange={(elements) => put({ elements })} />
      <Field label="公开依据" rows={2} value={texts.basis} onChange={(basis) => put({ basis })} />
      <Field label="公开时限" value={texts.timeLimit} onChange={(timeLimit) => put({ timeLimit })} />
      <Field label="公开主体" value={texts.unit} onChange={(unit) => put({ unit })} />
      <div className="catalog-field">
        <span>公开渠道和载体</span>
        <ChannelsField value={texts.channels} onChange={(channels) => put({ channels })} />
      </div>
      <Field label="网站栏目" value={texts.section} onChange={(section) => put({ section })} />
      <Field label="公开对象" value={texts.audience} onChange={(audience) => put({ audience })} />
      <label>
        <span>公开方式</span>
        <Select
          aria-label="公开方式"
          value={texts.method}
          onChange={(method) => put({ method })}
          options={Object.entries(METHOD).map(([value, label]) => ({ value, label }))}
        />
      </label>
      <label>
        <span>公开层级</span>
        <Select
          aria-label="公开层级"
          mode="tags"
          value={texts.tiers}
          onChange={(tiers) => put({ tiers })}
          options={['县级', '乡级', '村级'].map((value) => ({ value, label: value }))}
        />
      </label>
      {(Object.keys(POST_FIELD) as (keyof typeof POST_FIELD)[]).map((key) => (
        <Field
          key={key}
          label={POST_FIELD[key]}
          value={texts.post[key]}
          onChange={(text) => put({ post: { ...texts.post, [key]: text } })}
        />
      ))}
      {Object.entries(texts.own).map(([label, value]) => (
        <Field
          key={label}
          label={label}
          value={value}
          onChange={(text) => put({ own: { ...texts.own, [label]: text } })}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  label: string;
  value: string;
  rows?: number;
  onChange: (text: string) => void;
}

function Field({ label, value, rows = 1, onChange }: FieldProps) {
  return (
    <label>
      <span>{label}</span>
      <Input.TextArea aria-label={label} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

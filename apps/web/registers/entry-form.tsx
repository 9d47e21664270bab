import { App, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type {
  RegisterColumnView,
  RegisterEntryView,
  RegisterKindsView,
  RegisterKindView,
  RegisterSavedView,
} from '../../api/register-views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { fromField, lacking, textsOf, toField } from './cells';

interface EntryFormProps {
  kind: RegisterKindView;
  units: RegisterKindsView['units'];
  /** The entry to be corrected; null for a new one. */
  entry: RegisterEntryView | null;
  onSaved: () => void;
  onCancel: () => void;
}

const SAVED: Record<RegisterSavedView['result'], string> = {
  added: '已登记，随即重新评判',
  changed: '已保存为新的版本，随即重新评判',
  unchanged: '内容没有变化，已确认登记时点',
};

/** 登记一条: the columns of the kind as fields; saving a known entry makes a new version of it. */
export function EntryForm({ kind, units, entry, onSaved, onCancel }: EntryFormProps) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [unitId, setUnitId] = useState(entry?.unitId ?? (units.length === 1 ? units[0]?.id : undefined));
  const [texts, setTexts] = useState<Record<string, string>>(entry ? textsOf(entry) : {});
  const missing = [...(unitId === undefined ? ['单位'] : []), ...lacking(kind.columns, texts)];
  const save = () =>
    run(async () => {
      if (unitId === undefined) return;
      const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
      const { result } = await send('POST', `/api/registers/${kind.id}`, { unitId, texts: filled });
      message.success(SAVED[result]);
      onSaved();
    });
  return (
    <Modal
      title={entry ? `更正：${entry.key}` : `登记${kind.title}`}
      open
      width={720}
      okText={entry ? '保存为新版本' : '登记'}
      okButtonProps={{ disabled: missing.length > 0 }}
      confirmLoading={isRunning}
      onOk={save}
      onCancel={onCancel}
    >
      <div className="entry-form">
        <label>
          <span>单位 *</span>
          <Select
            aria-label="单位"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择单位"
            disabled={entry !== null || units.length === 1}
            value={unitId}
            onChange={setUnitId}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </label>
        {kind.columns.map((column) => (
          <label key={column.id}>
            <span>
              {column.header}
              {column.isRequired && ' *'}
            </span>
            <Field
              column={column}
              text={texts[column.id] ?? ''}
              onChange={(text) => setTexts((now) => ({ ...now, [column.id]: text }))}
            />
            {column.hint && <span className="soft small">{column.hint}</span>}
          </label>
        ))}
      </div>
      {entry && <p className="soft small">改动标识一条登记的列（如编号）会另成一条，原来的须另行撤销。</p>}
      {missing.length > 0 && <p className="soft">尚缺：{missing.join('、')}</p>}
    </Modal>
  );
}

interface FieldProps {
  column: RegisterColumnView;
  text: string;
  onChange: (text: string) => void;
}

function Field({ column, text, onChange }: FieldProps) {
  const { header, type, choices } = column;
  if (type === 'choice' || type === 'flag')
    return (
      <Select
        aria-label={header}
        allowClear
        value={text || undefined}
        onChange={(value?: string) => onChange(value ?? '')}
        options={(type === 'flag' ? ['是', '否'] : choices).map((value) => ({ value, label: value }))}
      />
    );
  if (type === 'day')
    return (
      <Input
        type="date"
        style={{ width: '11rem' }}
        aria-label={header}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (type === 'instant')
    return (
      <Input
        type="datetime-local"
        style={{ width: '11rem' }}
        aria-label={header}
        value={toField(text)}
        onChange={(event) => onChange(fromField(event.target.value))}
      />
    );
  if (type === 'text')
    return (
      <Input.TextArea
        aria-label={header}
        rows={2}
        maxLength={500}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Input
      aria-label={header}
      maxLength={type === 'url' ? 1000 : 60}
      inputMode={type === 'number' ? 'decimal' : undefined}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

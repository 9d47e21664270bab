import { Input, InputNumber, Radio, Select } from 'antd';
import type { RuleInForceRow } from '../../api/rule-views';
import { UnitPicker } from '../catalogs/unit-picker';
import { SEVERITIES, SEVERITY } from '../words/labels';
import { parameterName } from './parameter-names';
import { valueOf } from './rule-words';
import type { SettingDraft } from './setting-draft';

interface FieldsProps {
  draft: SettingDraft;
  onChange: (changes: Partial<SettingDraft>) => void;
}

/** 范围: the narrower holds over the wider. */
export function ScopeFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <span className="label">单位</span>
      <div>
        <UnitPicker unit={draft.unitId} isClearable onChange={(unitId) => onChange({ unitId })} />
      </div>
      <label htmlFor="rule-domain">领域</label>
      <Input
        id="rule-domain"
        placeholder="不填为全部领域，如 社会救助"
        maxLength={40}
        value={draft.domain}
        onChange={(event) => onChange({ domain: event.target.value })}
      />
      <label htmlFor="rule-item">事项</label>
      <Input
        id="rule-item"
        placeholder="不填为全部事项；各级事项名称以“ > ”相连"
        maxLength={1000}
        value={draft.itemKey}
        onChange={(event) => onChange({ itemKey: event.target.value })}
      />
    </>
  );
}

/** 值: what is left alone stays as the wider setting, the pack or the rule itself has it. */
export function ValueFields({ rule, draft, onChange }: FieldsProps & { rule: RuleInForceRow }) {
  return (
    <>
      <span className="label">启用</span>
      <Radio.Group
        aria-label="启用"
        value={draft.isEnabled}
        onChange={(event) => onChange({ isEnabled: event.target.value as boolean | undefined })}
        options={[
          { value: undefined as unknown as boolean, label: '不改动' },
          { value: true, label: '启用' },
          { value: false, label: draft.unitId || draft.itemKey ? '豁免（须写明到期日期）' : '停用' },
        ]}
      />
      {Object.entries(rule.parameters).map(([name, value]) => (
        <ParameterField key={name} name={name} current={value} draft={draft} onChange={onChange} />
      ))}
      <span className="label">级别</span>
      <Select
        aria-label="级别"
        allowClear
        placeholder={`不改动（现为${SEVERITY[rule.severity]}）`}
        style={{ width: '16rem' }}
        value={draft.severity}
        onChange={(severity) => onChange({ severity })}
        options={SEVERITIES.map((value) => ({ value, label: SEVERITY[value] }))}
      />
      <span className="label">整改期限</span>
      <InputNumber
        aria-label="整改期限"
        min={1}
        max={60}
        suffix="个工作日"
        placeholder="按级别"
        style={{ width: '16rem' }}
        value={draft.rectificationDays}
        onChange={(days) => onChange({ rectificationDays: days ?? undefined })}
      />
      <span className="label">准确率下限</span>
      <div className="actions">
        <InputNumber
          aria-label="准确率下限"
          min={1}
          max={100}
          suffix="%"
          placeholder={`${Math.round(rule.precision.bar * 100)}`}
          value={draft.precisionBar === undefined ? undefined : Math.round(draft.precisionBar * 100)}
          onChange={(percent) => onChange({ precisionBar: percent === null ? undefined : percent / 100 })}
        />
        <InputNumber
          aria-label="起算案例数"
          min={5}
          suffix="件起算"
          placeholder={`${rule.precision.barCases}`}
          value={draft.precisionCases}
          onChange={(cases) => onChange({ precisionCases: cases ?? undefined })}
        />
      </div>
    </>
  );
}

function ParameterField({
  name,
  current,
  draft,
  onChange,
}: FieldsProps & { name: string; current: number | string | boolean }) {
  const value = draft.parameters[name];
  const set = (next: number | string | boolean | undefined) => {
    const { [name]: _old, ...rest } = draft.parameters;
    onChange({ parameters: next === undefined ? rest : { ...rest, [name]: next } });
  };
  const label = parameterName(name, draft.code);
  return (
    <>
      <span className="label">{label}</span>
      {typeof current === 'number' ? (
        <InputNumber
          aria-label={label}
          min={0}
          placeholder={`不改动（现为${current}）`}
          style={{ width: '16rem' }}
          value={value as number | undefined}
          onChange={(next) => set(next ?? undefined)}
        />
      ) : typeof current === 'boolean' ? (
        <Select
          aria-label={label}
          allowClear
          placeholder={`不改动（现为${valueOf(current)}）`}
          style={{ width: '16rem' }}
          value={value as boolean | undefined}
          onChange={(next) => set(next)}
          options={[
            { value: true, label: '是' },
            { value: false, label: '否' },
          ]}
        />
      ) : (
        <Input.TextArea
          aria-label={label}
          rows={2}
          maxLength={500}
          placeholder={`不改动（现为“${current}”）`}
          value={(value as string | undefined) ?? ''}
          onChange={(event) => set(event.target.value === '' ? undefined : event.target.value)}
        />
      )}
    </>
  );
}

/** 起止和理由. */
export function WhenFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <label htmlFor="rule-from">生效日期</label>
      <Input
        id="rule-from"
        type="date"
        style={{ width: '16rem' }}
        value={draft.effectiveFrom}
        onChange={(event) => onChange({ effectiveFrom: event.target.value })}
      />
      <label htmlFor="rule-to">终止日期</label>
      <Input
        id="rule-to"
        type="date"
        style={{ width: '16rem' }}
        value={draft.effectiveTo}
        onChange={(event) => onChange({ effectiveTo: event.target.value })}
      />
      <label htmlFor="rule-reason">理由或依据</label>
      <Input.TextArea
        id="rule-reason"
        rows={2}
        maxLength={500}
        value={draft.reason}
        onChange={(event) => onChange({ reason: event.target.value })}
      />
    </>
  );
}

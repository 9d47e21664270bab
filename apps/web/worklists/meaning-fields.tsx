import { MEANT_KINDS, MOST_TIMES, PERIOD_NAMES, TRIGGER_NAMES, UNIT_NAMES } from '@app/catalog/limit-meaning';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import type { MeaningDraft } from './meaning-draft';

interface FieldsProps {
  draft: MeaningDraft;
  onChange: (draft: MeaningDraft) => void;
}

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
const KINDS = Object.entries(MEANT_KINDS).map(([value, { name }]) => ({ value, label: name }));
const CYCLES = options({ yearly: '每年', quarterly: '每季度', monthly: '每月', weekly: '每周' });
const WEEKDAYS = [...'一二三四五六日'].map((name, index) => ({ value: index + 1, label: `星期${name}` }));

/** One limit: its kind, and what that kind needs to be complete. */
export function MeaningFields({ draft, onChange, onRemove }: FieldsProps & { onRemove?: (() => void) | undefined }) {
  const needs =
    draft.kind && draft.kind in MEANT_KINDS ? MEANT_KINDS[draft.kind as keyof typeof MEANT_KINDS].needs : 'nothing';
  return (
    <div className="filters" style={{ marginBottom: 0 }}>
      <Select
        aria-label="时限种类"
        placeholder="时限种类"
        style={{ width: '13rem' }}
        value={draft.kind}
        onChange={(kind) => onChange({ ...draft, kind })}
        options={KINDS}
      />
      {needs === 'term' && <TermFields draft={draft} onChange={onChange} />}
      {needs === 'period' && <PeriodFields draft={draft} onChange={onChange} />}
      {needs === 'day' && <DayFields draft={draft} onChange={onChange} />}
      {onRemove && (
        <Button type="link" size="small" onClick={onRemove}>
          去掉这一项
        </Button>
      )}
    </div>
  );
}

function TermFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      {draft.kind === 'afterEvent' && (
        <Select
          aria-label="起算事件"
          style={{ width: '12rem' }}
          value={draft.trigger}
          onChange={(trigger) => onChange({ ...draft, trigger })}
          options={options(TRIGGER_NAMES)}
        />
      )}
      <InputNumber
        aria-label="数量"
        min={1}
        max={3650}
        precision={0}
        style={{ width: '6rem' }}
        value={draft.amount}
        onChange={(amount) => onChange({ ...draft, amount })}
      />
      <Select
        aria-label="单位"
        style={{ width: '7rem' }}
        value={draft.unit}
        onChange={(unit) => onChange({ ...draft, unit })}
        options={options(UNIT_NAMES)}
      />
    </>
  );
}

function PeriodFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <Select
        aria-label="周期"
        style={{ width: '7rem' }}
        value={draft.period}
        onChange={(period) => onChange({ ...draft, period })}
        options={Object.entries(PERIOD_NAMES).map(([value, name]) => ({ value, label: `每${name}` }))}
      />
      <InputNumber
        aria-label="每个周期的次数"
        min={1}
        max={MOST_TIMES}
        precision={0}
        prefix="至少"
        suffix="次"
        style={{ width: '8rem' }}
        value={draft.times}
        onChange={(times) => onChange({ ...draft, times })}
      />
    </>
  );
}

function DayFields({ draft, onChange }: FieldsProps) {
  const { cycle } = draft;
  const hasMonth = cycle === 'yearly' || cycle === 'quarterly';
  return (
    <>
      <Select
        aria-label="每年、每季度、每月或每周"
        style={{ width: '7rem' }}
        value={cycle}
        onChange={(next) => onChange({ ...draft, cycle: next, month: 1, day: next === 'weekly' ? 5 : 20 })}
        options={CYCLES}
      />
      {hasMonth && (
        <InputNumber
          aria-label={cycle === 'yearly' ? '月' : '季度第几个月'}
          min={1}
          max={cycle === 'yearly' ? 12 : 3}
          precision={0}
          prefix={cycle === 'yearly' ? undefined : '第'}
          suffix={cycle === 'yearly' ? '月' : '个月'}
          style={{ width: '7rem' }}
          value={draft.month}
          onChange={(month) => onChange({ ...draft, month })}
        />
      )}
      {cycle === 'weekly' ? (
        <Select
          aria-label="星期"
          style={{ width: '7rem' }}
          value={draft.day}
          onChange={(day) => onChange({ ...draft, day })}
          options={WEEKDAYS}
        />
      ) : (
        <InputNumber
          aria-label="日"
          min={1}
          max={31}
          precision={0}
          suffix="日前"
          style={{ width: '6.5rem' }}
          value={draft.day}
          onChange={(day) => onChange({ ...draft, day })}
        />
      )}
      {cycle !== 'weekly' && (
        <Checkbox
          checked={draft.isPrevious}
          onChange={(event) => onChange({ ...draft, isPrevious: event.target.checked })}
        >
          公开上一期情况
        </Checkbox>
      )}
    </>
  );
}

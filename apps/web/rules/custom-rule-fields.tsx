import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { CustomRule, CustomSubject, TryView } from '../../api/rule-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { UnitPicker } from '../catalogs/unit-picker';
import { useCommand } from '../parts/use-command';
import { SEVERITIES, SEVERITY } from '../words/labels';
import { ExpressionField } from './expression-field';
import { OUTCOME, SUBJECT } from './rule-words';
import type { SettingDraft } from './setting-draft';

interface CustomRuleFieldsProps {
  draft: SettingDraft;
  problems: readonly { field: string; message: string }[];
  onChange: (changes: Partial<SettingDraft>) => void;
}

const SUBJECTS: CustomSubject[] = ['document', 'obligation', 'item', 'section', 'site'];
const DIMENSIONS = ['完整性', '时效性', '平台', '内容', '互动', '机制', '目录'] as const;

/** 自定义规则: what it looks at, the condition that is a problem, and a box to try it on what a unit showed last. */
export function CustomRuleFields({ draft, problems, onChange }: CustomRuleFieldsProps) {
  const facts = useQuery('/api/rule-trials/facts');
  const [tried, setTried] = useState<TryView | null>(null);
  const { definition } = draft;
  if (!definition) return null;
  const set = (changes: Partial<CustomRule>) => {
    setTried(null);
    onChange({ definition: { ...definition, ...changes } });
  };
  const problemOf = (field: keyof CustomRule) =>
    tried?.problems.find((each) => each.field === field) ??
    problems.find((each) => each.field === `definition.${field}`);
  const propsOf = (field: 'title' | 'explanation' | 'basis' | 'advice', hint: string) => ({
    id: `rule-${field}`,
    placeholder: hint, // the example that stands in an empty field
    value: definition[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  });
  const text = (field: 'title' | 'explanation' | 'basis' | 'advice', label: string, hint: string) => (
    <>
      <label htmlFor={`rule-${field}`}>{label}</label>
      <div>
        {field === 'title' ? (
          <Input {...propsOf(field, hint)} maxLength={40} />
        ) : (
          <Input.TextArea {...propsOf(field, hint)} maxLength={300} rows={2} />
        )}
        {problemOf(field) && <p className="rule-wrong small">{problemOf(field)?.message}</p>}
      </div>
    </>
  );
  const condition = (field: 'expression' | 'appliesWhen', label: string) => (
    <>
      <span className="label">{label}</span>
      <ExpressionField
        label={label}
        value={definition[field] ?? ''}
        subject={definition.subject}
        facts={facts.data}
        parameters={Object.keys(definition.parameters ?? {})}
        problem={problemOf(field)}
        onChange={(value) =>
          set(field === 'appliesWhen' && value.trim() === '' ? { appliesWhen: undefined } : { [field]: value })
        }
      />
    </>
  );
  return (
    <>
      {text('title', '名称', '如 标题过短')}
      <span className="label">检查对象</span>
      <div className="actions">
        <Select
          aria-label="检查对象"
          style={{ width: '10rem' }}
          value={definition.subject}
          onChange={(subject) => set({ subject })}
          options={SUBJECTS.map((value) => ({ value, label: SUBJECT[value] }))}
        />
        <Select
          aria-label="维度"
          style={{ width: '8rem' }}
          value={definition.dimension}
          onChange={(dimension) => set({ dimension })}
          options={DIMENSIONS.map((value) => ({ value, label: value }))}
        />
        <Select
          aria-label="级别"
          style={{ width: '8rem' }}
          value={definition.severity}
          onChange={(severity) => set({ severity })}
          options={SEVERITIES.map((value) => ({ value, label: SEVERITY[value] }))}
        />
      </div>
      {condition('expression', '问题条件')}
      {condition('appliesWhen', '适用条件（可不填）')}
      <Parameters
        definition={definition}
        problem={problemOf('parameters')?.message}
        onChange={(parameters) => set({ parameters })}
      />
      {text('explanation', '问题说明', '如 《{title}》标题仅{titleLength}字；花括号内为事实或参数的名称')}
      {text('basis', '依据', '文件名称、文号和条款')}
      {text('advice', '整改建议', '一句话')}
      <span className="label">认定</span>
      <Checkbox checked={definition.mayFail ?? false} onChange={(event) => set({ mayFail: event.target.checked })}>
        批准后可直接认定为问题（须有网页快照；不勾选的只提请核实）
      </Checkbox>
      <span className="label">试一试</span>
      <TryBox definition={definition} unitId={draft.unitId} tried={tried} onTried={setTried} />
    </>
  );
}

/** One line each: 名称=值. */
function Parameters({
  definition,
  problem,
  onChange,
}: {
  definition: CustomRule;
  problem: string | undefined;
  onChange: (parameters: Record<string, number | string | boolean>) => void;
}) {
  const [text, setText] = useState(() =>
    Object.entries(definition.parameters ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  );
  const read = (next: string) => {
    setText(next);
    const lines = next
      .split('\n')
      .flatMap(
        (line) => (/^\s*([A-Za-z0-9]+)\s*=\s*(.*?)\s*$/.exec(line)?.slice(1, 3) as [string, string] | undefined) ?? [],
      );
    const pairs =
      lines.length % 2 === 0
        ? Array.from({ length: lines.length / 2 }, (_each, at) => [lines[at * 2]!, lines[at * 2 + 1]!] as const)
        : [];
    onChange(
      Object.fromEntries(
        pairs.map(([name, value]) => [
          name,
          /^-?\d+(?:\.\d+)?$/.test(value)
            ? Number(value)
            : value === 'true' || value === 'false'
              ? value === 'true'
              : value,
        ]),
      ),
    );
  };
  return (
    <>
      <label htmlFor="rule-parameters">参数（可不填）</label>
      <div>
        <Input.TextArea
          id="rule-parameters"
          className="mono"
          rows={2}
          placeholder={'每行一个，如 days=10'}
          value={text}
          onChange={(event) => read(event.target.value)}
        />
        {problem && <p className="rule-wrong small">{problem}</p>}
      </div>
    </>
  );
}

function TryBox({
  definition,
  unitId,
  tried,
  onTried,
}: {
  definition: CustomRule;
  unitId: number | undefined;
  tried: TryView | null;
  onTried: (tried: TryView) => void;
}) {
  const [unit, setUnit] = useState<number | undefined>(unitId);
  const { isRunning, run } = useCommand();
  const tryOut = () =>
    run(async () => {
      if (unit === undefined) return;
      onTried(await send('POST', '/api/rule-trials/try', { definition, unitId: unit }));
    });
  return (
    <div className="stack">
      <div className="actions">
        <UnitPicker unit={unit} onChange={setUnit} />
        <Button disabled={unit === undefined} loading={isRunning} onClick={() => void tryOut()}>
          在最近一次监测记录上试
        </Button>
      </div>
      {tried && tried.problems.length > 0 && (
        <p className="rule-wrong" role="alert">
          规则还不能试：{tried.problems.map(({ message }) => message).join('；')}
        </p>
      )}
      {tried &&
        tried.problems.length === 0 &&
        (tried.observedOn ? <Tried tried={tried} /> : <p className="soft">{tried.unit}还没有监测记录。</p>)}
    </div>
  );
}

function Tried({ tried }: { tried: TryView }) {
  const { counts } = tried;
  return (
    <div role="status">
      <p>
        {tried.unit} {tried.observedOn} 的监测记录：问题或待核实 {counts.fail + counts.cannotTell}，通过 {counts.pass}
        ，未知 {counts.unseen}，不适用 {counts.notApplicable}
      </p>
      <ul className="plain-list small">
        {tried.lines.slice(0, 12).map((line) => (
          <li key={line.subject}>
            {line.unseen ? '未知' : (OUTCOME[line.outcome] ?? line.outcome)} · {line.item ?? ''} {line.explanation}
          </li>
        ))}
      </ul>
    </div>
  );
}

import { SearchOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { AlertPage } from '../../api/views';
import { useSession } from '../session/session';
import { ALERT_STATE, ALERT_STATES, KIND, KINDS, SEVERITIES, SEVERITY } from '../words/labels';
import { filterOf, type ListKey, valuesOf, withValues } from './alert-query';
import { CLEAR } from '../parts/clear';

interface FiltersProps {
  address: URLSearchParams;
  counts: AlertPage['counts'] | undefined;
  onChange: (change: (now: URLSearchParams) => URLSearchParams) => void;
}

interface Choice {
  value: string;
  name: string;
  count: number | undefined;
}

/** Every choice carries the count it would leave, given the other filters. */
export function AlertFilters({ address, counts, onChange }: FiltersProps) {
  const { account, region } = useSession();
  const choose = (key: ListKey) => (values: string[]) => onChange((now) => withValues(now, key, values));
  const field = (key: ListKey, label: string, width: string, choices: Choice[]) => (
    <FilterSelect {...{ label, width, choices }} values={valuesOf(address, key)} onChange={choose(key)} />
  );
  return (
    <div className="filters" role="search" aria-label="筛选">
      {account.unitId === null && field('unit', '单位', '11rem', unitChoices(counts, region.name))}
      {field('code', '规则', '10rem', codeChoices(counts))}
      {field('severity', '级别', '8rem', wordChoices(SEVERITIES, SEVERITY, counts?.severity))}
      {field('state', '状态', '9rem', wordChoices(ALERT_STATES, ALERT_STATE, counts?.state))}
      {field('kind', '类别', '8rem', wordChoices(KINDS, KIND, counts?.kind))}
      <SearchField
        text={address.get('q') ?? ''}
        onSearch={(text) => onChange((now) => withValues(now, 'q', text ? [text] : []))}
      />
      <Checkbox
        checked={address.get('contested') === 'true'}
        onChange={(event) => onChange((now) => withValues(now, 'contested', event.target.checked ? ['true'] : []))}
      >
        有异议
      </Checkbox>
      {filterOf(address).size > 0 && (
        <Button type="link" size="small" onClick={() => onChange(() => new URLSearchParams())}>
          清除筛选
        </Button>
      )}
    </div>
  );
}

interface FilterSelectProps {
  label: string;
  width: string;
  choices: Choice[];
  values: string[];
  onChange: (values: string[]) => void;
}

function FilterSelect({ label, width, choices, values, onChange }: FilterSelectProps) {
  return (
    <Select
      mode="multiple"
      aria-label={label}
      placeholder={label}
      style={{ minWidth: width }}
      maxTagCount={1}
      maxTagTextLength={7}
      maxTagPlaceholder={(hidden) => `+${hidden.length}`}
      popupMatchSelectWidth={false}
      allowClear
      optionFilterProp="title"
      value={values}
      onChange={onChange}
      options={withChosen(choices, values).map(({ value, name, count }) => ({
        value,
        title: name,
        label: name,
        count,
      }))}
      optionRender={(option) => `${option.data.title} ${option.data.count ?? 0}`}
    />
  );
}

function SearchField({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  return (
    <Input
      aria-label="搜索事项、栏目或说明"
      placeholder="搜索事项、栏目、说明"
      prefix={<SearchOutlined aria-hidden="true" />}
      style={{ width: '13rem' }}
      allowClear={CLEAR}
      maxLength={60}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value === '' && text !== '') onSearch('');
      }}
      onPressEnter={() => onSearch(typed.trim())}
    />
  );
}

/** Without the region in front, which all names share: a chosen one has room for few characters. */
function unitChoices(counts: AlertPage['counts'] | undefined, region: string): Choice[] {
  return (counts?.unit ?? []).map(({ id, name, count }) => ({
    value: String(id),
    name: name.startsWith(region) && name !== region ? name.slice(region.length) : name,
    count,
  }));
}

function codeChoices(counts: AlertPage['counts'] | undefined): Choice[] {
  return Object.entries(counts?.code ?? {})
    .sort(([first], [second]) => first.localeCompare(second))
    .map(([code, count]) => ({ value: code, name: code, count }));
}

function wordChoices<K extends string>(
  keys: K[],
  words: Record<K, string>,
  counts?: Partial<Record<K, number>>,
): Choice[] {
  return keys.map((key) => ({ value: key, name: words[key], count: counts?.[key] }));
}

/** A chosen value stays visible although no row has it now. */
function withChosen(choices: Choice[], values: string[]): Choice[] {
  const missing = values.filter((value) => !choices.some((choice) => choice.value === value));
  return [...choices, ...missing.map((value) => ({ value, name: value, count: 0 }))];
}

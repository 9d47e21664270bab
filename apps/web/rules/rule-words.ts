import type { SettingContent, SettingDifference } from '../../api/rule-views';
import type { RuleInForceRow } from '../../api/rule-views';
import { SEVERITY } from '../words/labels';
import { parameterName } from './parameter-names';
import type { Severity } from '../../api/views';

export const MACHINE: Record<string, string> = { A: '系统判定', S: '提请核实', 'A/S': '判定或提请', E: '依录入数据' };

/** 类 by the letters of the code, in the order of the official list. */
export const RULE_CLASSES: readonly (readonly [prefix: string, name: string])[] = [
  ['CAT', '目录'],
  ['PUB', '公开完整性'],
  ['TIM', '公开时限'],
  ['PLT', '平台与栏目'],
  ['CNT', '内容与隐私'],
  ['INT', '互动与依申请'],
  ['NM', '新媒体'],
  ['SRV', '办事服务'],
  ['MEC', '机制'],
  ['ZDY', '自定义'],
];

export const SUBJECT: Record<string, string> = {
  site: '网站',
  section: '栏目',
  item: '公开事项',
  document: '一条信息',
  obligation: '一次公开义务',
  catalog: '目录',
};

export const STATE: Record<SettingStateName, string> = {
  draft: '拟稿',
  submitted: '待审批',
  approved: '已批准',
  rejected: '已退回',
  withdrawn: '已撤回',
  replaced: '已另拟',
};
type SettingStateName = 'draft' | 'submitted' | 'approved' | 'rejected' | 'withdrawn' | 'replaced';

export const OUTCOME: Record<string, string> = {
  pass: '通过',
  fail: '问题',
  cannotTell: '待核实',
  notApplicable: '不适用',
};

/** 全县, 领域“社会救助”, 白石镇, 事项“招生信息” … */
export function scopeOf({ unit, domain, itemKey }: Pick<SettingContent, 'unit' | 'domain' | 'itemKey'>): string {
  const parts = [unit ?? '', domain ? `领域“${domain}”` : '', itemKey ? `事项“${itemKey}”` : ''].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : '全部单位';
}

export function valueOf(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}

const FIELDS: Record<string, string> = {
  isEnabled: '启用',
  severity: '级别',
  rectificationDays: '整改期限（工作日）',
  effectiveFrom: '生效日期',
  effectiveTo: '终止日期',
  reason: '理由',
  unit: '单位',
  domain: '领域',
  itemKey: '事项',
  code: '规则',
  precisionBar: '准确率下限',
  precisionCases: '起算案例数',
};
const DEFINITION: Record<string, string> = {
  title: '名称',
  dimension: '维度',
  subject: '检查对象',
  expression: '问题条件',
  appliesWhen: '适用条件',
  explanation: '问题说明',
  basis: '依据',
  advice: '整改建议',
  severity: '级别',
  mayFail: '可直接认定',
};

/** One line of a diff: 参数“应在多少天内更新” 14 → 7. */
export function spokenDifference(
  { field, before, after }: SettingDifference,
  code = '',
): {
  name: string;
  before: string;
  after: string;
} {
  const [head = '', ...rest] = field.split('.');
  const inner = rest.join('.');
  const said = (value: unknown) =>
    head === 'severity' || inner === 'severity'
      ? severityOf(value)
      : head === 'precisionBar'
        ? percentOf(value)
        : valueOf(value);
  const name =
    head === 'parameters'
      ? parameterName(inner, code)
      : head === 'definition'
        ? `规则的${DEFINITION[inner] ?? (inner.startsWith('parameters.') ? `参数 ${inner.slice(11)}` : inner)}`
        : (FIELDS[head] ?? head);
  return { name, before: said(before), after: said(after) };
}

function severityOf(value: unknown): string {
  return value === null || value === undefined ? '—' : (SEVERITY[value as Severity] ?? String(value));
}

function percentOf(value: unknown): string {
  return typeof value === 'number' ? `${Math.round(value * 100)}%` : '—';
}

/** 设置第3项（2版）, 规则包“如皋”（皋政办发〔2020〕147号 二(一)）, 内置. */
export function originOf(origin: RuleInForceRow['origins']['severity']): string {
  if (!origin) return '内置值';
  if (origin.kind === 'pack') return `规则包：${origin.basis}`;
  return origin.kind === 'setting' ? `设置${origin.line}（第${origin.version}版）` : '准确率低于下限';
}

/** 91%（32件中29件成立，95%区间 76%–97%）. */
export function spokenPrecision({ share, upheld, cases, from, to }: RuleInForceRow['precision']): string {
  if (share === null) return '尚无认定案例';
  return `${percentOf(share)}（${cases}件中${upheld}件成立，95%区间 ${percentOf(from)}–${percentOf(to)}）`;
}

export interface Completion {
  readonly insert: string;
  readonly label: string;
  readonly says: string;
}

/** The word being written before the caret, and what it may become; methods behind a dot. */
export function completionsAt(
  text: string,
  caret: number,
  names: readonly { readonly name: string; readonly insert?: string; readonly says: string }[],
): { readonly from: number; readonly offers: readonly Completion[] } {
  const word = /\.?[A-Za-z][A-Za-z0-9]*$|\.$/.exec(text.slice(0, caret))?.[0] ?? '';
  const from = caret - word.length;
  if (word === '') return { from: caret, offers: [] };
  const isMethod = word.startsWith('.') && /[\w\])]$/.test(text.slice(0, from));
  const sought = word.replace('.', '').toLowerCase();
  const offers = names
    .filter(({ name, insert = name }) => insert.startsWith('.') === isMethod && name.toLowerCase().startsWith(sought))
    .filter(({ name }) => name !== word)
    .map(({ name, insert = name, says }) => ({ insert, label: name, says }));
  return { from, offers: offers.slice(0, 8) };
}

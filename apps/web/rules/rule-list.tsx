import { Button, Input, Select, Table, type TableColumnsType } from 'antd';
import { Link, useSearchParams } from 'react-router-dom';
import type { RuleInForceRow } from '../../api/rule-views';
import { useQuery } from '../api/use-query';
import { SeverityMark } from '../look/marks';
import { CLEAR } from '../parts/clear';
import { Empty, Loaded } from '../parts/loaded';
import { useSession } from '../session/session';
import { parameterName } from './parameter-names';
import { MACHINE, originOf, RULE_CLASSES, spokenPrecision, valueOf } from './rule-words';
import './rules.css';

/** 规则: what is checked, by which values they are in force now, on which basis, and how often it was right. */
export function RuleList() {
  const query = useQuery('/api/rules');
  const { account } = useSession();
  const isOffice = account.role !== 'unitOfficer';
  const packs = useQuery(isOffice ? '/api/rules/packs' : null);
  const [address, setAddress] = useSearchParams();
  const sought = address.get('q') ?? '';
  const only = address.get('only') ?? '';
  const choose = (name: string, value: string) =>
    setAddress(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const pack = packs.data?.packs.find(({ id }) => id === packs.data?.chosen);
  return (
    <>
      <div className="head">
        <h1>规则</h1>
        <Input
          aria-label="查找规则"
          placeholder="编号、名称或依据"
          allowClear={CLEAR}
          style={{ width: '16rem' }}
          value={sought}
          onChange={(event) => choose('q', event.target.value)}
        />
        <Select
          aria-label="范围"
          style={{ width: '11rem' }}
          value={only}
          onChange={(value: string) => choose('only', value)}
          options={ONLY.map(([value, label]) => ({ value, label }))}
        />
        {isOffice && (
          <span className="actions">
            <Link to="/rules/packs">规则包：{packs.data ? (pack?.name ?? '未选用') : '…'}</Link>
            {account.roles.some((role) => WORD_READERS.has(role)) && <Link to="/rules/words">词表</Link>}
            <Link to="/rules/edit?custom=1">
              <Button>新建自定义规则</Button>
            </Link>
          </span>
        )}
      </div>
      <Loaded query={query} what="规则">
        {(rules) => <Groups rules={rules.filter((rule) => isSought(rule, sought.trim()) && isOnly(rule, only))} />}
      </Loaded>
    </>
  );
}

/** Who the API shows the list of words to. */
const WORD_READERS: ReadonlySet<string> = new Set(['admin', 'supervisor', 'assessor']);

const ONLY = [
  ['', '全部规则'],
  ['on', '已启用'],
  ['off', '已停用'],
  ['set', '改动过的'],
  ['waiting', '有待审批的'],
  ['restricted', '暂只作提示的'],
] as const;

function isOnly(rule: RuleInForceRow, only: string): boolean {
  switch (only) {
    case 'on':
      return rule.isEnabled;
    case 'off':
      return !rule.isEnabled;
    case 'set':
      return rule.narrower > 0 || hasOrigin(rule);
    case 'waiting':
      return rule.waiting > 0;
    case 'restricted':
      return rule.restriction !== null;
    default:
      return true;
  }
}

function hasOrigin({ origins }: RuleInForceRow): boolean {
  const { isEnabled, severity, rectificationDays, parameters } = origins;
  return [isEnabled, severity, rectificationDays, ...Object.values(parameters)].some(
    (each) => each?.kind === 'setting',
  );
}

function isSought(rule: RuleInForceRow, sought: string): boolean {
  return [rule.code, rule.title, rule.basis].some((text) => text.toLowerCase().includes(sought.toLowerCase()));
}

function Groups({ rules }: { rules: readonly RuleInForceRow[] }) {
  if (rules.length === 0) return <Empty>没有符合条件的规则；放宽上面的条件再看。</Empty>;
  return (
    <div className="stack">
      {RULE_CLASSES.map(([prefix, name]) => {
        const own = rules.filter(({ code }) => code.startsWith(`${prefix}-`));
        if (own.length === 0) return null;
        const on = own.filter(({ isEnabled }) => isEnabled).length;
        return (
          <section key={prefix} className="block" aria-label={name}>
            <h2>
              {name}{' '}
              <span className="soft small">
                启用 {on} / {own.length}
              </span>
            </h2>
            <Table
              size="small"
              rowKey="code"
              columns={COLUMNS}
              dataSource={own}
              pagination={false}
              rowClassName={(rule) => (rule.isEnabled ? '' : 'rule-off')}
              expandable={{ expandedRowRender: (rule) => <RuleBasis rule={rule} /> }}
              scroll={{ x: 980 }}
            />
          </section>
        );
      })}
    </div>
  );
}

const COLUMNS: TableColumnsType<RuleInForceRow> = [
  { title: '编号', width: '6rem', render: (_value, { code }) => <Link to={`/rules/${code}`}>{code}</Link> },
  { title: '名称', width: '15rem', render: (_value, rule) => <Title rule={rule} /> },
  { title: '级别', width: '6rem', render: (_value, rule) => <SeverityMark severity={rule.severity} /> },
  { title: '判定方式', width: '7rem', render: (_value, rule) => MACHINE[rule.machine] ?? rule.machine },
  { title: '现行参数', render: (_value, rule) => <ParameterLines rule={rule} /> },
  {
    title: '准确率',
    width: '16rem',
    render: (_value, { precision }) => <span className="small">{spokenPrecision(precision)}</span>,
  },
];

function Title({ rule }: { rule: RuleInForceRow }) {
  return (
    <>
      <Link to={`/rules/${rule.code}`}>{rule.title}</Link> {!rule.isEnabled && <span className="tag">已停用</span>}
      {rule.restriction && <span className="tag tag-doubt">暂只作提示</span>}
      {rule.waiting > 0 && <span className="tag tag-active">待审批 {rule.waiting}</span>}
      {rule.narrower > 0 && <span className="tag">局部设置 {rule.narrower}</span>}
    </>
  );
}

/** Long word lists stay on the rule's own page. */
const SHORT = 24;

function ParameterLines({ rule }: { rule: RuleInForceRow }) {
  const entries = Object.entries(rule.parameters);
  if (entries.length === 0) return <span className="soft">无</span>;
  return (
    <ul className="plain-list small">
      {entries.map(([name, value]) => {
        const text = valueOf(value);
        const isSet = rule.origins.parameters[name] !== undefined;
        return (
          <li key={name} title={originOf(rule.origins.parameters[name])}>
            {parameterName(name, rule.code)}：
            <span className={isSet ? 'rule-set' : ''}>
              {text.length > SHORT ? `${text.slice(0, SHORT)}…` : text || '（空）'}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export function RuleBasis({ rule }: { rule: RuleInForceRow }) {
  return (
    <dl className="facts">
      <dt>依据</dt>
      <dd>{rule.basis}</dd>
      <dt>何时不能判断</dt>
      <dd>{rule.doubts || '—'}</dd>
      <dt>整改建议</dt>
      <dd>{rule.advice}</dd>
    </dl>
  );
}

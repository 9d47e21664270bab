import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import type { RuleInForceRow, SettingView } from '../../api/rule-views';
import { RequestProblem, send } from '../api/client';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useSession } from '../session/session';
import { BacktestForm } from './backtest-form';
import { CustomRuleFields } from './custom-rule-fields';
import { blankDraft, bodyOf, draftOf, type SettingDraft } from './setting-draft';
import { ScopeFields, ValueFields, WhenFields } from './setting-fields';
import './rules.css';

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** 新建、修改、复制或试算一项设置. What is changed becomes the next version; nothing that was approved is rewritten. */
export function SettingEditor() {
  const [address] = useSearchParams();
  const rules = useQuery('/api/rules');
  const settings = useQuery('/api/rule-settings');
  return (
    <Loaded query={rules} what="规则">
      {(rows) => (
        <Loaded query={settings} what="设置">
          {(all) => <Chosen rows={rows} all={all} address={address} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Chosen({
  rows,
  all,
  address,
}: {
  rows: readonly RuleInForceRow[];
  all: readonly SettingView[];
  address: URLSearchParams;
}) {
  const { today } = useSession().region;
  const based = (name: string) => all.find(({ id }) => String(id) === address.get(name));
  const [tried, changed, cloned] = [based('try'), based('change'), based('clone')];
  const from = tried ?? changed ?? cloned;
  const code = from?.content.code ?? address.get('code') ?? '';
  const rule = rows.find((each) => each.code === code);
  if (tried && rule) return <TryOnly version={tried} title={rule.title} />;
  const isCustom = address.get('custom') === '1' || from?.content.definition !== undefined;
  if (!rule && !isCustom) return <Empty>没有这条规则；请从规则页选一条再新建设置。</Empty>;
  const draft = from ? draftOf(from, { isClone: from === cloned, today }) : blankDraft({ code, isCustom, today });
  return (
    <Editor
      key={address.toString()}
      rule={isCustom ? undefined : rule}
      initial={draft}
      heading={headingOf(rule, { changed, cloned })}
    />
  );
}

function headingOf(
  rule: RuleInForceRow | undefined,
  { changed, cloned }: { changed?: SettingView; cloned?: SettingView },
): string {
  const name = rule ? `${rule.code} ${rule.title}` : '自定义规则';
  if (changed) return `${name}：修改设置${changed.line}`;
  return cloned ? `${name}：复制设置` : `${name}：${rule ? '新建设置' : '新建'}`;
}

function TryOnly({ version, title }: { version: SettingView; title: string }) {
  return (
    <>
      <h1>
        {version.content.code} {title}：试算设置{version.line}第{version.version}版
      </h1>
      <BacktestForm body={() => ({ settingId: version.id })} />
    </>
  );
}

function Editor({
  rule,
  initial,
  heading,
}: {
  rule: RuleInForceRow | undefined;
  initial: SettingDraft;
  heading: string;
}) {
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const navigate = useNavigate();
  const change = (changes: Partial<SettingDraft>) => setDraft((now) => ({ ...now, ...changes }));
  const save = (isSubmitted: boolean) =>
    run(async () => {
      try {
        const { id, code } = await send('POST', '/api/rule-settings', bodyOf(draft));
        if (isSubmitted) await send('POST', `/api/rule-settings/${id}/submit`, {});
        message.success(isSubmitted ? '已提请审批' : '已存为拟稿');
        await navigate(`/rules/${code}`);
      } catch (reason) {
        if (reason instanceof RequestProblem) setProblems(reason.problems);
        throw reason;
      }
    });
  return (
    <div className="stack">
      <h1>{heading}</h1>
      <div className="rule-form block">
        {draft.definition && <CustomRuleFields draft={draft} problems={problems} onChange={change} />}
        <ScopeFields draft={draft} onChange={change} />
        {rule && <ValueFields rule={rule} draft={draft} onChange={change} />}
        <WhenFields draft={draft} onChange={change} />
      </div>
      {problems.length > 0 && (
        <ul className="refusal plain-list" role="alert">
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      )}
      <div className="actions">
        <Button type="primary" loading={isRunning} onClick={() => void save(true)}>
          保存并提请审批
        </Button>
        <Button loading={isRunning} onClick={() => void save(false)}>
          存为拟稿
        </Button>
        <Button onClick={() => void navigate(-1)}>放弃</Button>
      </div>
      <section className="block" aria-label="试算">
        <h2>先在历史上试算</h2>
        <BacktestForm body={() => ({ setting: bodyOf(draft) })} onProblems={setProblems} />
      </section>
    </div>
  );
}

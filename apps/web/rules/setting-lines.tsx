import { App, Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { RuleDetailView, SettingView } from '../../api/rule-views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { spokenTime } from '../words/days';
import { scopeOf, spokenDifference, STATE } from './rule-words';

/** Every setting of a rule, each with its versions: what changed, who wrote and who approved it, and what may be done. */
export function SettingLines({ detail, onChanged }: { detail: RuleDetailView; onChanged: () => void }) {
  const lines = [...new Set(detail.settings.map(({ line }) => line))];
  return (
    <ul className="ruled-list">
      {lines.map((line) => {
        const versions = detail.settings.filter((each) => each.line === line);
        const [newest] = versions;
        if (!newest) return null;
        return (
          <li key={line}>
            <h3>
              设置{line} · {scopeOf(newest.content)}
              {newest.content.isEnabled === false &&
                ` · ${newest.content.unit || newest.content.itemKey ? '豁免' : '停用'}`}
            </h3>
            {versions.map((version) => (
              <Version key={version.id} version={version} canChange={detail.canChange} onChanged={onChanged} />
            ))}
          </li>
        );
      })}
    </ul>
  );
}

const LOOK: Record<string, string> = {
  approved: 'tag-done',
  submitted: 'tag-active',
  draft: 'tag-active',
  rejected: 'tag-returned',
};

function Version({
  version,
  canChange,
  onChanged,
}: {
  version: SettingView;
  canChange: boolean;
  onChanged: () => void;
}) {
  const { content, state } = version;
  return (
    <div className="stack" style={{ margin: '6px 0 14px' }}>
      <p>
        第{version.version}版 <span className={`tag ${LOOK[state] ?? ''}`}>{STATE[state]}</span>
        {version.isInForce && <span className="tag tag-done">现行</span>} {content.effectiveFrom} 起
        {content.effectiveTo ? `至 ${content.effectiveTo}` : ''}；{content.reason}
      </p>
      <table className="rule-diff small">
        <thead>
          <tr>
            <th>改动</th>
            <th>原来</th>
            <th>现在</th>
          </tr>
        </thead>
        <tbody>
          {version.differences
            .filter(({ field }) => !HIDDEN.has(field))
            .map((each) => spokenDifference(each, content.code))
            .map(({ name, before, after }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{version.version === 1 ? '未设置' : before}</td>
                <td className="rule-set">{after}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <p className="soft small">
        {version.events
          .map(
            ({ at, by, kind, note }) =>
              `${spokenTime(at)} ${by} ${STATE[kind as keyof typeof STATE] ?? kind}${note && kind !== 'draft' ? `：${note}` : ''}`,
          )
          .join('；')}
        {version.backtestId !== null && (
          <>
            ；<Link to={`/rules/backtests/${version.backtestId}`}>试算结果</Link>
          </>
        )}
      </p>
      {canChange && <Steps version={version} onChanged={onChanged} />}
    </div>
  );
}

/** What the line above says already. */
const HIDDEN: ReadonlySet<string> = new Set([
  'code',
  'reason',
  'effectiveFrom',
  'effectiveTo',
  'unit',
  'domain',
  'itemKey',
]);

function Steps({ version, onChanged }: { version: SettingView; onChanged: () => void }) {
  const { id, state } = version;
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [note, setNote] = useState('');
  const step = (name: 'submit' | 'approve' | 'reject' | 'withdraw', said: string) =>
    run(async () => {
      await send('POST', `/api/rule-settings/${id}/${name}`, { note });
      message.success(said);
      onChanged();
    });
  return (
    <div className="actions">
      {(state === 'draft' || state === 'submitted') && version.backtestId === null && (
        <Link to={`/rules/edit?try=${id}`}>
          <Button>试算</Button>
        </Link>
      )}
      {state === 'draft' && (
        <Button type="primary" loading={isRunning} onClick={() => void step('submit', '已提请审批')}>
          提请审批
        </Button>
      )}
      {state === 'submitted' && version.canDecide && (
        <>
          <Input
            aria-label="审批意见"
            placeholder="审批意见（退回时必填）"
            style={{ width: '16rem' }}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button
            type="primary"
            loading={isRunning}
            onClick={() => void step('approve', '已批准，最近一次监测记录正按新的设置重新评判')}
          >
            批准
          </Button>
          <Button disabled={note.trim() === ''} onClick={() => void step('reject', '已退回')}>
            退回
          </Button>
        </>
      )}
      {state === 'submitted' && !version.canDecide && <span className="soft">由拟稿人以外的人员审批</span>}
      <Link to={`/rules/edit?change=${id}`}>修改</Link>
      <Link to={`/rules/edit?clone=${id}`}>复制</Link>
      {(state === 'draft' || state === 'submitted' || state === 'approved') && (
        <Popconfirm
          title={state === 'approved' ? '撤回后恢复执行上一版；没有上一版的，恢复内置值或规则包。' : '撤回这一版？'}
          okText="撤回"
          cancelText="不撤回"
          onConfirm={() => void step('withdraw', '已撤回')}
        >
          <Button type="link">撤回</Button>
        </Popconfirm>
      )}
    </div>
  );
}

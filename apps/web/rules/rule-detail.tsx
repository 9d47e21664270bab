import { App, Button, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { LabelledCase, RuleDetailView, RuleInForceRow } from '../../api/rule-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { SeverityMark } from '../look/marks';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { spokenTime } from '../words/days';
import { RuleBasis } from './rule-list';
import { parameterName } from './parameter-names';
import { MACHINE, originOf, spokenPrecision, SUBJECT, valueOf } from './rule-words';
import { SettingLines } from './setting-lines';
import './rules.css';

/** One rule: what holds now and by whose word, every setting with its history, and how often it was right. */
export function RuleDetail() {
  const { code = '' } = useParams();
  const query = useQuery(`/api/rules/${encodeURIComponent(code)}`);
  return (
    <Loaded query={query} what="规则">
      {(detail) => (
        <div className="stack">
          <div className="head">
            <h1>
              {detail.rule.code} {detail.rule.title}
            </h1>
            <SeverityMark severity={detail.rule.severity} />
            {!detail.rule.isEnabled && <span className="tag">已停用</span>}
            {detail.rule.code === 'CNT-07' && <Link to="/rules/words">词表</Link>}
            {detail.canChange && <NewSetting detail={detail} />}
          </div>
          {detail.rule.restriction && (
            <div className="refusal" role="status">
              {detail.rule.restriction}。准确率回升或重新起算后自动恢复认定。
            </div>
          )}
          <section className="block" aria-label="现行的值">
            <h2>现行的值</h2>
            <InForce rule={detail.rule} />
          </section>
          <section className="block" aria-label="依据与说明">
            <h2>依据与说明</h2>
            <RuleBasis rule={detail.rule} />
            {detail.definition && <Definition detail={detail} />}
          </section>
          <section className="block" aria-label="设置与经过">
            <h2>设置与经过</h2>
            {detail.settings.length === 0 ? (
              <Empty>这条规则没有设置，按{detail.rule.isCustom ? '定义' : '内置值或规则包'}执行。</Empty>
            ) : (
              <SettingLines detail={detail} onChanged={query.reload} />
            )}
          </section>
          <section className="block" aria-label="准确率">
            <h2>准确率</h2>
            <PrecisionPart detail={detail} onChanged={query.reload} />
          </section>
        </div>
      )}
    </Loaded>
  );
}

function NewSetting({ detail: { rule, settings } }: { detail: RuleDetailView }) {
  const line = rule.isCustom ? settings.find(({ content }) => content.definition)?.id : undefined;
  return (
    <span className="actions">
      {line !== undefined && (
        <Link to={`/rules/edit?change=${line}`}>
          <Button>修改规则</Button>
        </Link>
      )}
      <Link to={`/rules/edit?code=${rule.code}`}>
        <Button type="primary">新建设置</Button>
      </Link>
    </span>
  );
}

function InForce({ rule }: { rule: RuleInForceRow }) {
  const { origins, declared } = rule;
  const lines = [
    { name: '启用', value: rule.isEnabled ? '是' : '否', origin: originOf(origins.isEnabled), built: '是' },
    {
      name: '级别',
      value: <SeverityMark severity={rule.severity} />,
      origin: originOf(origins.severity),
      built: <SeverityMark severity={declared.severity} />,
    },
    {
      name: '整改期限',
      value: rule.rectificationDays === null ? '按级别' : `${rule.rectificationDays} 个工作日`,
      origin: originOf(origins.rectificationDays),
      built: '按级别',
    },
    ...Object.entries(rule.parameters).map(([name, value]) => ({
      name: parameterName(name, rule.code),
      value: valueOf(value) || '（空）',
      origin: originOf(origins.parameters[name]),
      built: valueOf(declared.parameters[name]) || '（空）',
    })),
  ];
  return (
    <>
      <p className="soft">
        {MACHINE[rule.machine]}，检查{SUBJECT[rule.subject] ?? '登记的数据'}
        ；以下为全部单位的现行值，范围更窄的设置见下。
      </p>
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={lines}
        columns={[
          { title: '项目', dataIndex: 'name', width: '16rem' },
          { title: '现行', dataIndex: 'value' },
          { title: '来源', dataIndex: 'origin', width: '18rem' },
          { title: '内置值', dataIndex: 'built', width: '12rem' },
        ]}
      />
    </>
  );
}

function Definition({ detail: { definition } }: { detail: RuleDetailView }) {
  if (!definition) return null;
  return (
    <dl className="facts">
      {definition.appliesWhen && (
        <>
          <dt>适用条件</dt>
          <dd className="mono">{definition.appliesWhen}</dd>
        </>
      )}
      <dt>问题条件</dt>
      <dd className="mono">{definition.expression}</dd>
      <dt>问题说明</dt>
      <dd>{definition.explanation}</dd>
    </dl>
  );
}

const CASE: Record<string, string> = {
  confirmed: '确认成立',
  dismissed: '不予采纳',
  objectionUpheld: '申诉成立',
  objectionRejected: '申诉不成立',
};

function PrecisionPart({ detail, onChanged }: { detail: RuleDetailView; onChanged: () => void }) {
  const { precision } = detail.rule;
  return (
    <>
      <p>
        一年内经人工认定：{spokenPrecision(precision)}；其中申诉成立 {precision.objectionsUpheld} 件、不成立{' '}
        {precision.objectionsRejected} 件。满 {precision.barCases} 件而准确率低于 {Math.round(precision.bar * 100)}%
        时，本规则自动降为只作提示。
      </p>
      {detail.reset && (
        <p className="soft">
          {spokenTime(detail.reset.at)} {detail.reset.by} 重新起算：{detail.reset.note}
        </p>
      )}
      {detail.canChange && precision.cases > 0 && <ResetButton code={detail.rule.code} onDone={onChanged} />}
      {detail.cases.length > 0 && <Cases cases={detail.cases} />}
    </>
  );
}

function Cases({ cases }: { cases: readonly LabelledCase[] }) {
  return (
    <Table
      size="small"
      rowKey="alertId"
      style={{ marginTop: 10 }}
      dataSource={[...cases]}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      columns={[
        {
          title: '认定',
          width: '7rem',
          render: (_value, each) => (
            <span className={`tag ${each.isRight ? 'tag-done' : 'tag-returned'}`}>{CASE[each.kind] ?? each.kind}</span>
          ),
        },
        { title: '单位', dataIndex: 'unit', width: '11rem' },
        {
          title: '告警',
          render: (_value, each) => <Link to={`/alerts/${each.alertId}`}>{each.item ?? each.explanation}</Link>,
        },
        { title: '理由', dataIndex: 'note' },
        { title: '认定人', width: '11rem', render: (_value, each) => `${each.by} ${spokenTime(each.at)}` },
      ]}
      scroll={{ x: 860 }}
    />
  );
}

function ResetButton({ code, onDone }: { code: string; onDone: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const reset = () =>
    run(async () => {
      await send('POST', `/api/rules/${code}/precision-reset`, { reason });
      message.success('已重新起算，此前的案例不再计入');
      setOpen(false);
      onDone();
    });
  return (
    <>
      <Button onClick={() => setOpen(true)}>重新起算准确率</Button>
      <Modal
        title={`${code} 重新起算准确率`}
        open={isOpen}
        okText="重新起算"
        okButtonProps={{ disabled: reason.trim().length < 2 }}
        confirmLoading={isRunning}
        onOk={() => void reset()}
        onCancel={() => setOpen(false)}
      >
        <p className="soft">此前的认定案例不再计入，规则恢复直接认定。请写明理由，如“规则已修正”。</p>
        <Input.TextArea
          aria-label="理由"
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}

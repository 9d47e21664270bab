import { App, Button, Progress, Table } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { BacktestView, FlipView, UnitBacktestView } from '../../api/rule-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { OpenLink } from '../parts/external';
import { Empty, Loaded } from '../parts/loaded';
import { useReloadWhile } from '../parts/use-reload-while';
import { parameterName } from './parameter-names';
import { OUTCOME, scopeOf, valueOf } from './rule-words';
import { SEVERITY } from '../words/labels';
import './rules.css';

/** 试算结果: what a setting would have changed on what was seen, per unit, before anybody approves it. */
export function BacktestPage() {
  const { id = '' } = useParams();
  const query = useQuery(`/api/rule-trials/backtests/${id}`);
  const isRunning = query.data?.state === 'waiting' || query.data?.state === 'running';
  useReloadWhile(isRunning, query.reload);
  return (
    <Loaded query={query} what="试算结果">
      {(backtest) => (
        <div className="stack">
          <div className="head">
            <h1>{backtest.code} 试算</h1>
            <span className="actions">
              {backtest.settingId !== null && <Link to={`/rules/${backtest.code}`}>返回规则</Link>}
              {isRunning && <StopButton id={backtest.id} onStopped={query.reload} />}
            </span>
          </div>
          <p>
            {backtest.from} 至 {backtest.to} 的监测记录（每个单位每14天取最近一次），比较现行规则与拟作的设置：
            {proposalOf(backtest)}。<span className="soft">{backtest.askedName} 提出。</span>
          </p>
          <State backtest={backtest} />
          {backtest.units.length > 0 && <Units backtest={backtest} />}
        </div>
      )}
    </Loaded>
  );
}

function proposalOf({ content }: BacktestView): string {
  const parts = [
    content.isEnabled === false ? '停用' : '',
    ...Object.entries(content.parameters ?? {}).map(
      ([name, value]) => `${parameterName(name, content.code)} ${valueOf(value)}`,
    ),
    content.severity ? `级别 ${SEVERITY[content.severity]}` : '',
    content.rectificationDays ? `整改期限 ${content.rectificationDays} 个工作日` : '',
    content.definition ? `规则“${content.definition.title}”` : '',
  ].filter(Boolean);
  return `${scopeOf(content)}，${parts.join('，') || '无改动'}`;
}

function State({ backtest }: { backtest: BacktestView }) {
  const { state, unitsDone, unitsTotal, totals, problem } = backtest;
  if (state === 'failed')
    return (
      <div className="refusal" role="alert">
        {problem}
      </div>
    );
  if (state === 'stopped')
    return (
      <div className="refusal" role="alert">
        试算已停止；以下为停止前的部分结果。
      </div>
    );
  if (state !== 'done')
    return (
      <div role="status">
        <p>{unitsTotal > 0 ? `正在试算：${unitsDone} / ${unitsTotal} 个单位` : '等待试算…'}</p>
        <Progress
          percent={unitsTotal > 0 ? Math.floor((unitsDone / unitsTotal) * 100) : 0}
          size="small"
          aria-label="试算进度"
        />
      </div>
    );
  if (unitsTotal === 0) return <Empty>这一时期没有监测记录，请换一个时期。</Empty>;
  const lines: [string, number][] = [
    ['监测记录', totals.observations],
    ['改变的结论', totals.flips],
    ['新增问题', totals.toFail],
    ['不再是问题', totals.fromFail],
    ['新增待核实', totals.toDoubt],
    ['会新增告警', totals.alertsOpened],
    ['不会有的告警', totals.alertsClosed],
    ['告警性质改变', totals.alertsChanged],
  ];
  return (
    <dl className="counts">
      {lines.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function Units({ backtest }: { backtest: BacktestView }) {
  const changed = backtest.units.filter(({ flips }) => flips > 0);
  const same = backtest.units.length - changed.length;
  return (
    <section className="block" aria-label="各单位">
      <h2>各单位</h2>
      {same > 0 && <p className="soft">另有 {same} 个单位没有变化。</p>}
      {changed.length > 0 && (
        <Table
          size="small"
          rowKey="unitId"
          dataSource={changed}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          expandable={{ expandedRowRender: (unit) => <Flips id={backtest.id} unit={unit} /> }}
          columns={[
            { title: '单位', render: (_value, unit) => <Link to={`/units/${unit.unitId}`}>{unit.unit}</Link> },
            { title: '改变', dataIndex: 'flips', width: '5rem' },
            { title: '新增问题', dataIndex: 'toFail', width: '6rem' },
            { title: '不再是问题', dataIndex: 'fromFail', width: '7rem' },
            { title: '新增待核实', dataIndex: 'toDoubt', width: '7rem' },
            {
              title: '告警 新增 / 减少',
              width: '9rem',
              render: (_value, unit) => `${unit.alertsOpened} / ${unit.alertsClosed}`,
            },
            { title: '得分（不计整改）', width: '12rem', render: (_value, unit) => scoreOf(unit) },
          ]}
          scroll={{ x: 820 }}
        />
      )}
    </section>
  );
}

function scoreOf({ scoreBefore, scoreAfter }: UnitBacktestView): string {
  if (!scoreBefore || !scoreAfter) return '不参与评分';
  const change = Math.round((scoreAfter.total - scoreBefore.total) * 100) / 100;
  return change === 0
    ? `${scoreBefore.total}（不变）`
    : `${scoreBefore.total} → ${scoreAfter.total}（${change > 0 ? '+' : ''}${change}）`;
}

function Flips({ id, unit }: { id: number; unit: UnitBacktestView }) {
  const query = useQuery(`/api/rule-trials/backtests/${id}/flips?unit=${unit.unitId}`);
  return (
    <Loaded query={query} what="改变的结论">
      {(flips) => (
        <>
          {unit.flips > flips.length && (
            <p className="soft">
              列出前 {flips.length} 项，共 {unit.flips} 项。
            </p>
          )}
          <ul className="ruled-list">
            {flips.map((flip) => (
              <li key={`${flip.code} ${flip.subject}`}>
                <p>
                  <b>{flip.item ?? flip.section ?? '网站'}</b> {sideOf(flip.before)} → <b>{sideOf(flip.after)}</b>
                  <span className="soft small">
                    {' '}
                    {flip.firstOn === flip.lastOn
                      ? flip.firstOn
                      : `${flip.firstOn} 至 ${flip.lastOn}，${flip.times} 次`}
                  </span>{' '}
                  {flip.alertId !== null && <Link to={`/alerts/${flip.alertId}`}>现有告警</Link>}{' '}
                  {flip.url && <OpenLink url={flip.url}>网页</OpenLink>}
                </p>
                <p className="small">{(flip.after ?? flip.before)?.explanation}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

function sideOf(side: FlipView['before']): string {
  if (!side) return '不检查';
  const outcome = side.unseen ? '未能采集' : (OUTCOME[side.outcome] ?? side.outcome);
  return side.outcome === 'fail' || side.outcome === 'cannotTell'
    ? `${outcome}（${SEVERITY[side.severity]}）`
    : outcome;
}

function StopButton({ id, onStopped }: { id: number; onStopped: () => void }) {
  const { message } = App.useApp();
  const [isRunning, setRunning] = useState(false);
  const stop = async () => {
    setRunning(true);
    await send('DELETE', `/api/rule-trials/backtests/${id}`).then(onStopped, () => message.error('没有停下来，请重试'));
    setRunning(false);
  };
  return (
    <Button loading={isRunning} onClick={() => void stop()}>
      停止
    </Button>
  );
}

import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { RequestProblem, send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { useSession } from '../session/session';
import { addDays } from '../words/days';
import type { FieldProblem } from './setting-editor';

interface BacktestFormProps {
  body: () => object;
  onProblems?: (problems: readonly FieldProblem[]) => void;
}

/** Asks for a trial on a period of the past; by default the last three months. */
export function BacktestForm({ body, onProblems }: BacktestFormProps) {
  const { today } = useSession().region;
  const [from, setFrom] = useState(addDays(today, -91));
  const [to, setTo] = useState(today);
  const { isRunning, run } = useCommand();
  const navigate = useNavigate();
  const ask = () =>
    run(async () => {
      try {
        const { id } = await send('POST', '/api/rule-trials/backtests', { ...body(), from, to });
        await navigate(`/rules/backtests/${id}`);
      } catch (reason) {
        if (reason instanceof RequestProblem) onProblems?.(reason.problems);
        throw reason;
      }
    });
  return (
    <div className="actions">
      <Input
        aria-label="试算开始日期"
        type="date"
        style={{ width: '11rem' }}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      至
      <Input
        aria-label="试算结束日期"
        type="date"
        style={{ width: '11rem' }}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button loading={isRunning} disabled={!from || !to} onClick={() => void ask()}>
        试算
      </Button>
      <span className="soft">不改动任何结论；按所选时期已有的监测记录比较。</span>
    </div>
  );
}

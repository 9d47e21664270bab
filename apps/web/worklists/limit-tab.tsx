import { App, Button } from 'antd';
import { useState } from 'react';
import type { DecidedLimit, LimitWorklist } from '../../api/worklist-views';
import { send } from '../api/client';
import { Empty } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';
import { MeaningForm } from './meaning-form';
import { usedIn, Uses } from './uses';
import './worklists.css';

interface LimitTabProps {
  list: LimitWorklist;
  onDecided: () => void;
}

/** 时限待解读: a wording, where it stands, and the meaning a person gives it. */
export function LimitTab({ list, onDecided }: LimitTabProps) {
  const [current, setCurrent] = useState<string | null>(null);
  const shown = list.waiting.find(({ text }) => text === current) ?? list.waiting[0];
  return (
    <div className="stack">
      {shown ? (
        <div className="wordings">
          <nav className="block wording-list" aria-label="待解读的公开时限">
            {list.waiting.map((row) => (
              <button key={row.text} type="button" aria-current={row === shown} onClick={() => setCurrent(row.text)}>
                {row.text}
                <div className="small soft">{usedIn(row)}</div>
              </button>
            ))}
          </nav>
          <section className="block stack" aria-label={`解读：${shown.text}`}>
            <h2>“{shown.text}”</h2>
            <Uses row={shown} />
            <MeaningForm key={shown.text} wording={shown.text} onDecided={onDecided} />
          </section>
        </div>
      ) : (
        <Empty>没有待解读的时限。生效目录中的公开时限都能读懂，或已由人工解读。</Empty>
      )}
      {list.decided.length > 0 && <DecidedLimits decided={list.decided} onUndone={onDecided} />}
    </div>
  );
}

function DecidedLimits({ decided, onUndone }: { decided: DecidedLimit[]; onUndone: () => void }) {
  return (
    <section className="block" aria-label="已解读的时限">
      <h2>已解读（{decided.length}）</h2>
      <ul className="ruled-list">
        {decided.map((each) => (
          <li key={each.text} className="head" style={{ marginBottom: 0 }}>
            <div>
              “{each.text}” → <b>{each.sentences.join('；')}</b>
              <div className="small soft">
                现行目录 {each.rows} 行适用 · {each.by} 于 {clockTime(each.at)} 确定
              </div>
            </div>
            <UndoLimit text={each.text} onUndone={onUndone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function UndoLimit({ text, onUndone }: { text: string; onUndone: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const undo = () =>
    run(async () => {
      const { reobserved } = await send('POST', '/api/worklists/limits/undo', { wording: text });
      message.success(`已撤销“${text}”的解读，${reobserved} 个单位重新检查`);
      onUndone();
    });
  return (
    <Button size="small" className="actions" disabled={isRunning} aria-label={`撤销 ${text}`} onClick={undo}>
      撤销
    </Button>
  );
}

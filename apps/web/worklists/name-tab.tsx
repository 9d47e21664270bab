import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { Decided, DecidedName, NameWorklist, WorklistRow } from '../../api/worklist-views';
import { Empty } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';
import { usedIn, Uses } from './uses';

/** What tells one list of names from another. */
export interface NameWords {
  what: string;
  decide: (name: string, meaning: number | string | null) => Promise<Decided | undefined>;
  undo: (name: string) => Promise<Decided | undefined>;
  choose: string;
  /** Button that says the name means nothing we know. */
  none?: string;
  /** Button that makes the name itself something new. */
  fresh?: string;
  empty: string;
  says: string;
}

interface NameTabProps {
  list: NameWorklist;
  words: NameWords;
  onDecided: () => void;
}

/** Names that wait for a person, each with where it is used and what it may mean. */
export function NameTab({ list, words, onDecided }: NameTabProps) {
  return (
    <div className="stack">
      <p className="soft">{words.says}</p>
      {list.waiting.length === 0 && <Empty>{words.empty}</Empty>}
      {list.waiting.map((row) => (
        <Waiting key={row.text} row={row} list={list} words={words} onDecided={onDecided} />
      ))}
      {list.decided.length > 0 && (
        <section className="block" aria-label={`已对应的${words.what}`}>
          <h2>已对应（{list.decided.length}）</h2>
          <ul className="ruled-list">
            {list.decided.map((each) => (
              <DecidedLine key={each.text} decided={each} words={words} onUndone={onDecided} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Waiting({ row, list, words, onDecided }: NameTabProps & { row: WorklistRow }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [choice, setChoice] = useState<number | string | null>(null);
  const decide = (meaning: number | string | null) =>
    run(async () => {
      const answer = await words.decide(row.text, meaning);
      message.success(`已记住“${row.text}”${answer ? `，${answer.reobserved} 个单位重新检查` : ''}`);
      onDecided();
    });
  return (
    <section className="block stack" aria-label={`${words.what}：${row.text}`}>
      <div className="head" style={{ marginBottom: 0 }}>
        <h2>{row.text}</h2>
        <span className="soft">{usedIn(row)}</span>
      </div>
      <Uses row={row} />
      <div className="actions">
        <Select
          aria-label={`${words.choose}：${row.text}`}
          placeholder={words.choose}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '20rem' }}
          value={choice}
          onChange={setChoice}
          options={list.choices.map(({ value, name }) => ({ value, label: name }))}
        />
        <Button type="primary" disabled={choice === null || isRunning} onClick={() => decide(choice)}>
          确定
        </Button>
        {words.none && (
          <Button disabled={isRunning} onClick={() => decide(null)}>
            {words.none}
          </Button>
        )}
        {words.fresh && (
          <Button disabled={isRunning} onClick={() => decide(row.text)}>
            {words.fresh}
          </Button>
        )}
      </div>
    </section>
  );
}

interface DecidedLineProps {
  decided: DecidedName;
  words: NameWords;
  onUndone: () => void;
}

function DecidedLine({ decided, words, onUndone }: DecidedLineProps) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const undo = () =>
    run(async () => {
      await words.undo(decided.text);
      message.success(`已撤销“${decided.text}”的对应`);
      onUndone();
    });
  return (
    <li className="head" style={{ marginBottom: 0 }}>
      <div>
        {decided.text} → <b>{decided.meaning ?? words.none}</b>
        <div className="small soft">
          {decided.by} 于 {clockTime(decided.at)} 确定
        </div>
      </div>
      <Button size="small" disabled={isRunning} aria-label={`撤销 ${decided.text}`} onClick={undo}>
        撤销
      </Button>
    </li>
  );
}

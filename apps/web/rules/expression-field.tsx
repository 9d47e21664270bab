import { Input, type GetRef } from 'antd';
import { useRef, useState } from 'react';
import type { CustomSubject, FactsView } from '../../api/rule-views';
import { completionsAt } from './rule-words';

interface ExpressionFieldProps {
  label: string;
  value: string;
  subject: CustomSubject;
  facts: FactsView | undefined;
  /** Parameters of the rule, offered beside the facts. */
  parameters: readonly string[];
  problem: { message: string; from?: number; to?: number } | undefined;
  onChange: (text: string) => void;
}

/** A condition with completion: Tab or Enter takes the first offer, arrows choose, Esc hides them. */
export function ExpressionField({ label, value, subject, facts, parameters, problem, onChange }: ExpressionFieldProps) {
  const field = useRef<GetRef<typeof Input.TextArea>>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const names = [
    ...(facts?.facts[subject] ?? []),
    ...parameters.map((name) => ({ name, says: '参数' })),
    ...(facts?.functions ?? []),
  ];
  const { from, offers } = caret === null ? { from: 0, offers: [] } : completionsAt(value, caret, names);
  const take = (at: number) => {
    const offer = offers[at];
    if (!offer || caret === null) return;
    const next = value.slice(0, from) + offer.insert + value.slice(caret);
    const inside = /[(["]/.exec(offer.insert);
    const position = from + (inside ? offer.insert.search(/[)\]"]?[)\]]$/) : offer.insert.length);
    onChange(next);
    setCaret(null);
    setChosen(0);
    requestAnimationFrame(() => {
      const area = field.current?.resizableTextArea?.textArea;
      area?.focus();
      area?.setSelectionRange(position, position);
    });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (offers.length === 0) return;
    const move: Record<string, () => void> = {
      Tab: () => take(chosen),
      Enter: () => take(chosen),
      ArrowDown: () => setChosen((now) => (now + 1) % offers.length),
      ArrowUp: () => setChosen((now) => (now + offers.length - 1) % offers.length),
      Escape: () => setCaret(null),
    };
    const act = move[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div>
      <Input.TextArea
        ref={field}
        className="mono"
        aria-label={label}
        aria-invalid={problem !== undefined}
        rows={4}
        maxLength={2000}
        spellCheck={false}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTimeout(() => setCaret(null), 200)}
      />
      {offers.length > 0 && (
        <ul className="rule-offers" role="listbox" aria-label="可用的事实和函数">
          {offers.map(({ label: name, says }, at) => (
            <li key={name} role="option" aria-selected={at === chosen}>
              <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => take(at)}>
                <span className="mono">{name}</span> <span className="soft small">{says}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {problem && (
        <p className="rule-wrong small" role="alert">
          {problem.message}
          {problem.from !== undefined && value !== '' && (
            <>
              ：<span className="mono">{value.slice(Math.max(0, problem.from - 12), problem.from)}</span>
              <mark className="mono">{value.slice(problem.from, problem.to) || '▏'}</mark>（第 {problem.from + 1} 字起）
            </>
          )}
        </p>
      )}
    </div>
  );
}

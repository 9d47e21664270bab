import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import type { MatchRow } from '../../api/views';
import { useQuery } from '../api/use-query';
import { OpenLink } from '../parts/external';
import { useKeys } from '../parts/use-keys';
import { clockTime } from '../words/days';

interface MatchCardProps {
  row: MatchRow;
  isRunning: boolean;
  onDecide: (sectionUrl: string | null) => void;
  onUndo: () => void;
  /** Gives the focus back to the list. */
  onLeave: () => void;
}

/** One row: what the catalog asks for, what the site offers, and the choice. */
export function MatchCard({ row, isRunning, onDecide, onUndo, onLeave }: MatchCardProps) {
  const choices = row.candidates.slice(0, 9);
  const numbered = choices.map(({ url }, index) => [String(index + 1), () => onDecide(url)]);
  useKeys({ ...Object.fromEntries(numbered), Enter: () => choices[0] && onDecide(choices[0].url) });
  return (
    <section className="block stack" aria-label={`指定栏目：${row.item}`}>
      <div>
        <h2>{row.item}</h2>
        <p className="soft">
          {row.unitName} · 目录第 {row.row} 行{row.group && ` · ${row.group}`}
        </p>
      </div>
      {row.section && (
        <p>
          <span className="soft">目录载明的栏目：</span>
          {row.section}
        </p>
      )}
      {row.elements && (
        <p className="kept-lines">
          <span className="soft">公开内容：</span>
          {row.elements}
        </p>
      )}
      {row.decided && <Decided decided={row.decided} isRunning={isRunning} onUndo={onUndo} />}
      {choices.length > 0 && (
        <ul className="ruled-list">
          {choices.map((candidate, index) => (
            <li key={candidate.url} className="candidate">
              <Button
                disabled={isRunning}
                aria-label={`选定 ${candidate.name}`}
                type={index === 0 ? 'primary' : 'default'}
                onClick={() => onDecide(candidate.url)}
              >
                {index + 1}
              </Button>
              <div>
                {candidate.name} {index === 0 && <span className="tag">首选 Enter</span>}
                <div className="small mono">{candidate.url}</div>
              </div>
              <div className="small">
                相似度 {Math.round(candidate.score * 100)}%{' · '}
                <Link to={`/captures?${new URLSearchParams({ url: candidate.url })}`}>快照</Link>
                {' · '}
                <OpenLink url={candidate.url}>打开</OpenLink>
              </div>
            </li>
          ))}
        </ul>
      )}
      {choices.length === 0 && (
        <p className="soft">
          {row.isPending ? '正在按人工指定重新匹配…' : '没有相近的栏目，可按 / 查找，或按 n 记为网站无此栏目。'}
        </p>
      )}
      <SectionSearch unitId={row.unitId} isRunning={isRunning} onDecide={onDecide} onLeave={onLeave} />
      <div>
        <Button disabled={isRunning} onClick={() => onDecide(null)}>
          网站无此栏目（n）
        </Button>
      </div>
    </section>
  );
}

interface DecidedProps {
  decided: NonNullable<MatchRow['decided']>;
  isRunning: boolean;
  onUndo: () => void;
}

function Decided({ decided, isRunning, onUndo }: DecidedProps) {
  return (
    <p>
      <span className="tag tag-done">✓ 已指定</span> {decided.by} 于 {clockTime(decided.at)} 指定：
      {decided.sectionUrl === null ? '网站无此栏目' : (decided.sectionName ?? decided.sectionUrl)}{' '}
      <Button size="small" disabled={isRunning} onClick={onUndo}>
        撤销（u）
      </Button>
    </p>
  );
}

type SearchProps = Pick<MatchCardProps, 'isRunning' | 'onDecide' | 'onLeave'> & { unitId: number };

/** Any section of the unit's part of the web, by words of its path; arrows move, Enter takes, Esc goes back. */
function SectionSearch({ unitId, isRunning, onDecide, onLeave }: SearchProps) {
  const field = useRef<InputRef>(null);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  useKeys({ '/': () => field.current?.focus() });
  const wanted = words.trim();
  const query = useQuery(
    wanted ? `/api/matches/sections?${new URLSearchParams({ unit: String(unitId), q: wanted })}` : null,
  );
  const found = wanted ? (query.data ?? []) : [];
  const move = (step: number) => setAt(Math.max(0, Math.min(found.length - 1, at + step)));
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => found[at] && !query.isLoading && !isRunning && onDecide(found[at].url),
    Escape: () => {
      setWords('');
      onLeave();
    },
  };
  return (
    <div className="section-search">
      <Input
        ref={field}
        aria-label="查找栏目"
        placeholder="查找栏目（/）：名称或网址中的字"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const act = event.nativeEvent.isComposing ? undefined : keys[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
      />
      {query.problem && wanted && <p className="late">{query.problem}</p>}
      {wanted && !query.isLoading && found.length === 0 && !query.problem && <p className="soft">没有这样的栏目。</p>}
      {found.map((section, index) => (
        <button
          key={section.url}
          type="button"
          aria-current={index === at}
          disabled={isRunning}
          onClick={() => onDecide(section.url)}
        >
          {section.path.join(' > ')}{' '}
          <span className="soft small">
            {section.entries} 条{section.newestOn && `，最新 ${section.newestOn}`}
          </span>
          {section.sample.length > 0 && <div className="soft small">{section.sample.join('；')}</div>}
        </button>
      ))}
    </div>
  );
}

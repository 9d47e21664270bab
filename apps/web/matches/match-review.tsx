import { App, Checkbox, Progress, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { MatchRow } from '../../api/views';
import { send } from '../api/client';
import { withQuery } from '../api/routes';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useKeys } from '../parts/use-keys';
import { useReloadWhile } from '../parts/use-reload-while';
import { AcceptLikely } from './accept-likely';
import { MatchCard } from './match-card';
import './matches.css';

/** 匹配复核: which section of a site holds what a catalog row asks for. Until a person says, nothing is called missing. */
export function MatchReview() {
  const [address, setAddress] = useSearchParams();
  const unit = address.get('unit');
  const query = useQuery(withQuery('/api/matches', { unit: unit ? Number(unit) : null }));
  return (
    <>
      <div className="head">
        <h1>匹配复核</h1>
        <span className="soft">
          目录事项与网站栏目的对应不确定时，由人工指定，以后各轮沿用；在此之前不作“未公开”的判断。
        </span>
      </div>
      <Loaded query={query} what="待复核的匹配">
        {(rows) => (
          <Workbench
            rows={rows}
            unit={unit}
            onUnit={(id) => setAddress(id ? { unit: String(id) } : {})}
            onDecided={query.reload}
          />
        )}
      </Loaded>
    </>
  );
}

interface WorkbenchProps {
  rows: MatchRow[];
  unit: string | null;
  onUnit: (id: number | undefined) => void;
  onDecided: () => void;
}

export const matchKey = (row: Pick<MatchRow, 'unitId' | 'itemKey'>) => `${row.unitId} ${row.itemKey}`;

function Workbench({ rows, unit, onUnit, onDecided }: WorkbenchProps) {
  const [showsDecided, setShowsDecided] = useState(false);
  const open = rows.filter((row) => row.decided === null);
  const shown = showsDecided ? rows : open;
  const queue = useQueue(shown);
  useReloadWhile(
    rows.some(({ isPending }) => isPending),
    onDecided,
  );
  const { current, list } = queue;
  const decisions = useDecisions(rows, { onDecided, queue });
  useKeys({
    j: () => queue.move(1),
    k: () => queue.move(-1),
    n: () => current && void decisions.decide(current, null),
    u: () => void decisions.undo(showsDecided ? current : undefined),
  });

  return (
    <>
      <div className="filters">
        <UnitChoice rows={rows} unit={unit} onUnit={onUnit} />
        <Checkbox checked={showsDecided} onChange={(event) => setShowsDecided(event.target.checked)}>
          包括已指定的
        </Checkbox>
        <AcceptLikely rows={open} onDecided={onDecided} onEnd={() => list.current?.focus()} />
        <span className="match-progress" role="status">
          已核实 {rows.length - open.length} / {rows.length} 项
          <Progress
            aria-label="核实进度"
            percent={rows.length === 0 ? 100 : Math.round(((rows.length - open.length) / rows.length) * 100)}
            size="small"
            showInfo={false}
          />
        </span>
      </div>
      <p className="keys soft small" style={{ marginBottom: 8 }}>
        键盘：<kbd>j</kbd> <kbd>k</kbd> 上下一项，<kbd>Enter</kbd> 接受首选，<kbd>2</kbd>–<kbd>9</kbd> 选其他候选，
        <kbd>n</kbd> 网站无此栏目，<kbd>/</kbd> 查找栏目，<kbd>u</kbd> 撤销
      </p>
      {current ? (
        <div className="match">
          <MatchList rows={shown} current={current} onPick={queue.pick} list={list} />
          <MatchCard
            key={matchKey(current)}
            row={current}
            isRunning={decisions.isRunning}
            onDecide={(sectionUrl) => void decisions.decide(current, sectionUrl)}
            onUndo={() => void decisions.undo(current)}
            onLeave={() => list.current?.focus()}
          />
        </div>
      ) : (
        <Empty>没有待复核的匹配。每轮采集后，找不到栏目或对得不确定的事项会列在这里。</Empty>
      )}
    </>
  );
}

/** Which row is worked on. A decided row leaves the list; the one that takes its place is next, and the focus stays. */
function useQueue(shown: readonly MatchRow[]) {
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ key: string; at: number } | null>(null);
  const found = shown.findIndex((row) => matchKey(row) === place?.key);
  const at = found >= 0 ? found : Math.max(0, Math.min(place?.at ?? 0, shown.length - 1));
  const current = shown[at];
  const pick = (row: MatchRow | undefined) => {
    if (row) setPlace({ key: matchKey(row), at: shown.indexOf(row) });
    list.current?.focus();
  };
  const key = current && matchKey(current);
  useEffect(() => {
    document.querySelector('.match-list [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [key]);
  return {
    list,
    current,
    pick,
    move: (step: number) => pick(shown[at + step]),
    /** After a decision: on with the following row, or whatever stands in this place then. */
    goOn: () => {
      const next = shown[at + 1];
      setPlace(next ? { key: matchKey(next), at } : { key: '', at });
      list.current?.focus();
    },
  };
}

interface DecisionContext {
  onDecided: () => void;
  queue: ReturnType<typeof useQueue>;
}

function useDecisions(rows: readonly MatchRow[], { onDecided, queue }: DecisionContext) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [past, setPast] = useState<readonly string[]>([]);
  const decide = (row: MatchRow, sectionUrl: string | null) =>
    isRunning
      ? undefined
      : run(async () => {
          await send('POST', '/api/matches', { unitId: row.unitId, itemKey: row.itemKey, sectionUrl });
          message.success(
            sectionUrl === null ? `“${row.item}”：网站无此栏目（u 撤销）` : `“${row.item}”已指定栏目（u 撤销）`,
          );
          setPast([...past, matchKey(row)]);
          queue.goOn();
          onDecided();
        });
  /** The given row where a person decided it, otherwise what was decided here last. */
  const undo = (row: MatchRow | undefined) => {
    const wanted = row?.decided ? row : rows.find((each) => matchKey(each) === past.at(-1));
    if (isRunning) return undefined;
    if (!wanted) return void message.info('没有可以撤销的指定');
    return run(async () => {
      const query = new URLSearchParams({ unitId: String(wanted.unitId), itemKey: wanted.itemKey });
      await send('DELETE', `/api/matches?${query}`);
      message.success(`已撤销“${wanted.item}”的指定，重新列入待核实`);
      setPast(past.filter((key) => key !== matchKey(wanted)));
      queue.pick(wanted);
      onDecided();
    });
  };
  return { isRunning, decide, undo };
}

function UnitChoice({ rows, unit, onUnit }: Pick<WorkbenchProps, 'rows' | 'unit' | 'onUnit'>) {
  const units = new Map(rows.map((row) => [row.unitId, row.unitName]));
  return (
    <Select
      aria-label="单位"
      placeholder="全部单位"
      allowClear
      style={{ width: '14rem' }}
      value={unit ? Number(unit) : undefined}
      onChange={onUnit}
      options={[...units].map(([id, name]) => ({ value: id, label: name }))}
    />
  );
}

function stateOf({ decided, isPending, candidates }: MatchRow): string {
  if (isPending) return '正在重新匹配';
  return decided ? '✓ 已指定' : `候选 ${candidates.length} 个`;
}

interface MatchListProps {
  rows: readonly MatchRow[];
  current: MatchRow;
  onPick: (row: MatchRow) => void;
  list: React.RefObject<HTMLDivElement | null>;
}

/** One stop for the Tab key; j and k move within it. */
function MatchList({ rows, current, onPick, list }: MatchListProps) {
  useEffect(() => list.current?.focus(), [list]);
  return (
    <div
      ref={list}
      className="block match-list"
      role="listbox"
      tabIndex={0}
      aria-label="事项"
      aria-activedescendant={`match-${rows.indexOf(current)}`}
    >
      {rows.map((row, index) => (
        <div
          key={matchKey(row)}
          id={`match-${index}`}
          role="option"
          aria-selected={row === current}
          onClick={() => onPick(row)}
        >
          {row.item}
          <div className="soft small">
            {row.unitName} · 第 {row.row} 行 · {stateOf(row)}
          </div>
        </div>
      ))}
    </div>
  );
}

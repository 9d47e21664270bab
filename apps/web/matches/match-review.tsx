import { App, Checkbox, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { MatchRow } from '../../api/views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useKeys } from '../parts/use-keys';
import { MatchCard } from './match-card';

/** 匹配复核: which section shows what a catalog row asks for. Until a person says, nothing is called missing. */
export function MatchReview() {
  const [address, setAddress] = useSearchParams();
  const unit = address.get('unit');
  const query = useQuery<MatchRow[]>(`/api/matches${unit ? `?unit=${encodeURIComponent(unit)}` : ''}`);
  return (
    <>
      <div className="head">
        <h1>匹配复核</h1>
        <span className="soft">目录事项与网站栏目的对应不确定时，由人工指定；在此之前不作“未公开”的判断。</span>
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

const keyOf = (row: MatchRow) => `${row.unitId} ${row.itemKey}`;

function Workbench({ rows, unit, onUnit, onDecided }: WorkbenchProps) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [showsDecided, setShowsDecided] = useState(false);
  const shown = rows.filter((row) => showsDecided || row.decided === null);
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const at = Math.max(
    0,
    shown.findIndex((row) => keyOf(row) === currentKey),
  );
  const current = shown[at];
  const moveTo = (row: MatchRow | undefined) => row && setCurrentKey(keyOf(row));
  const decide = (sectionUrl: string | null) =>
    current &&
    !isRunning &&
    void run(async () => {
      const next = shown[at + 1] ?? shown[at - 1];
      await send('POST', '/api/matches', { unitId: current.unitId, itemKey: current.itemKey, sectionUrl });
      message.success(sectionUrl === null ? `“${current.item}”：网站无此栏目` : `“${current.item}”已指定栏目`);
      moveTo(next);
      onDecided();
    });
  useMatchKeys({ current, decide, next: () => moveTo(shown[at + 1]), previous: () => moveTo(shown[at - 1]) });
  useEffect(() => {
    if (currentKey) document.querySelector('.match-list [aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [currentKey]);

  return (
    <>
      <div className="filters">
        <UnitChoice rows={rows} unit={unit} onUnit={onUnit} />
        <Checkbox checked={showsDecided} onChange={(event) => setShowsDecided(event.target.checked)}>
          包括已指定的
        </Checkbox>
        <span>
          待复核 {rows.filter((row) => row.decided === null).length} / {rows.length} 项
        </span>
        <span className="keys soft small">
          键盘：<kbd>j</kbd> <kbd>k</kbd> 上下移动，<kbd>1</kbd>–<kbd>9</kbd> 选定候选栏目，<kbd>0</kbd> 网站无此栏目
        </span>
      </div>
      {current ? (
        <div className="match">
          <MatchList rows={shown} current={current} onPick={moveTo} />
          <MatchCard key={keyOf(current)} row={current} isRunning={isRunning} onDecide={decide} />
        </div>
      ) : (
        <Empty>没有待复核的匹配。每轮采集后，找不到栏目或对得不确定的事项会列在这里。</Empty>
      )}
    </>
  );
}

interface MatchKeys {
  current: MatchRow | undefined;
  decide: (sectionUrl: string | null) => void;
  next: () => void;
  previous: () => void;
}

function useMatchKeys({ current, decide, next, previous }: MatchKeys): void {
  const choices = (current?.candidates ?? [])
    .slice(0, 9)
    .map((candidate, index) => [String(index + 1), () => decide(candidate.url)]);
  useKeys({ ...Object.fromEntries(choices), j: next, k: previous, 0: () => decide(null) });
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

function MatchList({
  rows,
  current,
  onPick,
}: {
  rows: MatchRow[];
  current: MatchRow;
  onPick: (row: MatchRow) => void;
}) {
  return (
    <nav className="block match-list" aria-label="事项">
      {rows.map((row) => (
        <button key={keyOf(row)} type="button" aria-current={row === current} onClick={() => onPick(row)}>
          {row.item}
          <div className="soft small">
            {row.unitName} · 第 {row.row} 行 · {row.decided ? '已指定' : `候选 ${row.candidates.length} 个`}
          </div>
        </button>
      ))}
    </nav>
  );
}

import { Button, Checkbox, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { DeadlineStateName, UnitDeadlinesView } from '../../api/calendar-views';
import type { UnitRow } from '../../api/views';
import { useQuery } from '../api/use-query';
import { readStored, writeStored } from '../look/preferences';
import { Empty, Loaded } from '../parts/loaded';
import { useSession } from '../session/session';
import { spokenDay } from '../words/days';
import './calendar.css';
import { monthGrid } from './calendar-months';
import { DeadlineRows } from './deadline-rows';
import { DEADLINE_STATE, type DeadlineDay, deadlineDays, stateCounts } from './deadline-days';
import { MonthTable } from './month-table';

const LAST_UNIT = 'mingjian.deadlines.unit';

/** 期限日历: what a unit has to publish by when, and how each deadline stands. */
export function UnitDeadlines() {
  const { account } = useSession();
  const [address, setAddress] = useSearchParams();
  const isOffice = account.unitId === null;
  const units = useQuery(isOffice ? '/api/units' : null);
  const unit = account.unitId ?? (Number(address.get('unit')) || firstUnit(units.data ?? []));
  useEffect(() => {
    if (isOffice && unit !== null) writeStored(LAST_UNIT, String(unit));
  }, [isOffice, unit]);
  const year = address.get('year');
  const span = year ? `&from=${year}-01-01&to=${year}-12-31` : '';
  const query = useQuery(unit === null ? null : `/api/calendar/deadlines?unit=${unit}${span}`);
  return (
    <>
      <div className="head">
        <h1>期限日历</h1>
        {isOffice && (
          <Select
            aria-label="单位"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择单位"
            style={{ width: '18rem' }}
            loading={units.isLoading}
            value={unit ?? undefined}
            onChange={(id) => setAddress({ unit: String(id) })}
            options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Link to="/calendar">工作日历</Link>
      </div>
      {unit === null ? (
        <Loaded query={units} what="单位">
          {() => <Empty>还没有登记单位；单位由系统管理员导入。</Empty>}
        </Loaded>
      ) : (
        <Loaded query={query} what="期限日历">
          {(view) => (
            <Deadlines
              key={`${view.unit.id} ${view.from}`}
              view={view}
              onYear={(to) => setAddress({ ...(isOffice ? { unit: String(view.unit.id) } : {}), year: String(to) })}
            />
          )}
        </Loaded>
      )}
    </>
  );
}

/** Where nobody chose: the unit looked at last in this browser, else the first of the list. */
function firstUnit(units: UnitRow[]): number | null {
  const last = Number(readStored(LAST_UNIT));
  return (units.find(({ id }) => id === last) ?? units[0])?.id ?? null;
}

function Deadlines({ view, onYear }: { view: UnitDeadlinesView; onYear: (year: number) => void }) {
  const [address, setAddress] = useSearchParams();
  const picked = address.get('day');
  const state = address.get('state') as DeadlineStateName | null;
  const isOnlineOnly = address.get('offline') === null;
  const put = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(address);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    setAddress(next, { replace: true });
  };
  // One row of the catalog is wanted as it is, whether it can be judged online or not.
  const item = address.get('item');
  const ofItem = item === null ? view.rows : view.rows.filter(({ itemKey }) => itemKey === item);
  const ofKind = ofItem.filter((row) => item !== null || !isOnlineOnly || row.state !== 'offline');
  const shown = ofKind.filter((row) => (!picked || row.dueOn === picked) && (!state || row.state === state));
  const year = Number(view.from.slice(0, 4));
  const months = (
    <Months
      view={view}
      days={deadlineDays(state ? ofKind.filter((row) => row.state === state) : ofKind)}
      picked={picked}
      onPick={(day) => put({ day: day === picked ? null : day })}
    />
  );
  const rows = (
    <section className="block" aria-label="到期事项">
      <h2>
        {item !== null && `“${item.split(' > ').at(-1)}”`}
        {picked ? `${spokenDay(picked, view.today)}到期` : '全年到期'} {shown.length} 项
        {item !== null && (
          <Button type="link" size="small" onClick={() => put({ item: null })}>
            显示全部事项
          </Button>
        )}
        {picked && (
          <Button type="link" size="small" onClick={() => put({ day: null })}>
            显示全年
          </Button>
        )}
      </h2>
      <DeadlineRows view={view} rows={shown} isOneItem={item !== null} />
    </section>
  );
  // Who came for one item wants its deadlines first, not the year.
  return (
    <div className="stack">
      <section className="block">
        <div className="head" style={{ marginBottom: 0 }}>
          <h2>
            {view.unit.name} · {year}年
          </h2>
          <Button size="small" onClick={() => onYear(year - 1)}>
            上一年
          </Button>
          <Button size="small" onClick={() => onYear(year + 1)}>
            下一年
          </Button>
          <span className="soft">
            {view.judgedOn ? `状态依据 ${spokenDay(view.judgedOn, view.today)} 的评估` : '尚未评估，只列出到期日'}
          </span>
          <Checkbox
            checked={!isOnlineOnly}
            onChange={(event) => put({ offline: event.target.checked ? 'shown' : null })}
          >
            含不以网站核验的事项
          </Checkbox>
        </div>
        <div className="views" style={{ marginBottom: 0, marginTop: 6 }}>
          <StateLink name={`全部 ${ofKind.length}`} isCurrent={state === null} onPick={() => put({ state: null })} />
          {stateCounts(ofKind).map(({ state: each, count }) => (
            <StateLink
              key={each}
              name={`${DEADLINE_STATE[each]} ${count}`}
              isCurrent={state === each}
              onPick={() => put({ state: each })}
            />
          ))}
        </div>
      </section>
      {item === null && months}
      {rows}
      {item !== null && months}
    </div>
  );
}

function StateLink({ name, isCurrent, onPick }: { name: string; isCurrent: boolean; onPick: () => void }) {
  return (
    <a
      href="#state"
      aria-current={isCurrent}
      onClick={(event) => {
        event.preventDefault();
        onPick();
      }}
    >
      {name}
    </a>
  );
}

interface MonthsProps {
  view: UnitDeadlinesView;
  days: Map<string, DeadlineDay>;
  picked: string | null;
  onPick: (day: string) => void;
}

function Months({ view, days, picked, onPick }: MonthsProps) {
  const year = view.from.slice(0, 4);
  const row = useRef<HTMLDivElement>(null);
  // On a phone the months stand in one row; it begins where the reader is in the year.
  useEffect(() => {
    if (!view.today.startsWith(year)) return;
    const frame = requestAnimationFrame(() => {
      const month = row.current?.children[Number(view.today.slice(5, 7)) - 1];
      if (row.current && month)
        row.current.scrollLeft += month.getBoundingClientRect().left - row.current.getBoundingClientRect().left;
    });
    return () => cancelAnimationFrame(frame);
  }, [year, view.today]);
  const months = Array.from({ length: 12 }, (_month, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  return (
    <div className="months months-row" ref={row}>
      {months.map((month) => {
        const count = [...days].reduce((sum, [day, each]) => sum + (day.startsWith(month) ? each.count : 0), 0);
        return (
          <MonthTable key={month} month={monthGrid(month)} note={count > 0 ? `到期 ${count} 项` : '无到期'}>
            {(date) => (
              <DueCell
                key={date}
                date={date}
                today={view.today}
                due={days.get(date)}
                isPicked={date === picked}
                onPick={onPick}
              />
            )}
          </MonthTable>
        );
      })}
    </div>
  );
}

interface DueCellProps {
  date: string;
  today: string;
  due: DeadlineDay | undefined;
  isPicked: boolean;
  onPick: (day: string) => void;
}

function DueCell({ date, today, due, isPicked, onPick }: DueCellProps) {
  const classes = [due && `due due-${due.state}`, isPicked && 'picked', date === today && 'today'].filter(Boolean);
  const words = `${spokenDay(date, today)}${due ? `，到期 ${due.count} 项，${DEADLINE_STATE[due.state]}` : ''}`;
  return (
    <td className={classes.join(' ')} title={words}>
      {due ? (
        <button type="button" aria-label={words} aria-pressed={isPicked} onClick={() => onPick(date)}>
          {Number(date.slice(8))}
          {due.count > 1 && <i>×{due.count}</i>}
        </button>
      ) : (
        <span className="soft">{Number(date.slice(8))}</span>
      )}
    </td>
  );
}

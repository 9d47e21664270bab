import { Button, Checkbox, Select, Table, type TableColumnsType } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { DeadlineRow, DeadlineStateName, UnitDeadlinesView } from '../../api/calendar-views';
import type { UnitRow } from '../../api/views';
import { DeadlineStrip } from '../alerts/deadline-strip';
import { useQuery } from '../api/use-query';
import { OpenLink } from '../parts/external';
import { Empty, Loaded } from '../parts/loaded';
import { useSession } from '../session/session';
import { lateness, spokenDay } from '../words/days';
import './calendar.css';
import { monthGrid } from './calendar-months';
import { DEADLINE_STATE, type DeadlineDay, deadlineDays, stateCounts } from './deadline-days';
import { MonthTable } from './month-table';

/** 期限日历: what a unit has to publish by when, and how each deadline stands. */
export function UnitDeadlines() {
  const { account } = useSession();
  const [address, setAddress] = useSearchParams();
  const unit = account.unitId ?? address.get('unit');
  const year = address.get('year');
  const span = year ? `&from=${year}-01-01&to=${year}-12-31` : '';
  const query = useQuery<UnitDeadlinesView>(
    unit ? `/api/calendar/deadlines?unit=${encodeURIComponent(unit)}${span}` : null,
  );
  return (
    <>
      <div className="head">
        <h1>期限日历</h1>
        {account.unitId === null && <UnitPicker unit={unit === null ? null : Number(unit)} />}
        <Link to="/calendar">工作日历</Link>
      </div>
      {unit === null ? (
        <Empty>请选择单位。</Empty>
      ) : (
        <Loaded query={query} what="期限日历">
          {(view) => (
            <Deadlines
              key={`${view.unit.id} ${view.from}`}
              view={view}
              onYear={(to) =>
                setAddress({ ...(account.unitId === null ? { unit: String(view.unit.id) } : {}), year: String(to) })
              }
            />
          )}
        </Loaded>
      )}
    </>
  );
}

function UnitPicker({ unit }: { unit: number | null }) {
  const query = useQuery<UnitRow[]>('/api/units');
  const [, setAddress] = useSearchParams();
  return (
    <Select
      aria-label="单位"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="选择单位"
      style={{ width: '14rem' }}
      loading={query.isLoading}
      value={unit ?? undefined}
      onChange={(id) => setAddress({ unit: String(id) })}
      options={(query.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
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
  const ofKind = view.rows.filter((row) => !isOnlineOnly || row.state !== 'offline');
  const shown = ofKind.filter((row) => (!picked || row.dueOn === picked) && (!state || row.state === state));
  const year = Number(view.from.slice(0, 4));
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
      <Months
        view={view}
        days={deadlineDays(state ? ofKind.filter((row) => row.state === state) : ofKind)}
        picked={picked}
        onPick={(day) => put({ day: day === picked ? null : day })}
      />
      <section className="block" aria-label="到期事项">
        <h2>
          {picked ? `${spokenDay(picked, view.today)}到期` : '全年到期'} {shown.length} 项
          {picked && (
            <Button type="link" size="small" onClick={() => put({ day: null })}>
              显示全年
            </Button>
          )}
        </h2>
        <Rows view={view} rows={shown} />
      </section>
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
          {due.count > 1 && <i>{due.count}项</i>}
        </button>
      ) : (
        <span className="soft">{Number(date.slice(8))}</span>
      )}
    </td>
  );
}

function Rows({ view, rows }: { view: UnitDeadlinesView; rows: DeadlineRow[] }) {
  return (
    <Table
      size="small"
      rowKey={({ itemKey, instance }) => `${itemKey} ${instance}`}
      columns={COLUMNS}
      dataSource={rows}
      pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
      expandable={{ expandedRowRender: (row) => <RowDetail row={row} today={view.today} />, expandRowByClick: true }}
      locale={{
        emptyText: (
          <Empty>
            {view.rows.length > 0
              ? '没有符合条件的期限。'
              : '该单位的目录中没有可以事先推算的期限；自事件起算的期限，在事件发生并采集之后列出。'}
          </Empty>
        ),
      }}
      scroll={{ x: 760 }}
    />
  );
}

const COLUMNS: TableColumnsType<DeadlineRow> = [
  { title: '到期日', width: '7rem', render: (_value, { dueOn }) => dueOn ?? '不能推算' },
  { title: '状态', width: '9rem', render: (_value, row) => <StateTag state={row.state} /> },
  {
    title: '公开事项',
    render: (_value, { item, group }) => (
      <>
        {item}
        {group && <div className="soft small">{group}</div>}
      </>
    ),
  },
  { title: '期次或信息', width: '20rem', dataIndex: 'label' },
  {
    title: '距今',
    width: '9rem',
    render: (_value, row) => distance(row),
  },
];

/** A day gone by is an overrun only where something was found missing or late. */
function distance({ workingDaysLeft, workingDaysLate, publishedOn, state }: DeadlineRow): string {
  if (workingDaysLate !== null) return `${lateness(workingDaysLate)}${publishedOn ? '公开' : ''}`;
  if (workingDaysLeft === null || state === 'met') return '';
  return workingDaysLeft >= 0 ? lateness(-workingDaysLeft) : `已过${-workingDaysLeft}个工作日`;
}

const STATE_LOOK: Record<DeadlineStateName, string> = {
  missed: 'tag-returned',
  soon: 'tag-active',
  doubt: 'tag-doubt',
  unseen: 'tag-unseen',
  upcoming: '',
  met: 'tag-done',
  unjudged: '',
  offline: '',
  unknown: 'tag-unseen',
};

function StateTag({ state }: { state: DeadlineStateName }) {
  return <span className={`tag ${STATE_LOOK[state]}`}>{DEADLINE_STATE[state]}</span>;
}

function RowDetail({ row, today }: { row: DeadlineRow; today: string }) {
  return (
    <div className="stack">
      {row.explanation && <p>{row.explanation}</p>}
      {row.deadline && row.deadline.steps.length > 0 ? (
        <DeadlineStrip deadline={row.deadline} publishedOn={row.publishedOn} today={today} />
      ) : (
        <p className="soft">{row.sentence}</p>
      )}
      <p className="actions">
        {row.url && <OpenLink url={row.url}>打开网页</OpenLink>}
        {row.alertId !== null && <Link to={`/alerts/${row.alertId}`}>查看告警</Link>}
      </p>
    </div>
  );
}

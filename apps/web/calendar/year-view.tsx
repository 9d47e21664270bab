import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { CalendarDayView, CalendarYearView } from '../../api/calendar-views';
import { withQuery } from '../api/routes';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { spokenDay } from '../words/days';
import { badgeOf, holidaySpans, monthsOfYear } from './calendar-months';
import { DayDialog } from './day-dialog';
import { MonthTable } from './month-table';
import { NoticeDialog } from './notice-dialog';
import { RollOver } from './roll-over';

/** 工作日历 of one year: every workday, weekend, holiday and make-up day, and who changed what. */
export function YearView() {
  const [address, setAddress] = useSearchParams();
  const asked = address.get('year');
  const query = useQuery(withQuery('/api/calendar', { year: asked === null ? null : Number(asked) }));
  const goTo = (year: number) => setAddress({ year: String(year) }, { replace: true });
  return (
    <Loaded query={query} what="工作日历">
      {(view) => (
        <div className="stack">
          {view.alarm && <Alarm view={view} onEntered={query.reload} />}
          <YearHead view={view} onYear={goTo} onChanged={query.reload} />
          {view.isCovered ? (
            <Year view={view} onChanged={query.reload} />
          ) : (
            <Empty>
              {view.year}年放假安排尚未收录，这一年的工作日期限不作推算。国务院办公厅通常在上一年11月前后发布通知。
            </Empty>
          )}
        </div>
      )}
    </Loaded>
  );
}

function Alarm({ view, onEntered }: { view: CalendarYearView; onEntered: () => void }) {
  const [isEntering, setEntering] = useState(false);
  if (!view.alarm) return null;
  return (
    <div className="alarm" role="alert">
      <b>{view.alarm.title}</b> <span>{view.alarm.advice}</span>
      {view.canEdit ? (
        <Button type="primary" onClick={() => setEntering(true)}>
          录入 {view.enterableYear} 年放假安排
        </Button>
      ) : (
        <span className="soft">请联系系统管理员。</span>
      )}
      <NoticeDialog
        year={isEntering ? view.enterableYear : null}
        isCovered={false}
        today={view.today}
        onClose={() => setEntering(false)}
        onEntered={onEntered}
      />
    </div>
  );
}

interface YearProps {
  view: CalendarYearView;
  onChanged: () => void;
}

function YearHead({ view, onYear, onChanged }: YearProps & { onYear: (year: number) => void }) {
  const { first, last } = view.years;
  const [isEntering, setEntering] = useState(false);
  return (
    <section className="block" aria-label={`${view.year}年`}>
      <div className="head" style={{ marginBottom: 4 }}>
        <span className="year-steps">
          <Button disabled={view.year <= first} onClick={() => onYear(view.year - 1)}>
            上一年
          </Button>
          <h2 style={{ minWidth: '5rem', textAlign: 'center' }}>{view.year}年</h2>
          <Button disabled={view.year > last} onClick={() => onYear(view.year + 1)}>
            下一年
          </Button>
        </span>
        {view.isCovered && (
          <span>
            工作日 {view.counts.working} 天（其中调休上班 {view.counts.makeUp} 天），休息日 {view.counts.off} 天
          </span>
        )}
        {view.canEdit && view.isCovered && (
          <span className="actions">
            <Button onClick={() => setEntering(true)}>导入放假安排</Button>
          </span>
        )}
        <NoticeDialog
          year={isEntering ? view.year : null}
          isCovered
          today={view.today}
          onClose={() => setEntering(false)}
          onEntered={onChanged}
        />
      </div>
      <p className="small soft">
        {view.source ? (
          <>
            依据：{view.source}
            {view.isEntered && `（${view.enteredBy}在线录入）`}。
          </>
        ) : (
          '没有依据可用的通知。'
        )}{' '}
        已收录 {first} 年至 {last} 年。
      </p>
      <RollOver view={view} onChanged={onChanged} />
    </section>
  );
}

function Year({ view, onChanged }: YearProps) {
  const [picked, setPicked] = useState<CalendarDayView | null>(null);
  const byDate = new Map(view.days.map((day) => [day.date, day]));
  return (
    <>
      <div className="months">
        {monthsOfYear(view.year).map((month) => {
          const days = month.weeks.flat().flatMap((date) => byDate.get(date ?? '') ?? []);
          return (
            <MonthTable
              key={month.month}
              month={month}
              note={`工作日 ${days.filter(({ isWorking }) => isWorking).length} 天`}
            >
              {(date) => (
                <DayCell key={date} day={byDate.get(date)!} view={view} onPick={() => setPicked(byDate.get(date)!)} />
              )}
            </MonthTable>
          );
        })}
      </div>
      <Legend />
      <Holidays view={view} />
      <DayDialog day={picked} today={view.today} onClose={() => setPicked(null)} onChanged={onChanged} />
    </>
  );
}

interface DayCellProps {
  day: CalendarDayView;
  view: CalendarYearView;
  onPick: () => void;
}

function DayCell({ day, view, onPick }: DayCellProps) {
  const badge = badgeOf(day);
  const classes = [
    !day.isWorking && (badge ? 'off' : 'weekend'),
    day.isWorking && badge && 'make-up',
    day.changed && 'changed',
    day.date === view.today && 'today',
  ].filter(Boolean);
  const words = [
    `${spokenDay(day.date, view.today)} ${day.reason}`,
    day.changed && `${day.changed.by}改定，依据：${day.changed.source}`,
  ].filter(Boolean);
  const content = (
    <>
      {Number(day.date.slice(8))}
      {badge && <i>{badge}</i>}
    </>
  );
  return (
    <td className={classes.join(' ')} title={words.join('，')}>
      {view.canEdit ? (
        <button type="button" aria-label={`修改 ${words.join('，')}`} onClick={onPick}>
          {content}
        </button>
      ) : (
        <span aria-label={words.join('，')}>{content}</span>
      )}
    </td>
  );
}

function Legend() {
  return (
    <ul className="strip-legend">
      <li>
        <i className="legend-off" />
        休：法定节假日、调休放假
      </li>
      <li>
        <i className="legend-make-up" />
        班：调休上班
      </li>
      <li>
        <i className="legend-weekend" />
        周末
      </li>
      <li>
        <i className="legend-changed" />
        管理员改定
      </li>
    </ul>
  );
}

function Holidays({ view }: { view: CalendarYearView }) {
  const makeUps = view.days.filter(({ reason, changed }) => reason === '调休上班' && !changed);
  const changed = view.days.filter((day) => day.changed);
  return (
    <section className="block" aria-label="放假安排">
      <h2>放假安排</h2>
      <dl className="facts">
        {holidaySpans(view.days).flatMap(({ name, from, to, length }) => [
          <dt key={`${from} name`}>{name}</dt>,
          <dd key={from}>
            {from === to ? spokenDay(from) : `${spokenDay(from)}至${spokenDay(to)}`}，{length} 天
          </dd>,
        ])}
        <dt>调休上班</dt>
        <dd>{makeUps.length > 0 ? makeUps.map(({ date }) => spokenDay(date)).join('、') : '无'}</dd>
        {changed.length > 0 && <dt>管理员改定</dt>}
        {changed.length > 0 && (
          <dd>
            {changed.map(({ date, reason, changed: entry }) => (
              <div key={date}>
                {spokenDay(date)} {reason}（{entry?.by}，依据：{entry?.source}）
              </div>
            ))}
          </dd>
        )}
      </dl>
    </section>
  );
}

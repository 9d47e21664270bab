import type { ReactNode } from 'react';
import type { MonthGrid } from './calendar-months';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

interface MonthTableProps {
  month: MonthGrid;
  /** Beside the month's name: 工作日 18 天. */
  note?: ReactNode;
  children: (date: string) => ReactNode;
}

/** One month, Monday to Sunday; the caller draws the cell (`td`) of each day. */
export function MonthTable({ month, note, children }: MonthTableProps) {
  return (
    <table className="month">
      <caption>
        <b>{month.label}</b> {note && <span className="soft small">{note}</span>}
      </caption>
      <thead>
        <tr>
          {WEEK.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week, index) => (
          <tr key={index}>{week.map((date, at) => (date ? children(date) : <td key={at} />))}</tr>
        ))}
      </tbody>
    </table>
  );
}

import { App, Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import type { AlertRow, NoticeView } from '../../api/views';
import { OUTCOME_KEY } from '../alerts/use-alert-commands';
import { send, sentenceOf } from '../api/client';
import { useQuery } from '../api/use-query';
import { SeverityMark } from '../look/marks';
import { Empty, Loaded, Refusal } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useSession } from '../session/session';
import { NoticeLetter } from './notice-letter';

const MOST_PROBLEMS = 200;

/** 拟发通知: left the confirmed alerts of one unit, right the letter as it will be sent. */
export function NoticeDraft() {
  const [address, setAddress] = useSearchParams();
  const unit = address.get('unit');
  const units = useQuery('/api/units');
  return (
    <>
      <div className="head">
        <h1>拟发整改通知</h1>
        <Select
          aria-label="单位"
          placeholder="选择单位"
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '16rem' }}
          loading={units.isLoading}
          value={unit ? Number(unit) : undefined}
          onChange={(id) => setAddress({ unit: String(id) })}
          options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      {unit === null ? (
        <Empty>先选择单位。一份整改通知书只发一个单位，列入的是该单位已确认的告警。</Empty>
      ) : (
        <DraftOfUnit key={unit} unit={unit} asked={numbersIn(address.get('alerts'))} />
      )}
    </>
  );
}

function numbersIn(text: string | null): number[] {
  return (text ?? '')
    .split(',')
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0);
}

function DraftOfUnit({ unit, asked }: { unit: string; asked: number[] }) {
  const query = useQuery(`/api/alerts?unit=${encodeURIComponent(unit)}&state=confirmed&size=${MOST_PROBLEMS}`);
  return (
    <Loaded query={query} what="已确认的告警">
      {(page) =>
        page.rows.length === 0 ? (
          <Empty>该单位没有已确认而未通知的告警。请先在告警列表中确认。</Empty>
        ) : (
          <Composer rows={page.rows} asked={asked} />
        )
      }
    </Loaded>
  );
}

function Composer({ rows, asked }: { rows: AlertRow[]; asked: number[] }) {
  const [chosen, setChosen] = useState(() =>
    (asked.length > 0 ? rows.filter(({ id }) => asked.includes(id)) : rows).map(({ id }) => id),
  );
  const [rectifyBy, setRectifyBy] = useState<string>();
  const { letter, problem } = useLetter(chosen, rectifyBy);
  return (
    <div className="halves aside-left">
      <div className="stack">
        <section className="block" aria-label="列入的告警">
          <h2>
            列入 {chosen.length} / {rows.length} 条已确认告警
          </h2>
          <ul className="plain-list">
            {rows.map((row) => (
              <li key={row.id}>
                <Checkbox
                  checked={chosen.includes(row.id)}
                  onChange={(event) =>
                    setChosen(event.target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
                  }
                >
                  <SeverityMark severity={row.severity} /> {row.item ?? row.section ?? '网站'}
                  <div className="soft small">{row.explanation}</div>
                </Checkbox>
              </li>
            ))}
          </ul>
        </section>
        {letter && chosen.length > 0 && <IssueForm letter={letter} alertIds={chosen} onRectifyBy={setRectifyBy} />}
      </div>
      <div>
        {problem && <Refusal sentence={problem} />}
        {chosen.length === 0 ? <Empty>至少列入一条告警。</Empty> : letter && <NoticeLetter notice={letter} />}
      </div>
    </div>
  );
}

/** The letter as the server composes it; asked anew for every change of the choice or of the day. */
function useLetter(
  alertIds: number[],
  rectifyBy: string | undefined,
): { letter: NoticeView | null; problem: string | null } {
  const [letter, setLetter] = useState<NoticeView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const key = alertIds.join(',');
  useEffect(() => {
    let isCurrent = true;
    setProblem(null);
    if (key === '') return setLetter(null);
    send('POST', '/api/notices/draft', { alertIds: key.split(',').map(Number), rectifyBy })
      .then((next) => isCurrent && setLetter(next))
      .catch((reason: unknown) => isCurrent && (setLetter(null), setProblem(sentenceOf(reason))));
    return () => {
      isCurrent = false;
    };
  }, [key, rectifyBy]);
  return { letter, problem };
}

interface IssueFormProps {
  letter: NoticeView;
  alertIds: number[];
  onRectifyBy: (day: string) => void;
}

function IssueForm({ letter, alertIds, onRectifyBy }: IssueFormProps) {
  const { region } = useSession();
  const { message, notification } = App.useApp();
  const navigate = useNavigate();
  const { isRunning, run } = useCommand();
  const issue = () =>
    run(async () => {
      const body = { alertIds, rectifyBy: letter.rectifyBy };
      const { id } = await send('POST', '/api/notices', body);
      notification.destroy(OUTCOME_KEY);
      message.success('整改通知已签发');
      navigate(`/notices/${id}`);
    });

  return (
    <section className="block stack" aria-label="签发">
      <label>
        整改期限
        <Input
          type="date"
          min={region.today}
          value={letter.rectifyBy}
          onChange={(event) => event.target.value && onRectifyBy(event.target.value)}
        />
      </label>
      <Button type="primary" block loading={isRunning} onClick={issue}>
        签发给{letter.unitName}
      </Button>
      <p className="soft small">签发后编号，进入该单位收件箱并发送电子邮件；误发可以撤销。</p>
    </section>
  );
}

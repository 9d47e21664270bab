import { Button, Input, InputNumber } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { DeadlineCalculationView } from '../../api/calendar-views';
import { DeadlineStrip } from '../alerts/deadline-strip';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { useSession } from '../session/session';

interface PauseDraft {
  from: string;
  to: string;
  reason: string;
}

/** 期限推算: any wording from any day, with what stopped the clock and what was added, day by day. Stores nothing. */
export function Calculator() {
  const { region } = useSession();
  const [address] = useSearchParams();
  const [phrase, setPhrase] = useState(address.get('phrase') ?? '信息形成或者变更之日起20个工作日内');
  const [from, setFrom] = useState(address.get('from') ?? region.today);
  const [pauses, setPauses] = useState<PauseDraft[]>([]);
  const [extension, setExtension] = useState<number | null>(null);
  const [answer, setAnswer] = useState<DeadlineCalculationView | null>(null);
  const { isRunning, run } = useCommand();
  const count = () =>
    run(async () => {
      const body = {
        phrase,
        from,
        pauses: pauses.filter((pause) => pause.from && pause.to).map(withReason),
        ...(extension ? { extension: { amount: extension, unit: 'workday' as const } } : {}),
      };
      setAnswer(await send('POST', '/api/calendar/deadline', body));
    });
  useEffect(() => {
    if (address.get('phrase')) void count();
    // Only for the wording that came with the address; afterwards the person counts.
  }, []);

  return (
    <div className="stack">
      <form
        className="block form-rows"
        onSubmit={(event) => {
          event.preventDefault();
          void count();
        }}
      >
        <label>
          公开时限（目录原文）
          <Input value={phrase} maxLength={1000} onChange={(event) => setPhrase(event.target.value)} />
        </label>
        <div className="actions">
          <label>
            起算之日
            <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </label>
          <label>
            延长（工作日）
            <InputNumber min={1} max={1000} value={extension} onChange={setExtension} placeholder="无" />
          </label>
          <Button onClick={() => setPauses([...pauses, { from, to: from, reason: '征求第三方意见' }])}>增加中止</Button>
          <Button type="primary" htmlType="submit" loading={isRunning} disabled={!phrase.trim() || !from}>
            推算
          </Button>
        </div>
        {pauses.map((pause, index) => (
          <Pause
            key={index}
            pause={pause}
            onChange={(changed) => setPauses(pauses.map((each, at) => (at === index ? changed : each)))}
            onRemove={() => setPauses(pauses.filter((_pause, at) => at !== index))}
          />
        ))}
        <p className="soft small">
          起算之日不计入（《民法典》第二百零一条）；中止的日子不计入；末日遇休息日的自然日期限顺延。
        </p>
      </form>
      {answer?.parts.map((part, index) => (
        <section className="block" key={index} aria-label={part.wording}>
          <h2>{part.wording}</h2>
          {part.deadline ? (
            <>
              <p className="claim">
                截止日 <b>{part.deadline.on}</b>
              </p>
              {part.caution && <p className="soon">{part.caution}。</p>}
              <DeadlineStrip deadline={part.deadline} publishedOn={null} today={null} />
            </>
          ) : (
            <p className="soft">{part.problem}</p>
          )}
        </section>
      ))}
    </div>
  );
}

const withReason = (pause: PauseDraft) => ({ ...pause, reason: pause.reason.trim() || '中止' });

interface PauseProps {
  pause: PauseDraft;
  onChange: (pause: PauseDraft) => void;
  onRemove: () => void;
}

function Pause({ pause, onChange, onRemove }: PauseProps) {
  return (
    <div className="actions">
      <label>
        中止自
        <Input type="date" value={pause.from} onChange={(event) => onChange({ ...pause, from: event.target.value })} />
      </label>
      <label>
        至
        <Input type="date" value={pause.to} onChange={(event) => onChange({ ...pause, to: event.target.value })} />
      </label>
      <label>
        事由
        <Input
          maxLength={40}
          value={pause.reason}
          onChange={(event) => onChange({ ...pause, reason: event.target.value })}
        />
      </label>
      <Button type="link" onClick={onRemove}>
        去掉
      </Button>
    </div>
  );
}

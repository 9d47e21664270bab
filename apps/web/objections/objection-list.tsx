import { App, Button, Input, Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router-dom';
import type { ObjectionView } from '../../api/views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useDraft } from '../parts/use-draft';
import { clockTime, spokenDay } from '../words/days';

const STATE: Record<ObjectionView['state'], string> = { undecided: '待处理', upheld: '成立', rejected: '不成立' };

/** 异议: what units contest; until decided a problem is in no bulletin. */
export function ObjectionList() {
  const [address, setAddress] = useSearchParams();
  const state = (address.get('state') ?? 'undecided') as ObjectionView['state'];
  const query = useQuery(`/api/objections?state=${encodeURIComponent(state)}`);
  return (
    <>
      <div className="head">
        <h1>异议</h1>
        <Segmented
          aria-label="状态"
          value={state}
          onChange={(value) => setAddress({ state: value })}
          options={Object.entries(STATE).map(([value, label]) => ({ value, label }))}
        />
        <span className="soft">异议处理之前，有关问题不列入任何通报。</span>
      </div>
      <Loaded query={query} what="异议">
        {(objections) =>
          objections.length === 0 ? (
            <Empty>{state === 'undecided' ? '没有待处理的异议。' : `没有${STATE[state]}的异议。`}</Empty>
          ) : (
            <div className="stack">
              {objections.map((objection) => (
                <Objection key={objection.id} objection={objection} onDecided={query.reload} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function Objection({ objection, onDecided }: { objection: ObjectionView; onDecided: () => void }) {
  return (
    <article className="block" aria-label={`${objection.unitName}的异议`}>
      <div className="head">
        <h2>
          {objection.unitName} · {objection.item ?? '网站'}
        </h2>
        <span className={`tag ${objection.state === 'undecided' ? 'tag-doubt' : ''}`}>{STATE[objection.state]}</span>
        <Link to={`/alerts/${objection.alertId}`}>查看告警与证据</Link>
      </div>
      <dl className="facts">
        <dt>系统认为</dt>
        <dd>{objection.explanation}</dd>
        <dt>单位理由</dt>
        <dd className="kept-lines">{objection.reason}</dd>
        {objection.formedOn && <dt>实际成文日期</dt>}
        {objection.formedOn && <dd>{spokenDay(objection.formedOn, '')}</dd>}
        {objection.fileName && <dt>佐证文件</dt>}
        {objection.fileName && (
          <dd>
            <a href={`/api/objections/${objection.id}/file`} download>
              {objection.fileName}
            </a>
          </dd>
        )}
        <dt>提出</dt>
        <dd>
          {objection.byName}，{clockTime(objection.at)}
        </dd>
        {objection.decision && <dt>处理意见</dt>}
        {objection.decision && (
          <dd>
            {objection.decision}
            {objection.decidedBy && `（${objection.decidedBy}）`}
          </dd>
        )}
      </dl>
      {objection.state === 'undecided' && <Decision objection={objection} onDecided={onDecided} />}
    </article>
  );
}

function Decision({ objection, onDecided }: { objection: ObjectionView; onDecided: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const draft = useDraft(`decision.${objection.id}`);
  const decide = (upheld: boolean) =>
    run(async () => {
      await send('POST', `/api/objections/${objection.id}/decision`, { upheld, decision: draft.text.trim() });
      draft.clear();
      message.success(upheld ? '异议成立，告警已撤销并计入误报' : '异议不成立，告警维持');
      onDecided();
    });
  const isEmpty = draft.text.trim() === '';
  return (
    <div className="stack" style={{ marginTop: 10 }}>
      <Input.TextArea
        aria-label="处理意见"
        placeholder="处理意见，将告知单位"
        rows={2}
        maxLength={1000}
        value={draft.text}
        onChange={(event) => draft.setText(event.target.value)}
      />
      <div className="actions">
        <Button type="primary" disabled={isEmpty || isRunning} onClick={() => decide(true)}>
          异议成立
        </Button>
        <Button disabled={isEmpty || isRunning} onClick={() => decide(false)}>
          异议不成立
        </Button>
        {isEmpty && <span className="soft small">先写处理意见，再作决定。</span>}
      </div>
    </div>
  );
}

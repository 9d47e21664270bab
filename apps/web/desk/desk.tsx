import { App, Button } from 'antd';
import { Link, useSearchParams } from 'react-router-dom';
import type { AlertRow, DeskView } from '../../api/views';
import { ObjectionButton } from '../alerts/objection-dialog';
import { withQuery } from '../api/routes';
import { useQuery } from '../api/use-query';
import { AlertStateTag, SeverityMark } from '../look/marks';
import { OpenLink } from '../parts/external';
import { Empty, Loaded } from '../parts/loaded';
import { lateness, spokenDay } from '../words/days';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { useReloadWhile } from '../parts/use-reload-while';
import { useSession } from '../session/session';
import { DeskNotice } from './desk-notice';

/** 单位联络员首页: what is due, what to mend, what tomorrow would say. Written as a colleague would. */
export function Desk() {
  const [address] = useSearchParams();
  const unit = address.get('unit');
  const query = useQuery(withQuery('/api/desk', { unit: unit ? Number(unit) : null }));
  const { account } = useSession();
  useReloadWhile(query.data?.isCrawling ?? false, query.reload);
  return (
    <Loaded query={query} what="本单位事项">
      {(desk) => (
        <>
          <div className="head">
            <h1>{desk.unit.name}</h1>
            <span className="soft">
              {desk.lastObservedOn
                ? `以下依据 ${spokenDay(desk.lastObservedOn, desk.today)} 的采集和评估`
                : '还没有完成采集和评估，结果出来后会显示在这里'}
            </span>
            {account.unitId !== null && (
              <span className="actions">
                <Recheck isCrawling={desk.isCrawling} onAsked={query.reload} />
              </span>
            )}
          </div>
          <div className="desk">
            <DueSoon desk={desk} />
            <section className="block" aria-label="整改通知">
              <h2>整改通知</h2>
              <Notices desk={desk} onChanged={query.reload} />
            </section>
            <Preview desk={desk} onChanged={query.reload} />
          </div>
        </>
      )}
    </Loaded>
  );
}

/** 立即复查: reads the unit's site again, so that what was mended leaves the preview today. */
function Recheck({ isCrawling, onAsked }: { isCrawling: boolean; onAsked: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const recheck = () =>
    run(async () => {
      await send('POST', '/api/desk/recheck');
      message.success('已安排复查：重新采集本单位网站并按同一规则判定，通常几分钟内有结果');
      onAsked();
    });
  return (
    <>
      {isCrawling && (
        <span className="soft" role="status">
          正在采集本单位网站，有结果后本页更新
        </span>
      )}
      <Button loading={isRunning} disabled={isCrawling} onClick={recheck}>
        立即复查
      </Button>
    </>
  );
}

function DueSoon({ desk }: { desk: DeskView }) {
  return (
    <section className="block" aria-label="本周到期">
      <h2>本周到期</h2>
      {desk.dueSoon.length === 0 && (
        <Empty>{desk.lastObservedOn ? '未来五个工作日内没有到期的公开事项。' : '还没有评估结果。'}</Empty>
      )}
      <ul className="ruled-list">
        {desk.dueSoon.map((due) => (
          <li key={`${due.row} ${due.dueOn}`}>
            <p>
              请在 <b>{spokenDay(due.dueOn, desk.today)}</b> 前公开 <b>{due.item}</b>
            </p>
            <p className={due.workingDaysLeft <= 1 ? 'late' : 'soon'}>
              {due.workingDaysLeft === 0 ? '今日到期' : `还有 ${due.workingDaysLeft} 个工作日`}
            </p>
            <p className="small">
              {due.section ? `发布到“${due.section}”栏目` : '目录未载明栏目'}，目录第 {due.row} 行{' '}
              {due.url && <OpenLink url={due.url}>打开栏目</OpenLink>}
            </p>
            {due.sentence && <p className="soft small">{due.sentence}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Notices({ desk, onChanged }: { desk: DeskView; onChanged: () => void }) {
  const running = desk.notices.filter(({ state }) => state !== 'closed' && state !== 'withdrawn');
  const settled = desk.notices.length - running.length;
  return (
    <>
      {running.length === 0 && <Empty>没有需要整改的通知。</Empty>}
      <ul className="ruled-list">
        {running.map((notice) => (
          <li key={notice.id}>
            <DeskNotice notice={notice} onChanged={onChanged} />
          </li>
        ))}
      </ul>
      {settled > 0 && (
        <p className="small">
          <Link to="/notices">已办结的通知 {settled} 份</Link>
        </p>
      )}
    </>
  );
}

function Preview({ desk, onChanged }: { desk: DeskView; onChanged: () => void }) {
  return (
    <section className="block" aria-label="明日预览">
      <h2>明日预览</h2>
      <p className="soft small">
        照现在看到的情况，评估会这样写。尚未发出通知，改好后可以立即复查；看得不对，请提出异议。
      </p>
      {desk.preview.length === 0 && <Empty>{desk.lastObservedOn ? '目前没有发现问题。' : '还没有评估结果。'}</Empty>}
      <ul className="ruled-list">
        {desk.preview.map((row) => (
          <li key={row.id}>
            <PreviewRow row={row} onChanged={onChanged} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PreviewRow({ row, onChanged }: { row: AlertRow; onChanged: () => void }) {
  return (
    <>
      <p>
        <SeverityMark severity={row.severity} />{' '}
        <Link to={`/alerts/${row.id}`}>{row.item ?? row.section ?? '网站'}</Link> <AlertStateTag state={row.state} />
      </p>
      <p>{row.explanation}</p>
      {row.dueOn && (
        <p className="small">
          截止 {row.dueOn}
          {row.workingDaysLate !== null && (
            <span className={row.workingDaysLate > 0 ? 'late' : 'soon'}>，{lateness(row.workingDaysLate)}</span>
          )}
        </p>
      )}
      {row.actions.includes('object') && !row.isContested && <ObjectionButton alertId={row.id} onSent={onChanged} />}
      {row.isContested && <p className="soft small">异议已提交，处理之前不列入通报。</p>}
    </>
  );
}

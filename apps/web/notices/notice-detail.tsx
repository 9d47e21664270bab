import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { Link, useParams } from 'react-router-dom';
import type { NoticeProblemView, NoticeView } from '../../api/views';
import { ObjectionButton } from '../alerts/objection-dialog';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { NoticeStateTag } from '../look/marks';
import { Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useReloadWhile } from '../parts/use-reload-while';
import { holds } from '../session/roles';
import { useSession } from '../session/session';
import { NoteButton } from './note-button';
import { NoticeLetter } from './notice-letter';
import { RectifyBy } from './rectify-by';
import { ReplyForm } from './reply-form';
import { Replies } from './replies';

/** 整改通知: the letter, what is being done about it, and who answers what. */
export function NoticeDetail() {
  const { id } = useParams();
  const query = useQuery(`/api/notices/${id}`);
  useReloadWhile(query.data?.state === 'rechecking', query.reload);
  return (
    <>
      <div className="head small">
        <Link to="/notices">返回整改通知</Link>
      </div>
      <Loaded query={query} what="整改通知">
        {(notice) => (
          <>
            <NoticeHead notice={notice} onChanged={query.reload} />
            <div className="halves aside-right">
              <NoticeLetter
                notice={notice}
                drawActions={(problem) => <ProblemActions {...{ notice, problem }} onChanged={query.reload} />}
              />
              <div className="stack">
                <section className="block" aria-label="反馈">
                  <h2>反馈（{notice.replies.length}）</h2>
                  <Replies notice={notice} />
                  {notice.actions.includes('reply') && <ReplyForm noticeId={notice.id} onSent={query.reload} />}
                </section>
                <Delivery notice={notice} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function NoticeHead({ notice, onChanged }: { notice: NoticeView; onChanged: () => void }) {
  return (
    <div className="head">
      <h1>{notice.number}</h1>
      <span>{notice.unitName}</span>
      <NoticeStateTag state={notice.state} />
      <span>
        整改期限 <RectifyBy notice={notice} />
      </span>
      <span className="soft">
        已销号 {notice.closedProblems} / {notice.problems}
      </span>
      <span className="actions">
        <Button icon={<DownloadOutlined aria-hidden="true" />} href={`/api/notices/${notice.id}/file.docx`} download>
          下载 Word
        </Button>
        {notice.actions.includes('withdraw') && (
          <NoteButton
            word="撤销通知"
            title="撤销整改通知"
            hint="撤销后，所列告警退回通知之前的状态，理由记入办理过程。"
            onSend={(note) => send('POST', `/api/notices/${notice.id}/withdraw`, { note })}
            onSent={onChanged}
          />
        )}
        {notice.actions.includes('recheck') && <RecheckButton noticeId={notice.id} onAsked={onChanged} />}
      </span>
    </div>
  );
}

/** 立即复查: crawls the pages concerned again; the outcome comes with the next look. */
export function RecheckButton({ noticeId, onAsked }: { noticeId: number; onAsked: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const recheck = () =>
    run(async () => {
      await send('POST', `/api/notices/${noticeId}/recheck`);
      message.success('已开始复查：重新采集有关栏目并按同一规则判定，通常几分钟内有结果');
      onAsked();
    });
  return (
    <Button type="primary" loading={isRunning} onClick={recheck}>
      立即复查
    </Button>
  );
}

interface ProblemActionsProps {
  notice: NoticeView;
  problem: NoticeProblemView;
  onChanged: () => void;
}

function ProblemActions({ notice, problem, onChanged }: ProblemActionsProps) {
  const { account } = useSession();
  const isRunning = problem.state === 'open' || problem.state === 'returned';
  const canAccept = notice.actions.includes('accept') && isRunning && !problem.isCurable;
  const canObject = holds(account, 'unitOfficer') && isRunning && !problem.isContested;
  return (
    <div className="actions" style={{ marginTop: 4 }}>
      {canAccept && (
        <NoteButton
          word="审定说明后销号"
          title={`审定说明后销号：${problem.item ?? problem.section ?? '网站'}`}
          hint="超期公开的事实不能补正。请写明采信单位说明的理由，将记入办理过程。"
          onSend={(note) => send('POST', `/api/notices/${notice.id}/accept`, { alertId: problem.alertId, note })}
          onSent={onChanged}
        />
      )}
      {canObject && <ObjectionButton alertId={problem.alertId} onSent={onChanged} />}
      <Link to={`/alerts/${problem.alertId}`}>查看告警</Link>
    </div>
  );
}

const MAIL_STATE = { pending: '待发送', sent: '已发送', failed: '发送失败' } as const;

function Delivery({ notice }: { notice: NoticeView }) {
  return (
    <section className="block" aria-label="送达">
      <h2>送达</h2>
      <dl className="facts">
        <dt>收件箱</dt>
        <dd>{notice.issuedOn} 已送达单位收件箱</dd>
        <dt>签发人</dt>
        <dd>{notice.issuedBy}</dd>
        <dt>电子邮件</dt>
        <dd>
          {notice.mail ? (
            <>
              {notice.mail.recipient} {MAIL_STATE[notice.mail.state]}
              {notice.mail.error && <div className="late">{notice.mail.error}</div>}
            </>
          ) : (
            <span className="soft">单位没有登记邮箱，未发邮件</span>
          )}
        </dd>
        {notice.closedOn && <dt>销号日期</dt>}
        {notice.closedOn && <dd>{notice.closedOn}</dd>}
      </dl>
    </section>
  );
}

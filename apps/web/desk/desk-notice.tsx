import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { NoticeProblemView, NoticeRow } from '../../api/views';
import { ObjectionButton } from '../alerts/objection-dialog';
import { useQuery } from '../api/use-query';
import { NoticeStateTag, ProblemStateTag } from '../look/marks';
import { RecheckButton } from '../notices/notice-detail';
import { RectifyBy } from '../notices/rectify-by';
import { Replies } from '../notices/replies';
import { ReplyForm } from '../notices/reply-form';
import { OpenLink } from '../parts/external';
import { Loaded } from '../parts/loaded';
import { useReloadWhile } from '../parts/use-reload-while';

/** One notice on the desk: folded to a line, opened to what is wrong, how to mend it and the answer. */
export function DeskNotice({ notice, onChanged }: { notice: NoticeRow; onChanged: () => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p>
        <Link to={`/notices/${notice.id}`}>{notice.number}</Link> <NoticeStateTag state={notice.state} />
      </p>
      <p>
        整改期限 <RectifyBy notice={notice} />
        ，已销号 {notice.closedProblems} / {notice.problems} 项
      </p>
      <Button type="link" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? '收起' : '看问题、作反馈'}
      </Button>
      {isOpen && <OpenNotice id={notice.id} onChanged={onChanged} />}
    </>
  );
}

function OpenNotice({ id, onChanged }: { id: number; onChanged: () => void }) {
  const query = useQuery(`/api/notices/${id}`);
  useReloadWhile(query.data?.state === 'rechecking', query.reload);
  const changed = () => {
    query.reload();
    onChanged();
  };
  return (
    <Loaded query={query} what="整改通知">
      {(notice) => (
        <>
          <ol className="ruled-list">
            {notice.problemsList.map((problem) => (
              <li key={problem.alertId}>
                <Problem problem={problem} onChanged={changed} />
              </li>
            ))}
          </ol>
          {notice.replies.length > 0 && <Replies notice={notice} />}
          {notice.actions.includes('reply') && <ReplyForm noticeId={id} onSent={changed} />}
          {notice.actions.includes('recheck') && (
            <div className="actions" style={{ marginTop: 8 }}>
              <RecheckButton noticeId={id} onAsked={changed} />
              <span className="soft small">已经改好？不必等到明天。</span>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

function Problem({ problem, onChanged }: { problem: NoticeProblemView; onChanged: () => void }) {
  const isRunning = problem.state === 'open' || problem.state === 'returned';
  return (
    <>
      <p>
        <b>{problem.item ?? problem.section ?? '网站'}</b> <ProblemStateTag state={problem.state} />
      </p>
      <p>{problem.explanation}</p>
      <p className="small">
        怎样改：{problem.advice} {problem.url && <OpenLink url={problem.url}>打开有关页面</OpenLink>}
      </p>
      {!problem.isCurable && (
        <p className="soft small">超期已成事实，补发不能更正；请在反馈中说明情况，经审定后销号。</p>
      )}
      {problem.note && <p className="small">复查情况：{problem.note}</p>}
      {isRunning && !problem.isContested && <ObjectionButton alertId={problem.alertId} onSent={onChanged} />}
      {problem.isContested && <p className="soft small">异议已提交，处理之前不列入通报。</p>}
    </>
  );
}

import type { NoticeView } from '../../api/views';
import { ExternalUrl } from '../parts/external';
import { clockTime } from '../words/days';

/** 反馈往来, oldest first. */
export function Replies({ notice }: { notice: Pick<NoticeView, 'replies'> }) {
  if (notice.replies.length === 0) return <p className="soft">单位还没有反馈。</p>;
  return (
    <ul className="ruled-list">
      {notice.replies.map((reply) => (
        <li key={reply.id}>
          <div className="soft small">
            {reply.byName} · {clockTime(reply.at)}
          </div>
          <p className="kept-lines">{reply.text}</p>
          {reply.links.map((link) => (
            <div key={link} className="small">
              佐证：
              <ExternalUrl url={link} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}

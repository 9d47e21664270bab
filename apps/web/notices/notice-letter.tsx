import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { NoticeProblemView, NoticeView } from '../../api/views';
import { ContestedTag, ProblemStateTag, SeverityMark } from '../look/marks';
import { ExternalUrl, Hash, OpenLink } from '../parts/external';
import { clockTime } from '../words/days';

interface NoticeLetterProps {
  notice: NoticeView;
  /** What may be done about one problem, drawn under it. */
  drawActions?: (problem: NoticeProblemView) => ReactNode;
}

/** 整改通知书 as it reads, with the proof under every problem. */
export function NoticeLetter({ notice, drawActions }: NoticeLetterProps) {
  return (
    <article className="block letter stack">
      <header>
        <h2 className="letter-title">{notice.title}</h2>
        <p className="letter-number">{notice.number || '（签发时编号）'}</p>
      </header>
      <p>{notice.unitName}：</p>
      <p className="kept-lines">{notice.opening}</p>
      <section>
        <h3>一、存在的问题（{notice.problemsList.length} 项）</h3>
        <ol className="ruled-list">
          {notice.problemsList.map((problem) => (
            <li key={problem.alertId}>
              <Problem problem={problem} isDraft={notice.id === 0} />
              {drawActions?.(problem)}
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h3>二、整改要求</h3>
        <ol style={{ paddingLeft: '1.6em' }}>
          {notice.requirements.map((requirement) => (
            <li key={requirement}>{requirement}</li>
          ))}
        </ol>
      </section>
      <section>
        <h3>三、反馈和申诉</h3>
        <ol style={{ paddingLeft: '1.6em' }}>
          {notice.feedback.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </section>
      {notice.contact && <p>联系方式：{notice.contact}</p>}
      <p style={{ textAlign: 'right' }}>
        {notice.office}
        <br />
        {signedOn(notice.issuedOn)}
      </p>
    </article>
  );
}

function Problem({ problem, isDraft }: { problem: NoticeProblemView; isDraft: boolean }) {
  return (
    <>
      <p>
        {problem.ordinal}. <b>{problem.item ?? problem.section ?? '网站'}</b>{' '}
        <SeverityMark severity={problem.severity} /> {!isDraft && <ProblemStateTag state={problem.state} />}{' '}
        {problem.isContested && <ContestedTag />}
      </p>
      <p>{problem.explanation}</p>
      <dl className="facts small">
        {problem.arithmetic && <Line name="期限推算">{problem.arithmetic}</Line>}
        <Line name="违反规定">{problem.basis}</Line>
        {problem.section && (
          <Line name="栏目">
            {problem.section} {problem.url && <OpenLink url={problem.url}>打开原网页</OpenLink>}
          </Line>
        )}
        <Line name="整改建议">{problem.advice}</Line>
        {!problem.isCurable && <Line name="说明">已经超期的事实不能补正，提交情况说明并经审定后销号。</Line>}
        {problem.note && <Line name="复查情况">{problem.note}</Line>}
      </dl>
      <ProblemEvidence problem={problem} />
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function ProblemEvidence({ problem }: { problem: NoticeProblemView }) {
  return (
    <details className="small">
      <summary>证据（{problem.evidence.length}）</summary>
      <ul className="plain-list">
        {problem.evidence.map((evidence, index) => (
          <li key={index}>
            {clockTime(evidence.capturedAt)} 采集，SHA-256 <Hash sha256={evidence.sha256} />
            <br />
            <ExternalUrl url={evidence.url} />{' '}
            {/^https?:/i.test(evidence.url) && (
              <Link to={`/captures?${new URLSearchParams({ url: evidence.url, sha256: evidence.sha256 })}`}>
                查看快照
              </Link>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** 成文日期 as a document prints it: 2026年11月18日. */
function signedOn(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

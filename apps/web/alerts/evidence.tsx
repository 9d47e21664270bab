import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { AlertView, EvidenceView } from '../../api/views';
import { UnseenTag } from '../look/marks';
import { ExternalUrl, Hash } from '../parts/external';
import { clockTime, spokenTime } from '../words/days';
import { aroundFirstMark, firstCharacters, markDays } from '../words/highlight';
import { DATE_ORIGIN } from '../words/labels';
import { triggerOf } from './deadline-months';

/** The proof: every capture the claim rests on, one at a time. */
export function EvidenceList({ alert }: { alert: AlertView }) {
  const [at, setAt] = useState(0);
  const shown = alert.evidence[at];
  return (
    <section className="block stack" aria-label="证据">
      <div className="head" style={{ margin: 0 }}>
        <h2>证据（{alert.evidence.length}）</h2>
        {alert.evidence.length > 1 && (
          <Segmented
            size="small"
            aria-label="选择证据"
            value={at}
            onChange={(value) => setAt(Number(value))}
            options={alert.evidence.map((_evidence, index) => ({ label: `第 ${index + 1} 份`, value: index }))}
          />
        )}
      </div>
      {shown ? <Capture key={at} evidence={shown} alert={alert} /> : <NoEvidence alert={alert} />}
    </section>
  );
}

function NoEvidence({ alert }: { alert: AlertView }) {
  if (alert.kind === 'warning')
    return <p className="soft">这是到期前的提醒，截止日之前未见公开不构成问题，因此没有证据。</p>;
  return (
    <p className="unseen">
      <UnseenTag /> 没有留存的网页快照，此条不能列入整改通知。
    </p>
  );
}

/** What rests on no page: a catalog's file, an entry of a register, our own notices and alerts. */
const OWN_RECORD = /^(目录文件|台账|整改通知|告警)：/;

function Capture({ evidence, alert }: { evidence: EvidenceView; alert: AlertView }) {
  if (OWN_RECORD.test(evidence.url)) return <OwnRecord evidence={evidence} />;
  return (
    <>
      <p>
        {spokenTime(evidence.capturedAt)} 采集{evidence.title && `，页面标题“${evidence.title}”`}
      </p>
      <dl className="facts">
        <dt>网址</dt>
        <dd>
          <ExternalUrl url={evidence.url} />
        </dd>
        <dt>采集时间</dt>
        <dd>{clockTime(evidence.capturedAt)}</dd>
        <dt>校验值</dt>
        <dd>
          SHA-256 <Hash sha256={evidence.sha256} />
        </dd>
        {evidence.captureId && (
          <>
            <dt>快照</dt>
            <dd>
              <Link to={`/captures/${evidence.captureId}`}>查看快照、变化与截图</Link>
            </dd>
          </>
        )}
      </dl>
      <DatesTable evidence={evidence} alert={alert} />
      <CapturedText evidence={evidence} alert={alert} />
    </>
  );
}

/** Nobody crawled it: what it is called, when it was entered, and its digest. */
function OwnRecord({ evidence }: { evidence: EvidenceView }) {
  const kind = OWN_RECORD.exec(evidence.url)?.[1] ?? '';
  return (
    <dl className="facts">
      <dt>{kind}</dt>
      <dd>{evidence.url.replace(OWN_RECORD, '')}</dd>
      <dt>{kind === '目录文件' ? '导入时间' : '记录时间'}</dt>
      <dd>{clockTime(evidence.capturedAt)}</dd>
      <dt>校验值</dt>
      <dd>
        SHA-256 <Hash sha256={evidence.sha256} />
      </dd>
    </dl>
  );
}

/** All dates the page claims, side by side, and which of them the claim used. */
function DatesTable({ evidence, alert }: { evidence: EvidenceView; alert: AlertView }) {
  if (evidence.entries !== null) return <p className="soft">这是列表页，读到 {evidence.entries} 条。</p>;
  if (evidence.dates.length === 0) return <p className="soft">页面没有载明日期。</p>;
  return (
    <table className="dates-table">
      <caption className="soft small" style={{ textAlign: 'left' }}>
        页面载明的全部日期
      </caption>
      <thead>
        <tr>
          <th scope="col">日期</th>
          <th scope="col">出处</th>
          <th scope="col">标签</th>
          <th scope="col">是否采用</th>
        </tr>
      </thead>
      <tbody>
        {evidence.dates.map((date, index) => (
          <tr key={index}>
            <td>{date.value}</td>
            <td>{DATE_ORIGIN[date.from] ?? date.from}</td>
            <td>{date.label ?? '—'}</td>
            <td>{useOf(date.value, alert)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useOf(value: string, alert: AlertView): React.ReactNode {
  if (value === alert.publishedOn) return <b>作为公开日期</b>;
  if (value === triggerOn(alert)) return <b>作为起算日期</b>;
  return <span className="soft">未采用</span>;
}

function triggerOn({ deadline }: AlertView): string | null {
  return deadline ? triggerOf(deadline) : null;
}

const SHORT_TEXT = 1200;

/** Text of a crawled page: always plain text, whatever it contains. */
function CapturedText({ evidence, alert }: { evidence: EvidenceView; alert: AlertView }) {
  const [isWhole, setWhole] = useState(false);
  if (evidence.entries === 0) return null;
  if (!evidence.text) return <p className="soft">这份快照没有提取出正文，请打开原网页核对。</p>;

  const used = [alert.publishedOn, triggerOn(alert)].filter((day): day is string => day !== null);
  const segments = markDays(evidence.text, used);
  const shown = isWhole ? segments : aroundFirstMark(segments, 200);
  const isCut = !isWhole && evidence.text.length > SHORT_TEXT;
  return (
    <div>
      <h3>{evidence.entries === null ? '页面文字' : '列表各条'}</h3>
      <div className="evidence-text" tabIndex={0} role="region" aria-label="页面文字">
        {(isCut ? firstCharacters(shown, SHORT_TEXT) : shown).map((segment, index) =>
          segment.isMarked ? <mark key={index}>{segment.text}</mark> : segment.text,
        )}
      </div>
      {evidence.text.length > SHORT_TEXT && (
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? '只看相关部分' : `显示全文（${evidence.text.length} 字）`}
        </Button>
      )}
    </div>
  );
}

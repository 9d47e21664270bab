import type { CapturedPage, CaptureView } from '../../api/views';
import { Empty } from '../parts/loaded';
import { OpenLink } from '../parts/external';
import { markDays } from '../words/highlight';
import { CHANGED_FIELD, DATE_ORIGIN } from '../words/labels';

/** What was read of a page: the values found, each with where it stood, and the text with those values marked. */
export function CaptureText({ capture }: { capture: CaptureView }) {
  const { read, text } = capture;
  if (!read) return <Empty>{unreadReason(capture)}</Empty>;
  return (
    <div className="stack">
      <Values read={read} title={capture.title} />
      <Dates read={read} />
      {read.entries.length > 0 && <Entries read={read} />}
      {text ? <Text text={text} read={read} title={capture.title} /> : <p className="soft">页面没有正文。</p>}
    </div>
  );
}

function unreadReason({ via, expiredAt }: CaptureView): string {
  if (via === 'screenshot') return '这是截图，见“截图”一页。';
  if (expiredAt) return '快照已过保存期限，内容已删除。';
  return '这份快照没有提取出文字（附件或无法识别的页面），可下载原始内容查看。';
}

const FIELDS = ['documentNumber', 'indexNumber', 'issuingBody', 'source', 'validity'] as const;

function Values({ read, title }: { read: CapturedPage; title: string | null }) {
  return (
    <dl className="facts">
      <dt>标题</dt>
      <dd>{title ? <mark>{title}</mark> : <span className="soft">没有读到</span>}</dd>
      {FIELDS.map(
        (field) =>
          read[field] && (
            <div key={field} style={{ display: 'contents' }}>
              <dt>{CHANGED_FIELD[field]}</dt>
              <dd>{read[field]}</dd>
            </div>
          ),
      )}
      {read.signedBy && (
        <>
          <dt>落款</dt>
          <dd>{read.signedBy}</dd>
        </>
      )}
      {read.attachments.length > 0 && (
        <>
          <dt>附件</dt>
          <dd>
            {read.attachments.map(({ name, url }, index) => (
              <div key={index}>
                {name} <OpenLink url={url}>打开</OpenLink>
              </div>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function Dates({ read }: { read: CapturedPage }) {
  if (read.dates.length === 0) return read.kind === 'article' ? <p className="soft">页面没有载明日期。</p> : null;
  return (
    <table className="dates-table">
      <caption className="soft small" style={{ textAlign: 'left' }}>
        页面载明的日期
      </caption>
      <thead>
        <tr>
          <th scope="col">日期</th>
          <th scope="col">出处</th>
          <th scope="col">标签</th>
          <th scope="col">读作</th>
        </tr>
      </thead>
      <tbody>
        {read.dates.map(({ value, from, label }, index) => (
          <tr key={index}>
            <td>{value}</td>
            <td>{DATE_ORIGIN[from] ?? from}</td>
            <td>{label ?? '—'}</td>
            <td>{readAs(value, read)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function readAs(value: string, { publishedOn, formedOn }: CapturedPage): React.ReactNode {
  const uses = [...(value === publishedOn ? ['发布日期'] : []), ...(value === formedOn ? ['成文日期'] : [])];
  return uses.length > 0 ? <b>{uses.join('、')}</b> : <span className="soft">未采用</span>;
}

function Entries({ read: { entries } }: { read: CapturedPage }) {
  return (
    <div>
      <h3>列表各条（{entries.length}）</h3>
      <div className="evidence-text" tabIndex={0} role="region" aria-label="列表各条">
        {entries.map(({ title, publishedOn }) => `${publishedOn ?? '（无日期）　'}  ${title}`).join('\n')}
      </div>
    </div>
  );
}

/** Text of a crawled page: always plain text, whatever it contains. */
function Text({ text, read, title }: { text: string; read: CapturedPage; title: string | null }) {
  const days = [read.publishedOn, read.formedOn, ...read.dates.map(({ value }) => value)];
  const words = [title, read.documentNumber, read.indexNumber, read.signedBy];
  const known = <T,>(values: readonly (T | null)[]) => values.filter((value): value is T => value !== null);
  return (
    <div>
      <h3>页面文字</h3>
      <div className="evidence-text capture-text" tabIndex={0} role="region" aria-label="页面文字">
        {markDays(text, known(days), known(words)).map((segment, index) =>
          segment.isMarked ? <mark key={index}>{segment.text}</mark> : segment.text,
        )}
      </div>
    </div>
  );
}

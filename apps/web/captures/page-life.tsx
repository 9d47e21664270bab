import { Link } from 'react-router-dom';
import type { CaptureRowView, CaptureView, PageLifeView } from '../../api/views';
import { useQuery } from '../api/use-query';
import { Loaded } from '../parts/loaded';
import { clockTime, spokenDay } from '../words/days';
import { CAPTURE_VIA, CHANGED_FIELD } from '../words/labels';

/** 网页沿革: what became of the address, each sentence with its days. */
export function PageLife({ capture }: { capture: CaptureView }) {
  const query = useQuery(`/api/captures/${capture.id}/life`);
  return (
    <section className="block" aria-label="网页沿革">
      <h2>网页沿革</h2>
      <Loaded query={query} what="网页沿革">
        {(life) => (
          <ul className="plain-list">
            {sentencesOf(life).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {life.edits.map((edit) => (
              <li key={edit.toCapture}>
                <Link to={`/captures/${edit.toCapture}?tab=change&from=${edit.fromCapture}`}>{editSentence(edit)}</Link>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function sentencesOf({ firstSeenOn, lastSeenOn, removed, missedOn, backDated, edits }: PageLifeView): string[] {
  if (!firstSeenOn || !lastSeenOn) return ['可信的采集轮次中没有读到这个网址。'];
  return [
    `${spokenDay(firstSeenOn)}首次见到，${spokenDay(lastSeenOn)}最近一次见到。`,
    ...(backDated
      ? [
          `载明${spokenDay(backDated.claimedOn)}发布，但${spokenDay(backDated.absentOn)}采集时各列表页都没有这一条，${spokenDay(backDated.firstSeenOn)}才首次见到。`,
        ]
      : []),
    ...(removed
      ? [
          removed.how === 'gone'
            ? `${spokenDay(removed.since)}起网页不存在，${spokenDay(removed.confirmedOn)}再次核实：已撤下。`
            : `${spokenDay(removed.since)}起各列表页不再列出，${spokenDay(removed.confirmedOn)}再次核实。`,
        ]
      : []),
    ...(missedOn ? [`${spokenDay(missedOn)}没有见到，一次不作结论，待下一轮核实。`] : []),
    ...(edits.length === 0 ? ['历次采集内容没有变化。'] : []),
  ];
}

function editSentence({ on, fields, blocks, entries, attachments, isAfterPublication }: PageLifeView['edits'][number]) {
  const parts = [
    ...fields.map((field) => CHANGED_FIELD[field] ?? field),
    ...(blocks.added + blocks.removed + blocks.edited > 0 ? ['正文'] : []),
    ...(entries.added > 0 ? [`新增 ${entries.added} 条`] : []),
    ...(entries.removed > 0 ? [`本页不再列出 ${entries.removed} 条`] : []),
    ...(entries.edited > 0 ? [`改动 ${entries.edited} 条`] : []),
    ...(attachments.added + attachments.removed > 0 ? ['附件'] : []),
  ];
  return `${spokenDay(on)}${isAfterPublication ? '（发布之后）' : ''}见到改动：${parts.join('、')}`;
}

/** Every capture of the address, the newest first; changed ones stand out. */
export function CaptureTimes({ capture }: { capture: CaptureView }) {
  const query = useQuery(`/api/captures?${new URLSearchParams({ url: capture.url })}`);
  return (
    <section className="block" aria-label="历次快照">
      <Loaded query={query} what="历次快照">
        {(rows) => (
          <>
            <h2>历次快照（{rows.length}）</h2>
            <ol className="capture-times">
              {rows.map((row, index) => (
                <li key={row.id}>
                  <Link to={`/captures/${row.id}`} aria-current={row.id === capture.id}>
                    {clockTime(row.capturedAt)}{' '}
                    <span className="soft small">
                      {CAPTURE_VIA[row.via]}
                      {stateOf(row, index === rows.length - 1)}
                    </span>
                  </Link>
                  {row.id !== capture.id && row.via !== 'screenshot' && capture.via !== 'screenshot' && (
                    <CompareLink capture={capture} row={row} />
                  )}
                </li>
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </section>
  );
}

function stateOf({ isExpired, isChanged }: CaptureRowView, isFirst: boolean): string {
  if (isExpired) return ' · 已过保存期';
  if (isFirst) return ' · 首份';
  return isChanged ? ' · 有变动' : '';
}

/** The later one against the earlier one, whichever is open. */
function CompareLink({ capture, row }: { capture: CaptureView; row: CaptureRowView }) {
  const [from, to] = Number(row.id) < Number(capture.id) ? [row.id, capture.id] : [capture.id, row.id];
  return (
    <Link
      to={`/captures/${to}?tab=change&from=${from}`}
      className="small"
      style={{ display: 'inline', border: 0, paddingBlock: 0, color: 'var(--accent)' }}
      aria-label={`与 ${clockTime(row.capturedAt)} 的快照比较`}
    >
      与本份比较
    </Link>
  );
}

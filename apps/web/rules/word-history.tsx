import type { WordListView } from '../../api/word-list-views';
import { Empty } from '../parts/loaded';
import { spokenTime } from '../words/days';
import { editBefore, spokenEdit } from './word-edits';

/** Every edit with who made it and why, the newest first. */
export function WordEdits({ list: { edits, shipped } }: { list: WordListView }) {
  if (edits.length === 0) return <Empty>词表尚未修订过，按内置的词形执行；增加、修改或停用后在此留下经过。</Empty>;
  const known = new Set(shipped);
  return (
    <ul className="ruled-list">
      {edits.map((edit, index) => (
        <li key={`${edit.at} ${edit.wording}`}>
          <b>{edit.wording}</b> {spokenEdit(edit, editBefore(edits, index), known.has(edit.wording))}
          <div className="small soft">
            {spokenTime(edit.at)} {edit.by}：{edit.reason}
          </div>
        </li>
      ))}
    </ul>
  );
}

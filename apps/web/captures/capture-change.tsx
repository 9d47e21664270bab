import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { withQuery } from '../api/routes';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { clockTime } from '../words/days';
import { CHANGED_FIELD } from '../words/labels';
import { type Block, blockCounts, type Change, changedFirst, type ShownBlock } from './change-lines';

type Layout = 'inline' | 'sides';

/** What a capture says differently from an earlier one: what was found first, then the text, changed blocks unfolded. */
export function CaptureChange({ id, from }: { id: string; from: string | null }) {
  const query = useQuery(withQuery(`/api/captures/${id}/change`, { from }));
  const [layout, setLayout] = useState<Layout>('inline');
  if (query.status === 404) return <Empty>{query.problem}</Empty>;
  return (
    <Loaded query={query} what="变化">
      {({ from: before, to, change }) => (
        <div className="stack">
          <div className="actions">
            <span>
              <Link to={`/captures/${before.id}`}>{clockTime(before.capturedAt)}</Link> → {clockTime(to.capturedAt)}
              {'　'}
              <b>{summaryOf(change)}</b>
            </span>
            <Segmented<Layout>
              size="small"
              aria-label="对照方式"
              value={layout}
              onChange={setLayout}
              options={[
                { value: 'inline', label: '上下对照' },
                { value: 'sides', label: '左右对照' },
              ]}
            />
          </div>
          {change.isCut && <p className="soft">正文超过 2 万字，只比较了前面的部分。</p>}
          <Found change={change} />
          <Text key={`${before.id} ${to.id}`} blocks={change.blocks} layout={layout} />
        </div>
      )}
    </Loaded>
  );
}

function summaryOf(change: Change): string {
  if (!change.isChanged) return '内容没有变化（模板、计数等不计）';
  const { fields, entries, attachments, blocks } = change;
  const files = attachments.added.length + attachments.removed.length;
  const parts = [
    fields.length > 0 && `要素 ${fields.length} 项`,
    entries.added.length > 0 && `新列出 ${entries.added.length} 条`,
    entries.removed.length > 0 && `本页不再列出 ${entries.removed.length} 条`,
    entries.edited.length > 0 && `条目改动 ${entries.edited.length} 条`,
    files > 0 && `附件 ${files} 个`,
    blockCounts(blocks),
  ];
  return parts.filter(Boolean).join('，');
}

/** Title, dates, numbers, rows of a list and attachments. */
function Found({ change: { fields, entries, attachments } }: { change: Change }) {
  const lines: [what: string, before: string | null, after: string | null][] = [
    ...fields.map(({ field, before, after }) => [CHANGED_FIELD[field] ?? field, before, after] as const),
    ...entries.edited.map(({ before, after }) => ['条目', entryLine(before), entryLine(after)] as const),
    ...entries.removed.map((entry) => ['条目', entryLine(entry), null] as const),
    ...entries.added.map((entry) => ['条目', null, entryLine(entry)] as const),
    ...attachments.removed.map(({ name }) => ['附件', name, null] as const),
    ...attachments.added.map(({ name }) => ['附件', null, name] as const),
  ].map(([...line]) => line);
  if (lines.length === 0) return null;
  return (
    <table className="change">
      <caption className="soft small" style={{ textAlign: 'left' }}>
        要素、条目与附件
      </caption>
      <thead>
        <tr>
          <th scope="col" style={{ width: '6rem' }}>
            什么
          </th>
          <th scope="col">原来</th>
          <th scope="col">现在</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([what, before, after], index) => (
          <tr key={index}>
            <td>{what}</td>
            <td>{before === null ? <span className="soft">无</span> : <del>{before}</del>}</td>
            <td>
              {after === null ? (
                <span className="soft">{what === '条目' ? '本页不再列出' : '无'}</span>
              ) : (
                <ins>{after}</ins>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const entryLine = ({ title, publishedOn }: { title: string; publishedOn: string | null }) =>
  `${publishedOn ?? '（无日期）'}  ${title}`;

function Text({ blocks, layout }: { blocks: readonly Block[]; layout: Layout }) {
  const [isWhole, setWhole] = useState(false);
  if (blocks.length === 0) return null;
  const shown: ShownBlock[] = isWhole ? blocks.map((block) => ({ kind: 'block', block })) : changedFirst(blocks);
  return (
    <table className="change" aria-label="正文变化">
      <caption className="soft small" style={{ textAlign: 'left' }}>
        正文
      </caption>
      <tbody>
        {shown.map((line, index) => {
          if (line.kind === 'block') return <BlockLines key={index} block={line.block} layout={layout} />;
          return (
            <tr key={index} className="change-folded">
              <td colSpan={3}>
                {line.count} 段没有变化{' '}
                <button type="button" className="link" onClick={() => setWhole(true)}>
                  展开全部
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const SIGN: Record<Block['kind'], string> = {
  same: '',
  added: '＋ 增',
  removed: '－ 删',
  edited: '± 改',
  moved: '↕ 移',
};

function BlockLines({ block, layout }: { block: Block; layout: Layout }) {
  const [before, after] = sidesOf(block);
  if (layout === 'sides') {
    return (
      <tr>
        <td className="change-sign">{SIGN[block.kind]}</td>
        <td>{before}</td>
        <td>{after}</td>
      </tr>
    );
  }
  const lines = block.kind === 'edited' ? [before, after] : [before ?? after];
  return lines.map((line, index) => (
    <tr key={index}>
      <td className="change-sign">{index === 0 ? SIGN[block.kind] : ''}</td>
      <td colSpan={2}>{line}</td>
    </tr>
  ));
}

function sidesOf(block: Block): [before: React.ReactNode, after: React.ReactNode] {
  switch (block.kind) {
    case 'same':
      return [block.text, block.text];
    case 'moved':
      return [null, block.text];
    case 'added':
      return [null, <ins key="added">{block.text}</ins>];
    case 'removed':
      return [<del key="removed">{block.text}</del>, null];
    case 'edited':
      return [
        block.before.map(({ text, isChanged }, index) => (isChanged ? <del key={index}>{text}</del> : text)),
        block.after.map(({ text, isChanged }, index) => (isChanged ? <ins key={index}>{text}</ins> : text)),
      ];
  }
}

import { App, Button, Drawer, Input } from 'antd';
import { Fragment, useState } from 'react';
import type { RegisterEntryView, RegisterKindView } from '../../api/register-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { ExternalUrl } from '../parts/external';
import { Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';
import { cellText, changedHeaders, SOURCE } from './cells';

interface EntryHistoryProps {
  kind: RegisterKindView;
  entry: RegisterEntryView;
  onEdit: () => void;
  onChanged: () => void;
  onClose: () => void;
}

/** One entry whole, who said so and when, and every version before it. */
export function EntryHistory({ kind, entry, onEdit, onChanged, onClose }: EntryHistoryProps) {
  const query = useQuery(`/api/registers/${kind.id}/entries/${entry.id}`);
  return (
    <Drawer title={`${entry.unitName} · ${entry.key}`} open size={560} onClose={onClose}>
      <div className="stack">
        <dl className="facts">
          {kind.columns.map(({ id, header, type }) => {
            const value = entry.content[id];
            return (
              <Fragment key={id}>
                <dt>{header}</dt>
                <dd>{type === 'url' && typeof value === 'string' ? <ExternalUrl url={value} /> : cellText(value)}</dd>
              </Fragment>
            );
          })}
          <dt>登记时点</dt>
          <dd>{entry.asOf}，其后的情况以新的登记为准</dd>
        </dl>
        {entry.revoked && (
          <p className="late">
            {clockTime(entry.revoked.at)} {entry.revoked.by}撤销：{entry.revoked.note}
          </p>
        )}
        {kind.canEnter && (
          <div className="actions">
            <Button type="primary" onClick={onEdit}>
              {entry.revoked ? '重新登记' : '更正'}
            </Button>
            {!entry.revoked && <Revoke kind={kind} entry={entry} onRevoked={onChanged} />}
          </div>
        )}
        <h3>各版</h3>
        <Loaded query={query} what="各版">
          {({ versions }) => (
            <ol className="entry-versions">
              {versions.map((version, at) => (
                <li key={version.id}>
                  <b>第{version.version}版</b> {clockTime(version.enteredAt)} {version.enteredBy}，
                  {SOURCE[version.source] ?? version.source}
                  {version.note && `（${version.note}）`}
                  <Changes kind={kind} newer={version} older={versions[at + 1]} />
                </li>
              ))}
            </ol>
          )}
        </Loaded>
      </div>
    </Drawer>
  );
}

interface ChangesProps {
  kind: RegisterKindView;
  newer: RegisterEntryView;
  older: RegisterEntryView | undefined;
}

function Changes({ kind, newer, older }: ChangesProps) {
  if (!older) return <div className="soft small">首次登记</div>;
  const changes = changedHeaders(kind.columns, newer, older);
  if (changes.length === 0) return <div className="soft small">撤销后原样重新登记</div>;
  return (
    <ul className="small">
      {changes.map(({ header, before, after }) => (
        <li key={header}>
          {header}：{before} → {after}
        </li>
      ))}
    </ul>
  );
}

interface RevokeProps {
  kind: RegisterKindView;
  entry: RegisterEntryView;
  onRevoked: () => void;
}

/** 撤销 asks why: what was found on the entry is taken back with it. */
function Revoke({ kind, entry, onRevoked }: RevokeProps) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [isAsking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const revoke = () =>
    run(async () => {
      await send('POST', `/api/registers/${kind.id}/entries/${entry.id}/revoke`, { note: note.trim() });
      message.success('已撤销，依此发现的问题随即消除；各版保留');
      onRevoked();
    });
  if (!isAsking) return <Button onClick={() => setAsking(true)}>撤销登记</Button>;
  return (
    <>
      <Input
        aria-label="撤销的原因"
        placeholder="撤销的原因，如“登记重复”"
        maxLength={500}
        style={{ width: '16rem' }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button danger loading={isRunning} disabled={note.trim() === ''} onClick={revoke}>
        撤销
      </Button>
      <Button type="link" onClick={() => setAsking(false)}>
        不撤销
      </Button>
    </>
  );
}

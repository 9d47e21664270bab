import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { AlertRow, CommandView } from '../../api/views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { DismissDialog, type DismissReason } from './dismiss-dialog';

/** One message at a time; issuing a notice takes it away, since nothing can be undone then. */
export const OUTCOME_KEY = 'alert-outcome';

type Rows = readonly Pick<AlertRow, 'id' | 'unitId' | 'unitName' | 'actions' | 'state'>[];

export interface AlertCommands {
  readonly isRunning: boolean;
  confirm(rows: Rows): void;
  dismiss(rows: Rows): void;
  /** Confirms what is not yet confirmed and leads on to the draft. */
  notice(rows: Rows): void;
  undo(ids: readonly number[]): void;
  undoLast(): void;
  /** Dialogs to be drawn somewhere on the page. */
  readonly dialogs: React.ReactNode;
}

/** 确认, 不予采纳, 拟发通知, 撤销 — for one alert or many; everything is undone rather than asked twice. */
export function useAlertCommands(onChanged: () => void): AlertCommands {
  const navigate = useNavigate();
  const { isRunning, run } = useCommand();
  const { tell, close } = useOutcome();
  const [toDismiss, setToDismiss] = useState<Rows>([]);
  const [drafts, setDrafts] = useState<Rows>([]);
  const [lastDone, setLastDone] = useState<readonly number[]>([]);

  const command = async (sent: Promise<CommandView>, done: string) => {
    const outcome = await sent;
    const canUndo = done !== '已撤销' && outcome.changed.length > 0;
    setLastDone(canUndo ? outcome.changed : []);
    tell(done, outcome, canUndo ? () => undo(outcome.changed) : undefined);
    onChanged();
    return outcome;
  };
  const undo = (ids: readonly number[]) => {
    close();
    void run(async () => void (await command(send('POST', '/api/alerts/undo', { ids }), '已撤销')));
  };
  const confirm = (rows: Rows) =>
    void run(async () => void (await command(send('POST', '/api/alerts/confirm', { ids: idsOf(rows) }), '已确认')));
  const dismiss = (reason: DismissReason, note: string) =>
    run(async () => {
      const body = { ids: idsOf(toDismiss), reason, ...(note ? { note } : {}) };
      await command(send('POST', '/api/alerts/dismiss', body), '不予采纳');
      setToDismiss([]);
    });
  const notice = (rows: Rows) =>
    void run(async () => {
      const open = rows.filter((row) => row.actions.includes('confirm'));
      const outcome =
        open.length > 0 ? await command(send('POST', '/api/alerts/confirm', { ids: idsOf(open) }), '已确认') : NONE;
      const ready = rows.filter((row) => row.state === 'confirmed' || outcome.changed.includes(row.id));
      if (unitsOf(ready).length > 1) setDrafts(ready);
      else if (ready.length > 0) navigate(draftPath(ready));
    });

  const dialogs = (
    <>
      <DismissDialog
        count={toDismiss.length}
        isRunning={isRunning}
        onCancel={() => setToDismiss([])}
        onDismiss={dismiss}
      />
      <DraftPerUnit rows={drafts} onClose={() => setDrafts([])} />
    </>
  );
  return {
    isRunning,
    confirm,
    dismiss: setToDismiss,
    notice,
    undo,
    undoLast: () => lastDone.length > 0 && undo(lastDone),
    dialogs,
  };
}

const NONE: CommandView = { changed: [], refused: [] };

function idsOf(rows: Rows): number[] {
  return rows.map(({ id }) => id);
}

function unitsOf(rows: Rows): number[] {
  return [...new Set(rows.map(({ unitId }) => unitId))];
}

function draftPath(rows: Rows): string {
  return `/notices/draft?unit=${rows[0]!.unitId}&alerts=${idsOf(rows).join(',')}`;
}

/** Says how many changed, why others did not, and offers the way back. */
function useOutcome() {
  const { notification } = App.useApp();
  const tell = (done: string, { changed, refused }: CommandView, undo?: () => void) =>
    notification.open({
      key: OUTCOME_KEY,
      closable: { 'aria-label': '关闭' },
      duration: refused.length > 0 ? 12 : 8,
      title: changed.length > 0 ? `${done} ${changed.length} 条` : '没有改动',
      description: refusalsInWords(refused),
      actions: undo && (
        <Button type="primary" size="small" onClick={undo}>
          撤销
        </Button>
      ),
    });
  return { tell, close: () => notification.destroy(OUTCOME_KEY) };
}

function refusalsInWords(refused: CommandView['refused']): React.ReactNode {
  const reasons = [...new Set(refused.map(({ reason }) => reason))];
  return reasons.map((reason) => (
    <div key={reason}>
      {refused.filter((one) => one.reason === reason).length} 条未处理：{reason}
    </div>
  ));
}

/** A notice speaks to one unit, so a selection across units becomes one draft each. */
function DraftPerUnit({ rows, onClose }: { rows: Rows; onClose: () => void }) {
  return (
    <Modal title="按单位拟发通知" open={rows.length > 0} footer={null} onCancel={onClose}>
      <p>一份整改通知书只发一个单位。所选告警涉及 {unitsOf(rows).length} 个单位，请逐个拟发：</p>
      <ul className="ruled-list">
        {unitsOf(rows).map((unitId) => {
          const own = rows.filter((row) => row.unitId === unitId);
          return (
            <li key={unitId}>
              <Link to={draftPath(own)} target="_blank">
                {own[0]!.unitName}（{own.length} 条）
              </Link>
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}

import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { AlertRow } from '../../api/views';
import { useQuery } from '../api/use-query';
import { Loaded } from '../parts/loaded';
import { useAddress } from '../parts/use-address';
import { useKeys } from '../parts/use-keys';
import { supervises } from '../session/roles';
import { useSession } from '../session/session';
import { AlertFilters } from './alert-filters';
import { alertPath, exportPath, filterOf, withValues } from './alert-query';
import { AlertTable } from './alert-table';
import { SavedViews } from './saved-views';
import { type AlertCommands, useAlertCommands } from './use-alert-commands';

/** 告警列表 — the supervisor's morning: filter, move, decide, without leaving the keyboard. */
export function AlertList() {
  const { account, region } = useSession();
  const { today } = region;
  const isOwnUnit = account.unitId !== null;
  const [address, changeAddress] = useAddress();
  const query = useQuery(alertPath(address, today));
  const commands = useAlertCommands(query.reload);
  const rows = query.data?.rows ?? NO_ROWS;
  const { selected, setSelected, current, moveTo } = useMarkedRows(rows);
  const navigate = useNavigate();
  const open = (row: AlertRow) =>
    navigate(`/alerts/${row.id}`, { state: { ids: rows.map(({ id }) => id), search: address.toString() } });
  const marked = selected.length > 0 ? rows.filter((row) => selected.includes(row.id)) : current ? [current] : [];
  useListKeys({ rows, current, marked, commands, moveTo, open, toggle: (id) => setSelected(toggled(selected, id)) });

  const isGrouped = !isOwnUnit && address.get('group') === 'unit';
  const emptyText = <WhyEmpty isFiltered={filterOf(address).size > 0} />;
  return (
    <>
      <div className="head">
        <h1>告警</h1>
        <SavedViews address={address} />
      </div>
      <AlertFilters address={address} counts={query.data?.counts} onChange={changeAddress} />
      <div className="batch">
        {supervises(account) && <BatchActions marked={selected.length > 0 ? marked : []} commands={commands} />}
        <span className="actions" style={{ marginLeft: 'auto' }}>
          {!isOwnUnit && (
            <Checkbox
              checked={isGrouped}
              onChange={(event) =>
                changeAddress((now) => withValues(now, 'group', event.target.checked ? ['unit'] : []))
              }
            >
              按单位分组
            </Checkbox>
          )}
          <Button icon={<DownloadOutlined aria-hidden="true" />} href={exportPath(address, today)} download>
            导出 Excel
          </Button>
        </span>
      </div>
      <Loaded query={query} what="告警">
        {(page) => (
          <AlertTable
            {...{ page, isGrouped, isOwnUnit, selected, emptyText }}
            isLoading={query.isLoading}
            currentId={current?.id ?? null}
            onSelect={setSelected}
            onOpen={open}
            onPage={(number, size) =>
              changeAddress((now) => {
                now.set('page', String(number));
                now.set('size', String(size));
                return now;
              })
            }
            onAction={(action, row) => (action === 'undo' ? commands.undo([row.id]) : commands[action]([row]))}
          />
        )}
      </Loaded>
      <KeyHelp canDecide={rows.some((row) => row.actions.includes('confirm'))} />
      {commands.dialogs}
    </>
  );
}

const NO_ROWS: AlertRow[] = [];

/** The selection and the row the keyboard stands on; both fall away when their rows leave the page. */
function useMarkedRows(rows: AlertRow[]) {
  const [selected, setSelected] = useState<number[]>([]);
  const [currentId, setCurrentId] = useState<number | null>(null);
  useEffect(() => setSelected((ids) => ids.filter((id) => rows.some((row) => row.id === id))), [rows]);
  const moveTo = (row: AlertRow | undefined) => {
    if (!row) return;
    setCurrentId(row.id);
    document.querySelector(`[data-alert="${row.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  return { selected, setSelected, current: rows.find((row) => row.id === currentId), moveTo };
}

function toggled(ids: number[], id: number): number[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

interface ListKeys {
  rows: AlertRow[];
  current: AlertRow | undefined;
  marked: AlertRow[];
  commands: AlertCommands;
  moveTo: (row: AlertRow | undefined) => void;
  open: (row: AlertRow) => void;
  toggle: (id: number) => void;
}

function useListKeys({ rows, current, marked, commands, moveTo, open, toggle }: ListKeys): void {
  const at = current ? rows.indexOf(current) : -1;
  const able = (action: string) => marked.filter((row) => row.actions.includes(action));
  const whenAny = (chosen: AlertRow[], act: (chosen: AlertRow[]) => void) =>
    chosen.length > 0 && !commands.isRunning && act(chosen);
  useKeys({
    j: () => moveTo(rows[at + 1]),
    k: () => moveTo(rows[Math.max(at - 1, 0)]),
    x: () => current && toggle(current.id),
    Enter: () => current && open(current),
    c: () => whenAny(able('confirm'), commands.confirm),
    d: () => whenAny(able('dismiss'), commands.dismiss),
    n: () => whenAny(noticeable(marked), commands.notice),
    u: () => commands.undoLast(),
  });
}

function noticeable(rows: AlertRow[]): AlertRow[] {
  return rows.filter((row) => row.actions.includes('notice') || row.actions.includes('confirm'));
}

function BatchActions({ marked, commands }: { marked: AlertRow[]; commands: AlertCommands }) {
  if (marked.length === 0) return <span className="soft small">勾选多条可一并处理</span>;
  const button = (word: string, chosen: AlertRow[], act: (rows: AlertRow[]) => void, isPrimary = false) => (
    <Button
      type={isPrimary ? 'primary' : 'default'}
      disabled={chosen.length === 0 || commands.isRunning}
      onClick={() => act(chosen)}
    >
      {word}
      {chosen.length > 0 && chosen.length < marked.length && `（${chosen.length} 条可办）`}
    </Button>
  );
  return (
    <>
      已选 {marked.length} 条
      {button(
        '确认',
        marked.filter((row) => row.actions.includes('confirm')),
        commands.confirm,
      )}
      {button(
        '不予采纳',
        marked.filter((row) => row.actions.includes('dismiss')),
        commands.dismiss,
      )}
      {button('拟发通知', noticeable(marked), commands.notice, true)}
    </>
  );
}

function WhyEmpty({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className="empty">
      {isFiltered ? (
        <>
          没有符合筛选条件的告警。 <Link to="/alerts">清除筛选</Link>
        </>
      ) : (
        '没有未办结的告警。每轮采集和评估结束后，发现的问题会列在这里；已消除和不予采纳的可在“状态”中选看。'
      )}
    </div>
  );
}

function KeyHelp({ canDecide }: { canDecide: boolean }) {
  return (
    <p className="keys soft small">
      键盘：<kbd>j</kbd> <kbd>k</kbd> 上下移动，<kbd>Enter</kbd> 打开
      {canDecide && (
        <>
          ，<kbd>x</kbd> 勾选，<kbd>c</kbd> 确认，<kbd>d</kbd> 不予采纳，<kbd>n</kbd> 拟发通知，<kbd>u</kbd> 撤销上一步
        </>
      )}
    </p>
  );
}

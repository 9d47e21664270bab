import { Button } from 'antd';
import { Link, useLocation, useNavigate, useParams } from 'react-router-dom';
import type { AlertView } from '../../api/views';
import { useQuery } from '../api/use-query';
import { AlertStateTag, ContestedTag, KindTag, SeverityMark } from '../look/marks';
import { Loaded } from '../parts/loaded';
import { useKeys } from '../parts/use-keys';
import { NoteDecisionButton } from '../registers/note-decision';
import { supervises } from '../session/roles';
import { useSession } from '../session/session';
import { ALERT_STATE, KIND } from '../words/labels';
import { Claim } from './claim';
import { EvidenceList } from './evidence';
import { LineOfLife } from './line-of-life';
import { ObjectionButton } from './objection-dialog';
import { type AlertCommands, useAlertCommands } from './use-alert-commands';

/** 告警详情 — left the claim, right the proof, below the line of life. */
export function AlertDetail() {
  const { id } = useParams();
  return <AlertById key={id} id={Number(id)} />;
}

function AlertById({ id }: { id: number }) {
  const query = useQuery(`/api/alerts/${id}`);
  const commands = useAlertCommands(query.reload);
  return (
    <>
      <Neighbours id={id} />
      <Loaded query={query} what="告警">
        {(alert) => (
          <>
            <AlertHead alert={alert} commands={commands} onChanged={query.reload} />
            <div className="halves">
              <Claim alert={alert} />
              <EvidenceList alert={alert} />
            </div>
            <LineOfLife alert={alert} onCommented={query.reload} />
          </>
        )}
      </Loaded>
      {commands.dialogs}
    </>
  );
}

interface ListPlace {
  ids: number[];
  search: string;
}

/** Back to the list as it was, and on to the next row of it. */
function Neighbours({ id }: { id: number }) {
  const place = useLocation().state as ListPlace | null;
  const navigate = useNavigate();
  const at = place?.ids.indexOf(id) ?? -1;
  const goTo = (next: number | undefined) =>
    next !== undefined && navigate(`/alerts/${next}`, { state: place, replace: true });
  const [previous, following] = at < 0 ? [] : [place?.ids[at - 1], place?.ids[at + 1]];
  useKeys({ j: () => goTo(following), k: () => goTo(previous) });

  return (
    <div className="head small">
      <Link to={`/alerts${place?.search ? `?${place.search}` : ''}`}>返回告警列表</Link>
      {place && at >= 0 && (
        <span className="actions">
          <Button size="small" disabled={previous === undefined} onClick={() => goTo(previous)}>
            上一条
          </Button>
          <Button size="small" disabled={following === undefined} onClick={() => goTo(following)}>
            下一条
          </Button>
          <span className="soft">
            本页第 {at + 1} / {place.ids.length} 条
          </span>
        </span>
      )}
    </div>
  );
}

interface AlertHeadProps {
  alert: AlertView;
  commands: AlertCommands;
  onChanged: () => void;
}

function AlertHead({ alert, commands, onChanged }: AlertHeadProps) {
  return (
    <div className="head">
      <h1>
        {alert.unitName} · {alert.item ?? alert.section ?? '网站'}
      </h1>
      <SeverityMark severity={alert.severity} />
      {alert.kind !== 'violation' && KIND[alert.kind] !== ALERT_STATE[alert.state] && <KindTag kind={alert.kind} />}
      <AlertStateTag state={alert.state} />
      {alert.isContested && <ContestedTag />}
      <span className="actions">
        <NoteDecisionButton alert={alert} onDecided={onChanged} />
        <Decisions alert={alert} commands={commands} />
        {alert.actions.includes('object') && <ObjectionButton alertId={alert.id} onSent={onChanged} />}
      </span>
    </div>
  );
}

/** One primary action at a time; the others stand beside it. */
function Decisions({ alert, commands }: { alert: AlertView; commands: AlertCommands }) {
  const { account } = useSession();
  const may = (action: string) => alert.actions.includes(action);
  const canNotice = may('confirm') || may('notice');
  const plain = (word: string, action: string, act: () => void) =>
    may(action) && (
      <Button disabled={commands.isRunning} onClick={act}>
        {word}
      </Button>
    );
  return (
    <>
      {alert.isContested && supervises(account) && <Link to="/objections">单位已提出异议，请先处理</Link>}
      {plain('撤销处理', 'undo', () => commands.undo([alert.id]))}
      {plain('不予采纳', 'dismiss', () => commands.dismiss([alert]))}
      {plain('仅确认', 'confirm', () => commands.confirm([alert]))}
      {canNotice && (
        <Button type="primary" disabled={commands.isRunning} onClick={() => commands.notice([alert])}>
          {may('confirm') ? '确认并拟发通知' : '拟发通知'}
        </Button>
      )}
      {alert.notice && <Link to={`/notices/${alert.notice.id}`}>查看整改通知 {alert.notice.number}</Link>}
    </>
  );
}

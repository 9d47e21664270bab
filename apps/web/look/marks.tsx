import type { AlertKind, AlertState, NoticeState, ProblemState, Severity } from '../../api/views';
import { ALERT_STATE, KIND, NOTICE_STATE, PROBLEM_STATE, SEVERITY } from '../words/labels';

/** 级别: colour, shape and word together, so that none of them has to be seen. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span className={`mark mark-${severity}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {SHAPES[severity]}
      </svg>
      {SEVERITY[severity]}
    </span>
  );
}

const SHAPES: Record<Severity, React.ReactNode> = {
  veto: <path d="M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5z" fill="var(--veto-fill)" />,
  high: <path d="M6 0.5 12 11.5H0z" fill="var(--high-fill)" />,
  medium: <path d="M6 0l6 6-6 6-6-6z" fill="var(--medium-fill)" />,
  low: <circle cx="6" cy="6" r="5.5" fill="var(--low-fill)" />,
  tip: <circle cx="6" cy="6" r="4.5" fill="none" stroke="var(--tip-fill)" strokeWidth="2" />,
};

const ALERT_STATE_LOOK: Record<AlertState, string> = {
  warning: '',
  proposed: 'tag-doubt',
  open: 'tag-active',
  confirmed: 'tag-active',
  dismissed: '',
  notified: 'tag-active',
  resolved: 'tag-done',
};

export function AlertStateTag({ state }: { state: AlertState }) {
  return <span className={`tag ${ALERT_STATE_LOOK[state]}`}>{ALERT_STATE[state]}</span>;
}

export function KindTag({ kind }: { kind: AlertKind }) {
  return <span className={`tag ${kind === 'proposal' ? 'tag-doubt' : ''}`}>{KIND[kind]}</span>;
}

const NOTICE_STATE_LOOK: Record<NoticeState, string> = {
  delivered: 'tag-active',
  replied: 'tag-active',
  rechecking: 'tag-active',
  returned: 'tag-returned',
  closed: 'tag-done',
  withdrawn: '',
};

export function NoticeStateTag({ state }: { state: NoticeState }) {
  return <span className={`tag ${NOTICE_STATE_LOOK[state]}`}>{NOTICE_STATE[state]}</span>;
}

const PROBLEM_STATE_LOOK: Record<ProblemState, string> = {
  open: 'tag-active',
  closed: 'tag-done',
  returned: 'tag-returned',
  withdrawn: '',
};

export function ProblemStateTag({ state }: { state: ProblemState }) {
  return <span className={`tag ${PROBLEM_STATE_LOOK[state]}`}>{PROBLEM_STATE[state]}</span>;
}

/** 异议中: contested problems are in no bulletin until decided. */
export function ContestedTag() {
  return <span className="tag tag-doubt">异议待定</span>;
}

/** 未能采集 differs from doubt: nobody has to decide anything, and nothing may be concluded. */
export function UnseenTag() {
  return <span className="tag tag-unseen">未能采集</span>;
}

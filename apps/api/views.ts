import type { ExtractedPage } from '@app/crawling/extracted-page';
import type { PageChange } from '@app/crawling/page-change';
import type { PageHistory } from '@app/crawling/page-history';

/**
 * What the API answers. The web UI imports these types, so a change here is a change there.
 * Days are `YYYY-MM-DD`, instants ISO 8601. Text from crawled pages is plain text and must be shown as such.
 */
export type Role =
  'admin' | 'supervisor' | 'assessor' | 'domainOwner' | 'leader' | 'reviewer' | 'auditor' | 'unitOfficer';
export type Severity = 'veto' | 'high' | 'medium' | 'low' | 'tip';
export type AlertKind = 'violation' | 'proposal' | 'warning';
export type AlertState = 'warning' | 'proposed' | 'open' | 'confirmed' | 'dismissed' | 'notified' | 'resolved';
export type NoticeState = 'delivered' | 'replied' | 'rechecking' | 'returned' | 'closed' | 'withdrawn';
export type ProblemState = 'open' | 'closed' | 'returned' | 'withdrawn';

/**
 * GET /api/session, POST /api/session {login, password}. 401 without one. `csrf` goes into header X-CSRF-Token of every
 * command. While a step is `missing` every other route answers 403.
 */
export interface SessionView {
  account: {
    login: string;
    name: string;
    /** The first of `roles`. */
    role: Role;
    roles: Role[];
    unitId: number | null;
    unitName: string | null;
  };
  /** `code`: the second factor is to be shown; `secondFactor`: to be set up; `password`: to be changed. */
  missing: 'code' | 'secondFactor' | 'password' | null;
  csrf: string;
  region: { name: string; today: string; isVirtual: boolean };
}

/** GET /api/oidc — the name of the button that leads to /api/oidc/start?returnTo=/alerts; null without single sign-on. */
export interface SignOnView {
  name: string | null;
}

/** How a log-in at the provider ended, as `sso` in the address of the page it leads to. */
export type SignOnOutcome = 'state' | 'failed' | 'unknown' | 'disabled' | 'hasPassword' | 'noRole' | 'linked' | 'taken';

/** GET /api/security — 我的账号与安全. */
export interface SecurityView {
  account: { login: string; name: string };
  /** Null for an account that logs in by 统一身份认证 only. */
  password: { changedAt: string; expiresAt: string | null } | null;
  passwordRules: string[];
  secondFactor: {
    since: string | null;
    /** Not used yet. */
    recoveryCodes: number;
    /** By the settings, for a role the account has. */
    isRequired: boolean;
  };
  /** Null without single sign-on. */
  signOn: { name: string; isLinked: boolean } | null;
  sessions: OwnSessionView[];
  grants: {
    id: number;
    role: Role;
    /** 整个平台, a region with all below it, or a unit. */
    place: string;
    domain: string | null;
    validUntil: string | null;
    isDelegated: boolean;
  }[];
}

/** POST /api/security/second-factor {code} where there is one, else {password}. `address` is what the QR code holds. */
export interface SecondFactorOfferView {
  key: string;
  address: string;
  /** Goes back with the first code. */
  offer: string;
}

/** POST /api/security/second-factor/confirm {offer, code}. The codes are shown this once. */
export interface EnrolledView {
  session: SessionView;
  recoveryCodes: string[];
}

export interface OwnSessionView {
  id: string;
  address: string | null;
  /** Chrome · Windows; null where the browser did not say. */
  agent: string | null;
  method: 'password' | 'oidc';
  createdAt: string;
  lastSeenAt: string;
  isCurrent: boolean;
}

/** GET /api/security/settings; PUT with what may be set and the `revision` that was read. 409 when changed meanwhile. */
export interface SecuritySettingsView {
  needsSecondFactor: boolean;
  minPasswordLength: number;
  passwordDays: number;
  keptPasswords: number;
  failuresBeforeLock: number;
  lockMinutes: number;
  sessionHours: number;
  idleMinutes: number;
  revision: number;
  changedBy: string | null;
  changedAt: string | null;
  /** [least, most] of each number. */
  limits: Record<string, readonly [number, number]>;
}

export interface Page<T> {
  rows: T[];
  total: number;
  page: number;
  size: number;
}

/**
 * GET /api/alerts?unit=3&code=TIM-01&severity=high&state=open&kind=violation&q=预算&contested=true&page=1&size=50&sort=severity|due|found
 * `unit`, `code`, `severity`, `state`, `kind` may be repeated or comma separated. Without `state`, resolved and dismissed are left out.
 */
export interface AlertPage extends Page<AlertRow> {
  /** Counts of the filter without its own dimension. */
  counts: {
    state: Partial<Record<AlertState, number>>;
    severity: Partial<Record<Severity, number>>;
    kind: Partial<Record<AlertKind, number>>;
    code: Record<string, number>;
    unit: { id: number; name: string; count: number }[];
  };
}

export interface AlertRow {
  id: number;
  kind: AlertKind;
  state: AlertState;
  severity: Severity;
  code: string;
  ruleTitle: string;
  unitId: number;
  unitName: string;
  item: string | null;
  row: number | null;
  section: string | null;
  explanation: string;
  dueOn: string | null;
  /** Day of the late publication (after `dueOn`) or of the last update (before it); null where nothing was seen. */
  publishedOn: string | null;
  /** Working days past due (positive) until published or today, or left (negative); null without a due date. */
  workingDaysLate: number | null;
  firstFoundOn: string;
  lastFoundOn: string;
  isContested: boolean;
  /** What the asking account may do now: confirm, dismiss, undo, notice, object. */
  actions: string[];
  revision: number;
}

/** GET /api/alerts/:id */
export interface AlertView extends AlertRow {
  url: string | null;
  basis: string;
  advice: string;
  machine: string;
  rulesetVersion: string;
  deadline: DeadlineView | null;
  evidence: EvidenceView[];
  events: { at: string; actor: string; kind: string; note: string }[];
  notice: { id: number; number: string; state: NoticeState } | null;
  objection: ObjectionView | null;
  coverage: { items: number; onlineVerifiable: number; judged: number };
}

export interface DeadlineView {
  on: string;
  sentence: string;
  /** `isPaused`: the clock stood still (征求第三方意见 …). */
  steps: { date: string; counted: boolean; reason: string; isPaused?: boolean }[];
}

/** `title`, `text` and `dates` are what was extracted from that capture; null when its document is gone. */
export interface EvidenceView {
  url: string;
  capturedAt: string;
  sha256: string;
  /** For the capture viewer; null when its document is gone. */
  captureId: string | null;
  title: string | null;
  text: string | null;
  /** Lines of a list page; null for any other page. */
  entries: number | null;
  dates: { value: string; from: string; label?: string }[];
}

/** One capture among those of its address. `isChanged`: other bytes than the one before, taken the same way. */
export interface CaptureRowView {
  id: string;
  url: string;
  capturedAt: string;
  sha256: string;
  status: number;
  via: 'http' | 'browser' | 'screenshot';
  bytes: number;
  isExpired: boolean;
  isChanged: boolean;
}

/** GET /api/captures/:id. Everything a site sent is text here; bytes are at /raw, a WARC file at /warc, a picture at /image. */
export interface CaptureView {
  id: string;
  site: string;
  url: string;
  finalUrl: string;
  status: number;
  capturedAt: string;
  contentType: string | null;
  via: 'http' | 'browser' | 'screenshot';
  sha256: string;
  bytes: number;
  /** When the bytes were given up, kept long enough; the link of the chain stays. */
  expiredAt: string | null;
  chain: { position: number; value: string; recordSha256: string };
  address: string | null;
  tls: {
    protocol: string;
    cipher: string;
    subject: string;
    issuer: string;
    validFrom: string;
    validTo: string;
    fingerprint256: string;
  } | null;
  statusLine: string | null;
  headers: { name: string; value: string }[];
  /** Whether record and bytes are what the chain says; null when they were given up. */
  isIntact: boolean | null;
  title: string | null;
  text: string | null;
  /** What was read of it, as printed; null for attachments, pictures and pages that nobody could read. */
  read: CapturedPage | null;
  /** Newest first; `warning` says why there is no picture, or what to mind when looking at it. */
  screenshots: {
    id: number;
    requestedBy: string;
    requestedAt: string;
    state: 'pending' | 'done' | 'failed';
    warning: string | null;
    screenshotId: string | null;
    takenAt: string | null;
  }[];
}

/** At most 500 entries and 200 dates. */
export type CapturedPage = Pick<
  ExtractedPage,
  | 'kind'
  | 'family'
  | 'publishedOn'
  | 'formedOn'
  | 'documentNumber'
  | 'indexNumber'
  | 'issuingBody'
  | 'source'
  | 'validity'
  | 'signedBy'
  | 'dates'
  | 'entries'
  | 'attachments'
>;

/**
 * GET /api/captures/:id/change?from=ID — what the capture says differently from an earlier one of its address; without
 * `from` the newest earlier one with other bytes. 404 where there is none, or one of them was never read as a page.
 */
export interface CaptureChangeView {
  from: { id: string; capturedAt: string };
  to: { id: string; capturedAt: string };
  change: PageChange;
}

/** GET /api/captures/:id/life — first and last seen, edits, removal, and a claimed day that cannot be. */
export type PageLifeView = PageHistory;

/** POST /api/alerts/confirm {ids, note?}; POST /api/alerts/dismiss {ids, reason, note?}; POST /api/alerts/undo {ids} */
export interface CommandView {
  changed: number[];
  refused: { id: number; reason: string }[];
}

/** Reasons to dismiss, in the order shown. */
export const DISMISS_REASONS = [
  '采集有误',
  '匹配有误',
  '期限计算有误',
  '已在其他渠道公开',
  '不属于本单位职责',
  '其他',
] as const;

/** GET /api/units */
export interface UnitRow {
  id: number;
  name: string;
  kind: string;
  siteName: string | null;
  homeUrl: string | null;
  isOwnSite: boolean;
  items: number;
  onlineVerifiable: number;
  judged: number;
  violations: number;
  proposals: number;
  warnings: number;
  overdueNotices: number;
  lastObservedOn: string | null;
  /** Real time of the newest finished round of its site. */
  lastCrawledAt: string | null;
  /** Why absence could not be concluded; null when all was seen. */
  gap: string | null;
  failures: number;
}

/** GET /api/units/:id */
export interface UnitView extends UnitRow {
  email: string | null;
  contact: string | null;
  itemsList: {
    key: string;
    row: number;
    name: string;
    group: string | null;
    timeLimit: string | null;
    section: string | null;
    sectionUrl: string | null;
    basis: 'explicit' | 'name' | 'similarity' | 'person' | 'none';
    isCertain: boolean;
    isOnline: boolean;
    documents: number;
    candidates: { url: string; name: string; score: number }[];
  }[];
  failuresList: { url: string; kind: string; text: string; at: string }[];
}

/**
 * GET /api/desk — the unit officer's page; supervisors may add ?unit=ID.
 * POST /api/desk/recheck reads the unit's site again; 409 while that is going on, 429 within ten minutes of the last.
 */
export interface DeskView {
  unit: { id: number; name: string };
  today: string;
  /** Due within the next five working days, nothing seen yet. */
  dueSoon: {
    item: string;
    row: number;
    dueOn: string;
    workingDaysLeft: number;
    section: string | null;
    url: string | null;
    sentence: string | null;
  }[];
  notices: NoticeRow[];
  /** What the newest evaluation says and no notice has been sent for. */
  preview: AlertRow[];
  lastObservedOn: string | null;
  /** Its site is being read, or what was read is not judged yet. */
  isCrawling: boolean;
}

/** GET /api/notices?unit=&state= */
export interface NoticeRow {
  id: number;
  number: string;
  unitId: number;
  unitName: string;
  state: NoticeState;
  issuedOn: string;
  rectifyBy: string;
  /** Working days left; negative when overdue. */
  workingDaysLeft: number | null;
  problems: number;
  closedProblems: number;
}

/** GET /api/notices/:id; POST /api/notices/draft {alertIds} answers the same shape with id 0 and number ''. */
export interface NoticeView extends NoticeRow {
  title: string;
  /** Who signs: 清河县人民政府办公室. */
  office: string;
  /** Who issued it; empty for a draft. */
  issuedBy: string;
  opening: string;
  problemsList: NoticeProblemView[];
  requirements: string[];
  /** 反馈方式: how to answer, how to object, how it is rechecked. */
  feedback: string[];
  contact: string;
  replies: { id: number; byName: string; text: string; links: string[]; at: string }[];
  closedOn: string | null;
  mail: { recipient: string; state: 'pending' | 'sent' | 'failed'; error: string | null } | null;
  /** reply, recheck, accept, withdraw — for the asking account. */
  actions: string[];
}

export interface NoticeProblemView {
  alertId: number;
  ordinal: number;
  item: string | null;
  row: number | null;
  section: string | null;
  url: string | null;
  code: string;
  ruleTitle: string;
  explanation: string;
  basis: string;
  arithmetic: string | null;
  dueOn: string | null;
  evidence: { url: string; capturedAt: string; sha256: string }[];
  advice: string;
  severity: Severity;
  state: ProblemState;
  note: string;
  isCurable: boolean;
  isContested: boolean;
}

/** POST /api/alerts/:id/objection (multipart: reason, formedOn?, file?); POST /api/objections/:id/decision {upheld, decision}; GET /api/objections?state= */
export interface ObjectionView {
  id: number;
  alertId: number;
  unitName: string;
  item: string | null;
  explanation: string;
  byName: string;
  reason: string;
  formedOn: string | null;
  fileName: string | null;
  state: 'undecided' | 'upheld' | 'rejected';
  decision: string | null;
  decidedBy: string | null;
  at: string;
}

/**
 * GET /api/matches?unit=3; POST /api/matches {unitId, itemKey, sectionUrl}, null = the site has no such section;
 * DELETE /api/matches?unitId=&itemKey= takes a decision back. GET /api/matches/sections?unit=3&q=预算 finds sections.
 */
export interface MatchRow {
  unitId: number;
  unitName: string;
  itemKey: string;
  item: string;
  group: string | null;
  row: number;
  /** 网站栏目 as the catalog names it. */
  section: string | null;
  elements: string;
  candidates: { url: string; name: string; score: number }[];
  decided: { sectionUrl: string | null; sectionName: string | null; by: string; at: string } | null;
  /** Decided or taken back, and not observed again yet. */
  isPending: boolean;
}

/** A section of the unit's part of the web, to choose from. */
export interface SectionChoice {
  url: string;
  name: string;
  path: string[];
  entries: number;
  newestOn: string | null;
  /** Titles of its first entries, so that one sees what it holds. */
  sample: string[];
}

/** GET /api/reports; POST /api/reports {kind, period}; GET /api/reports/:id/file.docx|file.xlsx; GET /api/reports/periods */
export interface ReportRow {
  id: number;
  kind: 'monthly' | 'quarterly' | 'annual';
  period: string;
  title: string;
  cutoffAt: string;
  createdBy: string;
  totals: Record<string, number>;
}

export interface ReportPeriods {
  monthly: string[];
  quarterly: string[];
  annual: string[];
}

/** GET /api/overview — the first screen of supervisors and assessors. */
export interface OverviewView {
  today: string;
  counts: {
    open: number;
    proposed: number;
    warning: number;
    confirmed: number;
    notified: number;
    resolved: number;
    dismissed: number;
    contested: number;
    newToday: number;
    overdueNotices: number;
  };
  coverage: { items: number; onlineVerifiable: number; judged: number };
  byUnit: {
    id: number;
    name: string;
    violations: number;
    proposals: number;
    warnings: number;
    onlineVerifiable: number;
    items: number;
    gap: string | null;
    failures: number;
  }[];
  byCode: { code: string; title: string; count: number }[];
  funnel: { alerts: number; noticed: number; replied: number; closed: number };
  crawl: { sites: number; pages: number; failures: number; finishedAt: string | null };
  /** 日历缺口 — a year whose days off are not known yet; an operator's work. Null when none is missing. */
  calendarAlarm?: { year: number; title: string; advice: string } | null;
}

/** GET /api/sites. POST /api/sites/:id/crawl reads a site now. Instants are real time. */
export interface SiteRow {
  id: number;
  name: string;
  homeUrl: string;
  units: string[];
  serverGroup: string;
  round: SiteRound | null;
  /** Why rounds of late are incomplete, are not judged, or the site cannot be asked; Chinese; null when all is well. */
  gap: string | null;
  suspended: string | null;
  failures: SiteFailureKind[];
  nextRoundAt: string | null;
  /** The server group is left alone until then, after trouble. */
  restsUntil: string | null;
  /** Probes of the last seven days that count; null where the site is not probed. */
  availability: { probes: number; failing: number; isVoid: number } | null;
}

export interface SiteRound {
  id: number;
  state: 'running' | 'finished';
  scope: 'full' | 'incremental';
  reason: 'first' | 'scheduled' | 'recheck' | 'manual';
  startedAt: string;
  finishedAt: string | null;
  /** Seconds between when it was due and when it began; null where nobody waited for it. */
  lateSeconds: number | null;
  pages: number;
  /** Pages of the complete full round before it; null where there is none, or the round is incremental. */
  expectedPages: number | null;
  pending: number;
}

export interface SiteFailureKind {
  kind: string;
  text: string;
  remedy: string;
  count: number;
  sample: string;
}

/** GET /api/sites/:id */
export interface SiteView extends SiteRow {
  group: {
    name: string;
    /** `manual`: a person put the site there. */
    origin: 'derived' | 'manual';
    sites: string[];
    delayMs: number;
    concurrency: number;
    dailyRequests: number | null;
    bulk: { from: number; until: number } | null;
    requestsToday: number;
    /** Pause after the newest trouble; 0 when there was none of late. */
    backOffMs: number;
    troubles: number;
  };
  rounds: (SiteRound & { gap: string | null; suspended: string | null })[];
  /** What the newest round brought, held against earlier ones; null before a round was measured. */
  measures: {
    articles: number;
    titled: number;
    dated: number;
    entries: number;
    canaries: { url: string; name: string; known: number; found: number; entries: number; isDoubtful: boolean }[];
  } | null;
  days: { day: string; probes: number; failing: number; isVoid: number }[];
  /** Newest probes that did not open the site, and why. */
  failedProbes: { at: string; durationMs: number; outcome: 'failed' | 'void'; detail: string }[];
  sections: SiteSection[];
  /** At most 500, by kind. */
  failuresList: { url: string; kind: string; text: string; detail: string | null; at: string | null }[];
}

/** 栏目 as the newest observation of a unit has it. */
export interface SiteSection {
  unitId: number;
  unitName: string;
  url: string;
  name: string;
  path: string[];
  entries: number;
  newestOn: string | null;
  lastReadAt: string | null;
  nextVisitAt: string | null;
  /** Why not all of it was seen; null when it was. */
  gap: string | null;
  items: { key: string; row: number; name: string; isCertain: boolean }[];
}

/** GET /api/rules */
export interface RuleRow {
  code: string;
  id: string;
  title: string;
  dimension: string;
  basis: string;
  severity: Severity;
  machine: string;
  advice: string;
  doubts: string;
  parameters: Record<string, number | string | boolean>;
}

/** Every error: application/problem+json; `title` is a Chinese sentence for the person, `problems` per field where there are any. */
export interface ProblemJson {
  status: number;
  title: string;
  problems?: { field: string; message: string }[];
}

import { ALERT_KINDS, ALERT_STATES as STATES, SEVERITY_NAMES } from '@app/alerting/alert';
import type { AlertKind, AlertState, NoticeState, ProblemState, ReportRow, Role, Severity } from '../../api/views';

export const ROLE: Record<Role, string> = {
  admin: '系统管理员',
  supervisor: '监督人员',
  assessor: '考评组',
  domainOwner: '领域主管部门',
  leader: '分管领导',
  reviewer: '第三方评议',
  auditor: '审计人员',
  unitOfficer: '单位联络员',
};

/** One wording for screens, terminal, tables and documents; 低风险 and 提示 share 蓝 and differ in shape and word. */
export const SEVERITY: Record<Severity, string> = SEVERITY_NAMES;
export const SEVERITIES = Object.keys(SEVERITY) as Severity[];

export const KIND: Record<AlertKind, string> = ALERT_KINDS;
export const KINDS = Object.keys(KIND) as AlertKind[];

export const ALERT_STATE: Record<AlertState, string> = STATES;
export const ALERT_STATES = Object.keys(ALERT_STATE) as AlertState[];

export const NOTICE_STATE: Record<NoticeState, string> = {
  delivered: '已送达',
  replied: '已反馈',
  rechecking: '复查中',
  returned: '退回重整改',
  closed: '已销号',
  withdrawn: '已撤销',
};
export const NOTICE_STATES = Object.keys(NOTICE_STATE) as NoticeState[];

export const PROBLEM_STATE: Record<ProblemState, string> = {
  open: '整改中',
  closed: '已销号',
  returned: '退回重整改',
  withdrawn: '已撤销',
};

/** Where a claimed date was read (ClaimedDate.from). */
export const DATE_ORIGIN: Record<string, string> = {
  box: '信息要素表',
  label: '页面标注',
  script: '页面脚本',
  meta: '页面元数据',
  list: '列表页',
  url: '网址',
  text: '正文',
  signature: '落款',
};

/** Why a round was run. */
export const ROUND_REASON: Record<'first' | 'scheduled' | 'recheck' | 'manual', string> = {
  first: '首次',
  scheduled: '定时',
  recheck: '复查',
  manual: '人工',
};

/** How a capture was taken. */
export const CAPTURE_VIA: Record<'http' | 'browser' | 'screenshot', string> = {
  http: '直接读取',
  browser: '浏览器渲染',
  screenshot: '截图',
};

/** Values of a page that are compared between captures. */
export const CHANGED_FIELD: Record<string, string> = {
  title: '标题',
  publishedOn: '发布日期',
  formedOn: '成文日期',
  documentNumber: '发文字号',
  indexNumber: '索引号',
  issuingBody: '发布机构',
  source: '来源',
  validity: '有效性',
};

export const MATCH_BASIS: Record<string, string> = {
  explicit: '目录注明栏目',
  name: '栏目同名',
  similarity: '名称相近',
  person: '人工指定',
  none: '未匹配',
};

export const REPORT_KIND: Record<ReportRow['kind'], string> = {
  monthly: '月报告',
  quarterly: '季通报',
  annual: '年考核',
};

/** What happened in the life of an alert; a kind not known here is shown as it comes. */
export const ALERT_EVENT: Record<string, string> = {
  comment: '批注',
  opened: '发现问题',
  proposed: '提请核实',
  warned: '到期前预警',
  escalated: '转为问题',
  updated: '情况更新',
  resolved: '问题消除',
  reopened: '问题再现',
  confirmed: '确认',
  dismissed: '不予采纳',
  undone: '撤销处理',
  notified: '整改通知',
  replied: '单位反馈',
  recheck: '复查',
  returned: '退回重整改',
  closed: '销号',
  accepted: '审定说明后销号',
  contested: '提出异议',
  upheld: '异议成立',
  rejected: '异议不成立',
  noticeWithdrawn: '撤销通知',
};

export const UNIT_KIND: Record<string, string> = {
  government: '政府',
  department: '部门',
  town: '乡镇、街道',
  enterprise: '公共企事业单位',
  village: '村、社区',
};

/** 采集情况 of a site or unit that was read without a gap. */
export function completeness(failedPages: number): string {
  return failedPages === 0 ? '完整' : `除 ${failedPages} 个失败页外完整`;
}

import { RegisterColumn, RegisterKind, RegisterKindId } from './register-kind';

const day = (id: string, header: string, more: Partial<RegisterColumn> = {}): RegisterColumn => ({
  id,
  header,
  type: 'day',
  ...more,
});
const code = (header: string, says: RegExp): RegisterColumn => ({
  id: 'number',
  header,
  says,
  type: 'code',
  isRequired: true,
  hint: '只填编号，不填姓名、电话',
});
const NOTE: RegisterColumn = { id: 'remark', header: '备注', says: /^说明$/, type: 'text', hint: '不填个人信息' };

const DISCLOSURE_REQUEST: RegisterKind = {
  id: 'disclosureRequest',
  title: '依申请公开办理',
  about: '收到的政府信息公开申请及其答复，一件一条。',
  rules: ['INT-05'],
  key: ['number'],
  occurred: 'receivedOn',
  settled: ['answeredOn'],
  inOrder: [
    ['receivedOn', 'supplementedOn'],
    ['receivedOn', 'extendedOn'],
    ['receivedOn', 'answeredOn'],
    ['consultedFrom', 'consultedTo'],
  ],
  writers: 'unit',
  columns: [
    code('申请编号', /^(?:申请)?(?:编号|登记号|受理号|流水号)$/),
    day('receivedOn', '收到日期', { says: /^(?:收到|受理|接收|申请)(?:申请)?(?:日期|时间)$/, isRequired: true }),
    day('supplementedOn', '收到补正日期', { says: /补正/, hint: '通知补正的，自收到补正之日起算' }),
    day('consultedFrom', '征求意见开始', { says: /征求.*(?:开始|起)/, hint: '征求第三方意见的时间不计入期限' }),
    day('consultedTo', '征求意见结束', { says: /征求.*(?:结束|止)/ }),
    day('extendedOn', '延期告知日期', { says: /延(?:期|长).*(?:日期|时间)/ }),
    day('answeredOn', '答复日期', { says: /^(?:答复|回复|办结)(?:日期|时间)$/ }),
    {
      id: 'outcome',
      header: '办理结果',
      says: /^(?:答复)?(?:结果|类型)$/,
      type: 'choice',
      choices: ['予以公开', '部分公开', '不予公开', '无法提供', '不予处理', '其他处理', '申请人撤回'],
    },
    NOTE,
  ],
};

const REVIEW_CASE: RegisterKind = {
  id: 'reviewCase',
  title: '复议诉讼',
  about: '因政府信息公开引起的行政复议、行政诉讼及其结果。',
  rules: ['INT-06'],
  key: ['number'],
  occurred: 'filedOn',
  settled: ['concludedOn'],
  inOrder: [['filedOn', 'concludedOn']],
  writers: 'unit',
  columns: [
    code('案件编号', /^(?:案件|案)?(?:编号|案号|号)$/),
    {
      id: 'form',
      header: '类别',
      says: /^(?:类型|程序)$/,
      type: 'choice',
      isRequired: true,
      choices: ['行政复议', '行政诉讼'],
    },
    day('filedOn', '受理日期', { says: /^(?:收到|立案|受理)(?:日期|时间)$/, isRequired: true }),
    day('concludedOn', '审结日期', { says: /^(?:办结|审结|结案|决定)(?:日期|时间)$/ }),
    {
      id: 'outcome',
      header: '审理结果',
      says: /^(?:结果|结论)$/,
      type: 'choice',
      choices: ['结果维持', '结果纠正', '其他结果', '尚未审结'],
      hint: '按年度报告第五项的分类填写',
    },
    NOTE,
  ],
};

const FAULT_REPORT: RegisterKind = {
  id: 'faultReport',
  title: '网民找错',
  about: '“我为政府网站找错”平台转来的留言及其答复、办结。',
  rules: ['INT-07'],
  key: ['number'],
  occurred: 'receivedOn',
  settled: ['resolvedOn'],
  inOrder: [
    ['receivedOn', 'answeredOn'],
    ['receivedOn', 'resolvedOn'],
  ],
  writers: 'unit',
  columns: [
    code('留言编号', /^(?:找错)?(?:编号|序列号|留言号)$/),
    day('receivedOn', '转办日期', { says: /^(?:收到|转办|下发|留言)(?:日期|时间)$/, isRequired: true }),
    day('answeredOn', '答复日期', { says: /^(?:答复|回复)(?:日期|时间)$/ }),
    day('resolvedOn', '办结日期', { says: /^(?:办结|解决|整改)(?:日期|时间)$/ }),
    { id: 'isReal', header: '是否属实', says: /属实/, type: 'flag', hint: '不属实的填“否”，仍须答复' },
    NOTE,
  ],
};

const PUBLIC_OPINION: RegisterKind = {
  id: 'publicOpinion',
  title: '舆情回应',
  about: '涉及本单位的政务舆情和突发事件的首次回应、新闻发布会时间。',
  rules: ['INT-08'],
  key: ['number'],
  occurred: 'happenedAt',
  settled: ['respondedAt'],
  inOrder: [
    ['happenedAt', 'respondedAt'],
    ['happenedAt', 'briefedAt'],
  ],
  writers: 'unit',
  columns: [
    code('事件编号', /^(?:事件|舆情)?(?:编号|序号)$/),
    { id: 'matter', header: '事项', says: /^(?:事件|舆情)(?:名称|内容)?$/, type: 'text', isRequired: true },
    {
      id: 'level',
      header: '级别',
      says: /^(?:事件|舆情)?(?:级别|等级|类型)$/,
      type: 'choice',
      isRequired: true,
      choices: ['特别重大、重大突发事件', '其他政务舆情'],
    },
    {
      id: 'happenedAt',
      header: '发生时间',
      says: /^(?:发生|发现|监测到)(?:日期|时间)$/,
      type: 'instant',
      isRequired: true,
    },
    { id: 'respondedAt', header: '首次回应时间', says: /回应/, type: 'instant' },
    { id: 'briefedAt', header: '新闻发布会时间', says: /发布会/, type: 'instant' },
    { id: 'url', header: '回应网址', says: /网址|链接/, type: 'url' },
    NOTE,
  ],
};

const MESSAGE: RegisterKind = {
  id: 'message',
  title: '留言',
  about: '咨询建言栏目的有效留言及其答复；网站上能读到的由系统采集，不必重复登记。',
  rules: ['INT-01', 'INT-03'],
  key: ['number'],
  occurred: 'askedOn',
  settled: ['answeredOn'],
  inOrder: [['askedOn', 'answeredOn']],
  writers: 'unit',
  columns: [
    code('留言编号', /^(?:信件)?(?:编号|序号|查询码)$/),
    day('askedOn', '留言日期', { says: /^(?:留言|来信|提问|咨询|写信)(?:日期|时间)$/, isRequired: true }),
    day('answeredOn', '答复日期', { says: /^(?:答复|回复|办理)(?:日期|时间)$/ }),
    {
      id: 'isValid',
      header: '有效留言',
      says: /^是否有效(?:留言)?$/,
      type: 'flag',
      hint: '广告、谩骂、重复的填“否”；空着视为有效',
    },
    {
      id: 'reply',
      header: '答复内容',
      says: /^(?:答复|回复)(?:内容|摘要|意见)?$/,
      type: 'text',
      hint: '隐去姓名、电话等个人信息',
    },
    NOTE,
  ],
};

const COMPLAINT: RegisterKind = {
  id: 'complaint',
  title: '投诉件',
  about: '电话、现场、网上收到的政务公开投诉及其办结。',
  rules: ['INT-09'],
  key: ['number'],
  occurred: 'receivedOn',
  settled: ['closedOn'],
  inOrder: [['receivedOn', 'closedOn']],
  writers: 'unit',
  columns: [
    code('投诉编号', /^(?:投诉件?)?(?:编号|登记号)$/),
    {
      id: 'channel',
      header: '渠道',
      says: /渠道|方式|来源/,
      type: 'choice',
      isRequired: true,
      choices: ['电话', '现场', '网上'],
    },
    day('receivedOn', '受理日期', { says: /^(?:收到|受理|登记)(?:日期|时间)$/, isRequired: true }),
    day('dueOn', '承诺办结日期', { says: /承诺|限办/, hint: '另有承诺期限的填写；空着按规则所设工作日计' }),
    day('closedOn', '办结日期', { says: /^(?:办结|答复|回复)(?:日期|时间)$/ }),
    NOTE,
  ],
};

const SOCIAL_ACCOUNT: RegisterKind = {
  id: 'socialAccount',
  title: '新媒体账号与更新',
  about: '政务新媒体账号、最近一次发布和互动功能，核查一次登记一次。',
  rules: ['NM-01', 'NM-02'],
  key: ['platform', 'account'],
  occurred: 'checkedOn',
  inOrder: [['newestOn', 'checkedOn']],
  writers: 'unit',
  columns: [
    {
      id: 'platform',
      header: '平台',
      says: /平台|类型/,
      type: 'choice',
      isRequired: true,
      choices: ['微信公众号', '微博', '抖音', '今日头条', '移动客户端', '小程序', '其他'],
    },
    { id: 'account', header: '账号名称', says: /^账号(?:名称|名)?$|^名称$/, type: 'text', isRequired: true },
    {
      id: 'state',
      header: '状态',
      says: /状态/,
      type: 'choice',
      isRequired: true,
      choices: ['正常运行', '已注销', '已迁移归并'],
    },
    day('checkedOn', '核查日期', { says: /^(?:核查|检查|登记)(?:日期|时间)$/, isRequired: true }),
    day('newestOn', '最近更新日期', { says: /最近|最新|最后/, hint: '核查当日所见的最近一次发布' }),
    { id: 'hasMenu', header: '菜单或互动功能有效', says: /菜单|功能/, type: 'flag' },
    { id: 'hasReply', header: '留言有人回复', says: /回复|评论|互动/, type: 'flag' },
    NOTE,
  ],
};

const YEARLY_DUTY: RegisterKind = {
  id: 'yearlyDuty',
  title: '培训与评估',
  about: '年度集中学习培训、不予公开信息评估和失效信息清理的佐证。',
  rules: ['MEC-01'],
  key: ['duty', 'heldOn'],
  occurred: 'heldOn',
  writers: 'unit',
  columns: [
    {
      id: 'duty',
      header: '事项',
      says: /事项|类别|内容/,
      type: 'choice',
      isRequired: true,
      choices: ['集中学习培训', '不予公开信息评估', '失效信息清理'],
    },
    day('heldOn', '日期', { says: /日期|时间/, isRequired: true }),
    {
      id: 'proof',
      header: '佐证',
      says: /佐证|依据|材料|文号/,
      type: 'text',
      isRequired: true,
      hint: '通知文号、签到表或报道的名称',
    },
    { id: 'url', header: '佐证网址', says: /网址|链接/, type: 'url' },
    NOTE,
  ],
};

const SERVICE_CHANGE: RegisterKind = {
  id: 'serviceChange',
  title: '办事信息变更',
  about: '办事条件、材料、流程发生变化的事项，审批完成与公开的日期。',
  rules: ['TIM-09'],
  key: ['service', 'approvedOn'],
  occurred: 'approvedOn',
  settled: ['publishedOn'],
  writers: 'unit',
  columns: [
    { id: 'service', header: '办事事项', says: /事项/, type: 'text', isRequired: true },
    day('approvedOn', '完成审批日期', { says: /审批|批准/, isRequired: true }),
    day('publishedOn', '公开日期', { says: /公开(?:日期|时间)|公布/ }),
    { id: 'saysStart', header: '公开了具体实施时间', says: /实施/, type: 'flag' },
    { id: 'url', header: '公开网址', says: /网址|链接/, type: 'url' },
    NOTE,
  ],
};

const LOCAL_PLAN: RegisterKind = {
  id: 'localPlan',
  title: '方案制定',
  about: '上级文件要求制定并公开的方案：上级公布与本单位公开的日期。',
  rules: ['TIM-10'],
  key: ['parent'],
  occurred: 'parentOn',
  settled: ['publishedOn'],
  inOrder: [['parentOn', 'publishedOn']],
  writers: 'unit',
  columns: [
    { id: 'parent', header: '上级文件', says: /^上级(?:文件|方案)(?:名称|标题)?$/, type: 'text', isRequired: true },
    day('parentOn', '上级公布日期', { says: /上级.*(?:日期|时间)/, isRequired: true }),
    { id: 'plan', header: '本单位方案', says: /^(?:本(?:级|单位|地))?方案(?:名称|标题)?$/, type: 'text' },
    day('publishedOn', '方案公开日期', { says: /方案.*(?:日期|时间)|公开(?:日期|时间)/ }),
    { id: 'url', header: '方案网址', says: /网址|链接/, type: 'url' },
    NOTE,
  ],
};

const SITE_FILING: RegisterKind = {
  id: 'siteFiling',
  title: '报送系统登记',
  about: '全国政府网站信息报送系统中登记的网址和状态。',
  rules: ['PLT-17'],
  key: ['url'],
  occurred: 'exportedOn',
  writers: 'unit',
  columns: [
    { id: 'siteName', header: '网站名称', says: /名称/, type: 'text' },
    { id: 'url', header: '登记网址', says: /网址|首页|域名/, type: 'url', isRequired: true },
    {
      id: 'state',
      header: '登记状态',
      says: /状态/,
      type: 'choice',
      isRequired: true,
      choices: ['正常运行', '正在整改', '临时下线', '永久下线'],
    },
    day('exportedOn', '导出日期', { says: /导出|登记|查询/, isRequired: true, hint: '从报送系统查到的日期' }),
    NOTE,
  ],
};

const ASSESSMENT_WEIGHT: RegisterKind = {
  id: 'assessmentWeight',
  title: '考核权重',
  about: '政务公开在年度绩效考核中的分值和总分。',
  rules: ['MEC-02'],
  key: ['year'],
  occurred: 'year',
  writers: 'unit',
  columns: [
    { id: 'year', header: '年度', says: /年度|年份/, type: 'number', isRequired: true },
    { id: 'points', header: '政务公开分值', says: /政务公开|^分值$/, type: 'number', isRequired: true },
    { id: 'total', header: '考核总分', says: /总分|满分/, type: 'number', isRequired: true },
    { id: 'proof', header: '考核文件', says: /文件|依据|文号/, type: 'text', isRequired: true },
    NOTE,
  ],
};

const SITUATION_NOTE: RegisterKind = {
  id: 'situationNote',
  title: '情况说明认定',
  about: '对以情况说明代替公开的事项，监督人员采纳或不采纳的决定及其有效期。',
  rules: ['PUB-03', 'PUB-01', 'PUB-02', 'TIM-05', 'TIM-06'],
  key: ['item'],
  occurred: 'decidedOn',
  inOrder: [['decidedOn', 'until']],
  writers: 'office',
  columns: [
    {
      id: 'item',
      header: '公开事项',
      says: /事项/,
      type: 'text',
      isRequired: true,
      hint: '目录事项，各级之间用“ > ”相连',
    },
    {
      id: 'url',
      header: '情况说明网址',
      says: /网址|链接/,
      type: 'url',
      hint: '空着表示所附书面说明，适用于该事项的任何说明',
    },
    {
      id: 'decision',
      header: '决定',
      says: /决定|认定/,
      type: 'choice',
      isRequired: true,
      choices: ['采纳', '不采纳'],
    },
    day('decidedOn', '决定日期', { says: /(?:决定|认定)(?:日期|时间)/, isRequired: true }),
    day('until', '采纳有效期至', { says: /有效|期限|至/, hint: '采纳的必填：到期后重新核实' }),
    { id: 'reason', header: '理由', says: /理由|原因/, type: 'text', isRequired: true },
  ],
};

/** 台账种类, in the order of screens. */
export const REGISTER_KINDS: readonly RegisterKind[] = [
  DISCLOSURE_REQUEST,
  REVIEW_CASE,
  MESSAGE,
  FAULT_REPORT,
  PUBLIC_OPINION,
  COMPLAINT,
  SOCIAL_ACCOUNT,
  SERVICE_CHANGE,
  LOCAL_PLAN,
  SITE_FILING,
  YEARLY_DUTY,
  ASSESSMENT_WEIGHT,
  SITUATION_NOTE,
];

export const REGISTER_KIND_IDS = REGISTER_KINDS.map(({ id }) => id) as [RegisterKindId, ...RegisterKindId[]];

export function registerKind(id: RegisterKindId): RegisterKind {
  const kind = REGISTER_KINDS.find((each) => each.id === id);
  if (!kind) throw new RangeError(`no register kind ${id}`);
  return kind;
}

import { day, NOTE } from './register-column';
import { RegisterKind } from './register-kind';

export const SOCIAL_ACCOUNT: RegisterKind = {
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

export const YEARLY_DUTY: RegisterKind = {
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

export const SERVICE_CHANGE: RegisterKind = {
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

export const LOCAL_PLAN: RegisterKind = {
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

export const SITE_FILING: RegisterKind = {
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

export const ASSESSMENT_WEIGHT: RegisterKind = {
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

export const SITUATION_NOTE: RegisterKind = {
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

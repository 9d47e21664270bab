import { squeezed } from './grid';

/** What a column of a catalog table holds, told by the meaning of its header. */
export type ColumnRole =
  | 'sequence'
  | 'level'
  | 'domain'
  | 'category'
  | 'content'
  | 'basis'
  | 'timeLimit'
  | 'unit'
  | 'division'
  | 'position'
  | 'authority'
  | 'procedure'
  | 'handlingLimit'
  | 'channel'
  | 'channelTick'
  | 'audience'
  | 'audienceAll'
  | 'audienceGroup'
  | 'method'
  | 'methodProactive'
  | 'methodOnRequest'
  | 'tier'
  | 'tierTick'
  | 'section'
  /** Known, and kept in `cells` only: 备注, 咨询电话, 公开时长 … */
  | 'other';

/** The role of a column whose header rows read `path` from top to bottom; undefined for a header that means nothing to us. */
export function roleOf(path: readonly string[]): ColumnRole | undefined {
  if (path.some((text) => text.length > LONGEST_HEADER)) return undefined;
  const parts = path.map(plain).filter(Boolean);
  const [first = '', last = ''] = [parts.at(0), parts.at(-1)];
  if (parts.length > 1) {
    const child = childRole(first, last);
    if (child) return child;
  }
  return roleOfText(parts.join('')) ?? roleOfText(last) ?? (parts.length > 1 ? roleOfText(first) : undefined);
}

/** The role of a column known by its label in `cells`: header texts joined by `/`, `#2` behind a repeated one. */
export function roleOfLabel(label: string): ColumnRole | undefined {
  if (!rolesByLabel.has(label)) {
    // A catalog has a few dozen labels; thousands of files with labels of their own must not be remembered for ever.
    if (rolesByLabel.size > 1000) rolesByLabel.clear();
    rolesByLabel.set(label, roleOf(label.replace(/#\d+$/, '').split('/')));
  }
  return rolesByLabel.get(label);
}

const rolesByLabel = new Map<string, ColumnRole | undefined>();

/** With all its notes about signs and choices; longer text is no header. */
const LONGEST_HEADER = 160;

/** Whether a header cell could be the lower part of a header of several rows. */
export function isSubHeader(text: string): boolean {
  if (text.length > LONGEST_HEADER) return false;
  const word = plain(text);
  return word.length <= 24 && (SUB_HEADER.test(word) || roleOfText(word) !== undefined);
}

const LEVEL =
  /^(?:第?[一二三四五六七八九1-9]级|[一二三四五六]层)(?:公开)?(?:事项|目录|分类|类别|指标|标题|名称|主题|栏目)?(?:名称)?$/;
const TIER =
  /^.{0,8}(?:省|市|县|区|乡|镇|街|道|村|社区|州|旗|盟|地)、?.{0,4}级$|^(?:省|市|县|区|乡|镇|街道|村|社区|乡镇|镇街|区县|市县|村居)(?:级)?$/;
const AUDIENCE_ALL = /^(?:全社会|社会公众|全体公民|面向(?:全)?社会|公众)$/;
const AUDIENCE_GROUP = /^特定(?:群[体众]|对象|人群|公众)?/;
const PROACTIVE = /^主动(?:公开)?$/;
const ON_REQUEST = /^依申请(?:公开)?$/;
/** 公开要求 says both by what law and how soon; where a column says how soon alone, it is but a remark. */
export const REQUIREMENT = /^公开要求$/;
const SUB_HEADER = new RegExp(
  [LEVEL, TIER, AUDIENCE_ALL, AUDIENCE_GROUP, PROACTIVE, ON_REQUEST].map(({ source }) => source).join('|') +
    '|^(?:名称|编码|文号|条款|决策(?:公开)?|执行(?:公开)?|管理(?:公开)?|服务(?:公开)?|结果(?:公开)?|不予公开|政府网站|政府公报|两微一端|政务新媒体|发布会.*|广播电视|纸质媒体|公开查阅点|政务服务中心|便民服务站|入户.*|社区.*|精准推送|其他)$',
);

function childRole(parent: string, child: string): ColumnRole | undefined {
  if (/编码|编号|序号/.test(child)) return 'other';
  if (REQUIREMENT.test(parent)) return roleOfText(child) ?? 'other';
  if (/事项|目录$/.test(parent) && !/依据|内容|时限|主体/.test(child)) return 'level';
  if (/对象|范围|群体/.test(parent)) return audienceRole(child);
  if (/方式|属性/.test(parent))
    return PROACTIVE.test(child) ? 'methodProactive' : ON_REQUEST.test(child) ? 'methodOnRequest' : 'other';
  if (/层级|级次/.test(parent)) return 'tierTick';
  if (/五公开/.test(parent)) return 'other';
  if (/渠道|载体/.test(parent) && /^(?:渠道|载体|平台|形式)$/.test(child)) return 'channel';
  if (/渠道|载体/.test(parent)) return /URL|网址|链接|栏目/i.test(child) ? 'section' : 'channelTick';
  return undefined;
}

function audienceRole(child: string): ColumnRole {
  if (AUDIENCE_ALL.test(child)) return 'audienceAll';
  return AUDIENCE_GROUP.test(child) ? 'audienceGroup' : 'audience';
}

/** The particular before the general: 依据效力 is no 依据, 公开时长 no 公开时限. */
const ROLES: readonly (readonly [RegExp, ColumnRole])[] = [
  [/^(?:序号|编号|序|NO\.?|号)$/i, 'sequence'],
  [LEVEL, 'level'],
  [AUDIENCE_ALL, 'audienceAll'],
  [AUDIENCE_GROUP, 'audienceGroup'],
  [PROACTIVE, 'methodProactive'],
  [ON_REQUEST, 'methodOnRequest'],
  [/^(?:责任|工作|承办)?岗位(?:名称)?$|^责任岗$/, 'position'],
  [/^(?:岗位|职责|行使|审批)?权限$/, 'authority'],
  [/^(?:办理|工作|行权|运行|办事)?程序$|^(?:办理|办事|运行|工作)流程$/, 'procedure'],
  [/^(?:承诺|法定)?办[理结事](?:时限|期限)$/, 'handlingLimit'],
  [
    /^(?:备注|说明|其他|公开时长|公开期|公开形式|公示期限?|.*电话.*|联系(?:人|方式)|监督渠道|.*编码|条款(?:内容)?|依据(?:效力|位阶).*|对应职责|.*审核.*|公开流程|五公开|流程|负责人|责任人|监督方式|监督(?:举报)?途径|更新(?:时间|日期)|发布时间|公开格式|信息格式|文号|附件|不予公开.*|公开状态|.*理由)$/,
    'other',
  ],
  [
    /^(?:政府)?网站(?:对应|所属|所在|发布)?的?(?:栏目|网址|链接|URL).*$|^(?:所属|对应|所在|发布|公开|平台)?栏目(?:名称|路径|位置|链接|网址)?$|^.{0,6}(?:URL|网址|链接|一键直达).*$|^政府网站$/i,
    'section',
  ],
  [
    /^(?:公开|发布|更新|信息公开)?(?:时限|时效|期限|更新频率|更新周期|更新频次)(?:要求|标准|规定)?$|^公开时间(?:要求)?$|^更新标准$|^公开要求$/,
    'timeLimit',
  ],
  [/^(?:公开|法律|法规|政策|设定|法定|制度|文件)*(?:依据)(?:名称)?$/, 'basis'],
  [
    /^(?:公开|发布|信息公开|信息)?(?:责任)?主体(?:单位)?$|^(?:公开|责任|发布|主管|实施|牵头|承办|制作)+(?:责任)?(?:单位|部门|机构|机关)(?:名称)?$/,
    'unit',
  ],
  [/^(?:责任|承办|公开|主办)?(?:科室|处室|股室|内设机构)$/, 'division'],
  [
    /^(?:公开|发布|信息公开)?(?:渠道|载体|平台)(?:和|及|与|或|、|\/)?(?:渠道|载体|平台|形式)?$|^公开形式(?:和|及|与)载体$|^公开方式(?:和|及|与)(?:渠道|载体)$/,
    'channel',
  ],
  [/^公开(?:对象|范围|群体)$/, 'audience'],
  [/^公开(?:方式|属性|类型|性质)$/, 'method'],
  [/^公开(?:层级|级次|级别)$/, 'tier'],
  [TIER, 'tierTick'],
  [/^(?:公开|信息)?(?:内容|要素)(?:要素)?(?:和|及|与|、|\/)?(?:要求|要素|标准|内容)?$|^公开内容.{0,8}$/, 'content'],
  [
    /^(?:公开|政务公开|信息公开|主动公开|信息)?(?:事项|目录|事项名称|目录名称|信息名称|名称|标题|子项|项目)(?:名称)?$/,
    'level',
  ],
  [/^(?:公开|所属|试点|事项)?领域(?:名称)?$/, 'domain'],
  [/^(?:公开|事项|信息|所属|试点|目录)?(?:类别|分类|类型|大类)(?:名称)?$/, 'category'],
];

function roleOfText(text: string): ColumnRole | undefined {
  return ROLES.find(([pattern]) => pattern.test(text))?.[1];
}

/** A header without blanks, footnote signs and bracketed notes: 公开内容(要素)及要求 → 公开内容及要求. */
function plain(text: string): string {
  const bare = squeezed(text).replace(/[*＊：:]+/g, '');
  const withoutNotes = bare.replace(/[（(【[][^（()）】\]]{0,120}[)）】\]]/g, '').replace(/[（(【[].*$/, '');
  const level = /[（(]([一二三四五六]级)[)）]/.exec(bare)?.[1];
  return level ? `${level}${withoutNotes.replace(/^公开/, '')}` : withoutNotes || bare.replace(/[（()）]/g, '');
}

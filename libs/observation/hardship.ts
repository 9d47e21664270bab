import { PageRemark } from './content-page';

/**
 * 家庭住址、健康、困境细节 beside a person's name, line by line: 村组或门牌, 病名, 残疾等级. One of them says little; a row
 * with a name and two, or a name with an illness, is what 个人信息保护法 calls sensitive. The name itself is not kept.
 */
export function hardshipDetails(text: string): PageRemark[] {
  const found: PageRemark[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const says = line.length <= LONGEST_ROW ? detailsOf(line) : undefined;
    if (says) found.push({ kind: 'pii-hardship', at: `text:${at}`, says });
    if (found.length >= MOST) return found;
    at += line.length + 1;
  }
  return found;
}

const MOST = 20;
const LONGEST_ROW = 300;

function detailsOf(line: string): string | undefined {
  if (ORGAN.test(line) || !NAME.test(line)) return undefined;
  const kinds = DETAILS.filter(([, pattern]) => pattern.test(line)).map(([kind]) => kind);
  const isSensitive = kinds.includes('疾病') || kinds.includes('残疾等级');
  return kinds.length >= 2 || (isSensitive && kinds.length >= 1) ? kinds.join('、') : undefined;
}

/** A name of two or three characters standing alone in its cell; 张某某 and 李*明 are masked already. */
const NAME =
  /(?:^|[\s,，、|:：\t]|\d\s)(?:[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫房解应宗丁宣邓洪包诸左石崔吉龚程邢裴陆荣翁荀惠曲封储靳焦侯宁栾甘祖武符刘景詹龙叶黎薄白蒲邰从赖卓屠池乔闻党翟谭贡姬申冉桑桂牛寿通燕尚农温庄晏柴瞿阎连习艾容向古易慎廖庾暨居衡步都耿满弘匡国文寇广东欧沃利师聂关荆司])(?!某)(?:(?![村组社镇乡县市区局院校路街号队人名年级])\p{Script=Han}){1,2}(?=$|[\s,，、|;；：:\t\d])/u;
const ORGAN = /[局委院校厅办]\s*(?:$|[，。])|有限公司|法定代表人|负责人|联系人|经营者/u;
const DETAILS: readonly (readonly [string, RegExp])[] = [
  [
    '家庭住址',
    /(?:[\p{Script=Han}]{1,8}(?:村|社区|居委会))\s?[\p{Script=Han}\d]{0,6}?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:组|社|队|号)|(?:路|街|巷|小区|花园|苑)\s?\d{1,4}\s?(?:号|弄|幢|栋|单元)\S{0,10}?(?:室|\d{2,4})/u,
  ],
  [
    '疾病',
    /(?:癌|白血病|尿毒症|精神分裂|精神病|艾滋|肺结核|肝硬化|脑梗|脑出血|瘫痪|癫痫|抑郁症|肿瘤|冠心病|糖尿病|红斑狼疮|血友病|尘肺|心脏病)/u,
  ],
  [
    '残疾等级',
    /(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?\s?[一二三四1-4]\s?级|残疾(?:等级)?\s?[:：]?\s?[一二三四]级/u,
  ],
  ['身份证号码', /\d{4}\*{6,}\d{2,4}[\dXx]|[1-9]\d{5}\*{4,}/u],
  ['困境情况', /(?:因病致贫|因残致贫|低保户|特困供养|孤儿|单亲|丧偶|服刑|吸毒|智障)/u],
];

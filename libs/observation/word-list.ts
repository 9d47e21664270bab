/** 词表 — a wording that is wrong, what should stand there, and how bad it is; data that the office edits. */
export interface ListedWord {
  readonly wording: string;
  readonly instead: string;
  /** `right`: contains a listed wording and is no mistake (权利下放到… of a law's title). */
  readonly kind: 'typo' | 'expression' | 'right';
  /** 严重表述错误: 19号文 单项否决, where a person confirms it. */
  readonly isGrave?: boolean;
}

/** An edit of the office: adds a word, changes a default, or (`isActive` false) takes one out. */
export interface WordEdit extends ListedWord {
  readonly isActive: boolean;
}

/** The defaults with the office's edits; the edit of a wording goes before its default. */
export function wordListOf(edits: readonly WordEdit[]): readonly ListedWord[] {
  const words = new Map(DEFAULT_WORDS.map((word) => [word.wording, word]));
  for (const { isActive, ...word } of edits) {
    if (isActive) words.set(word.wording, word);
    else words.delete(word.wording);
  }
  return [...words.values()];
}

/** What keeps a word from being listed, by field. A list that finds fault with right texts is worse than none. */
export function wordProblems(word: ListedWord, inForce: readonly ListedWord[]): readonly WordProblem[] {
  const { wording, instead, kind, isGrave = false } = word;
  const wrong = inForce.filter((each) => each.kind !== 'right' && each.wording !== wording);
  const checks: readonly (WordProblem & { readonly holds: boolean })[] = [
    { field: 'wording', message: '词形应为2至60个字', holds: wording.length >= 2 && wording.length <= MOST },
    { field: 'wording', message: '词形中不能有空格或换行', holds: !/[\s\u0000]/u.test(wording) },
    { field: 'instead', message: '规范写法最多60个字，不能有换行', holds: isLine(instead) },
    { field: 'instead', message: '请写明规范的写法', holds: kind !== 'typo' || instead !== '' },
    {
      field: 'instead',
      message: '规范写法中含有这个词形，写对的文字也会被提示',
      holds: kind === 'right' || wording === '' || !instead.includes(wording),
    },
    {
      field: 'wording',
      message: '词表把这个词形列为另一个词形的规范写法',
      holds: kind === 'right' || !wrong.some((each) => wording !== '' && each.instead.includes(wording)),
    },
    {
      field: 'instead',
      message: '规范写法中含有词表中的一个错误词形',
      holds: !wrong.some((each) => instead.includes(each.wording)),
    },
    { field: 'instead', message: '不算错误的词形没有另外的写法', holds: kind !== 'right' || instead === '' },
    { field: 'isGrave', message: '不算错误的词形不会是严重错误', holds: kind !== 'right' || !isGrave },
    {
      field: 'wording',
      message: '不算错误的词形应含有词表中的一个错误词形',
      holds: kind !== 'right' || wrong.some((each) => wording.includes(each.wording)),
    },
  ];
  return checks.filter(({ holds }) => !holds).map(({ field, message }) => ({ field, message }));
}

export interface WordProblem {
  readonly field: 'wording' | 'instead' | 'isGrave';
  readonly message: string;
}

const MOST = 60;
const isLine = (text: string) => text.length <= MOST && !/[\r\n\u0000]/u.test(text);

/** Whether the list says exactly this already. */
export function isListed(word: ListedWord, inForce: readonly ListedWord[]): boolean {
  const { wording, instead, kind, isGrave = false } = word;
  return inForce.some(
    (each) =>
      each.wording === wording && each.instead === instead && each.kind === kind && (each.isGrave ?? false) === isGrave,
  );
}

/** Shipped, and as it was shipped. */
export function isShipped(word: ListedWord): boolean {
  return isListed(word, DEFAULT_WORDS);
}

const typos = (pairs: string): ListedWord[] =>
  pairs.split(/\s+/).flatMap((pair) => {
    const [wording = '', instead = ''] = pair.split('→');
    return wording ? [{ wording, instead, kind: 'typo' as const }] : [];
  });
const grave = (pairs: string): ListedWord[] =>
  typos(pairs).map((word) => ({ ...word, kind: 'expression' as const, isGrave: true }));
const right = (wordings: string): ListedWord[] =>
  wordings
    .trim()
    .split(/\s+/)
    .map((wording) => ({ wording, instead: '', kind: 'right' as const }));

/**
 * Only wordings that are wrong wherever they stand; what is wrong in some sentences (帐号, 截止 for 截至) is for the
 * office to add. Names and titles of leaders change, so none are shipped.
 */
export const DEFAULT_WORDS: readonly ListedWord[] = [
  ...grave(`新时代中国社会主义思想→新时代中国特色社会主义思想 中国特色社会注义→中国特色社会主义 社会主意核心价值观→社会主义核心价值观
    全国人大代表大会→全国人民代表大会 人民代表大会代表大会→人民代表大会 一国两治→一国两制 中国共产党中央委会→中国共产党中央委员会
    马克思列宁主意→马克思列宁主义 毛泽东思潮→毛泽东思想 邓小平理沦→邓小平理论 人民民主专制→人民民主专政`),
  ...typos(`布署→部署 惯彻→贯彻 贯切落实→贯彻落实 落实到为→落实到位 脱贫功坚→脱贫攻坚 乡村震兴→乡村振兴 疫情防空→疫情防控 法制政府→法治政府
    以法治国→依法治国 以法行政→依法行政 依法行证→依法行政 政府信息公布开→政府信息公开 按装→安装 复盖率→覆盖率 防碍→妨碍 幅射→辐射 竟标→竞标 竟争→竞争 竟赛→竞赛
    既使→即使 即往不咎→既往不咎 一如继往→一如既往 再接再励→再接再厉 默守成规→墨守成规 滥芋充数→滥竽充数 不径而走→不胫而走 穿流不息→川流不息 入不付出→入不敷出
    提纲契领→提纲挈领 委屈求全→委曲求全 谈笑风声→谈笑风生 甘败下风→甘拜下风 迫不急待→迫不及待 走头无路→走投无路 鼎立相助→鼎力相助 世外桃园→世外桃源
    水笼头→水龙头 座谈汇→座谈会 申张正义→伸张正义 克苦钻研→刻苦钻研 亲睐→青睐 针贬时弊→针砭时弊 寒喧→寒暄 通霄→通宵 震憾→震撼 振憾→震撼
    凑和→凑合 峻工→竣工 坚难→艰难 坚巨→艰巨 急燥→急躁 建造物业→建筑物业 经济发展方试→经济发展方式 精萃→精粹 沉缅→沉湎 松驰→松弛 追朔→追溯 欠收→歉收
    躬自→躬亲 挖墙角→挖墙脚 重新考滤→重新考虑 考滤→考虑 帐蓬→帐篷 贡菊献→贡献 协义书→协议书 申批→审批 审批服务事相→审批服务事项 应急予案→应急预案 予算公开→预算公开 决箅→决算
    补帖→补贴 补肋→补助 救肋→救助 低保户口对象→低保对象 残疾人就业保障今→残疾人就业保障金 公益性冈位→公益性岗位 招标公布告→招标公告 行政处法→行政处罚 行政许何→行政许可`),
  ...right('因特殊原因按装车顺序 按装载量 按装置'),
];

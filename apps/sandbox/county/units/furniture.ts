import { ChannelPlan, DocumentPlan, Near, Plant, RowPlan } from '../plan';
import { LIMIT, near, paper, plant, row } from '../words';

/** What a unit has besides its catalog's sections: 专栏、互动、服务, and what is wrong with its site as a whole. */
export interface Furniture {
  readonly channels: readonly ChannelPlan[];
  /** Behind the rows of its catalog; their sections are among `channels`. */
  readonly rows?: readonly RowPlan[];
  /** Further documents of a row, by its name. */
  readonly documents?: Readonly<Record<string, readonly DocumentPlan[]>>;
  readonly planted?: readonly Plant[];
  readonly near?: readonly Near[];
}

const ROOT = '政府信息公开';
/** What the unit that runs a site answers for. */
const OF_THE_PORTAL = ['PLT-01', 'PLT-02', 'PLT-03', 'PLT-05', 'PLT-15', 'PLT-16', 'INT-02'];

function guide(unit: string, phone: string, { without = [], channel = true }: GuideWords = {}): ChannelPlan {
  const lines: readonly (readonly [string, string])[] = [
    ['机构', `政府信息公开工作机构名称：${unit}办公室。`],
    ['地址', '办公地址：明州市清河县清河大道1号行政中心2号楼。'],
    ['时间', '办公时间：工作日上午8:30－12:00，下午14:30－17:30。'],
    ['电话', `联系电话：0599-5550${phone}。`],
    ['传真', `传真号码：0599-5551${phone}。`],
    ['互联网', `互联网联系方式：电子邮箱 xxgk${phone}@qinghe.mingzhou.example。`],
  ];
  const body = [
    `为了更好地提供政府信息公开服务，${unit}编制了本指南，供公民、法人和其他组织查阅，并将根据情况及时更新。`,
    '公开的信息按机构职能、政策文件、规划计划、财政资金等分类编排，可以在本网站的目录中逐级查找。',
    ...lines.filter(([name]) => !without.includes(name)).map(([, line]) => line),
    ...(channel
      ? ['公民、法人和其他组织可以当面提交申请，也可以信函方式提出申请，受理机构当场登记或者确认收到。']
      : []),
    '认为行政机关不依法履行公开义务的，可以向上一级行政机关或者政府信息公开工作主管部门反映。',
  ];
  const document = paper(`${unit}政府信息公开指南`, '2026-01-08', '2026-01-12', { body });
  return { path: `${ROOT} > 政府信息公开指南`, form: 'article', documents: [document] };
}

interface GuideWords {
  readonly without?: readonly string[];
  readonly channel?: boolean;
}

const system = (): ChannelPlan => ({
  path: `${ROOT} > 政府信息公开制度`,
  documents: [
    paper('政府信息公开保密审查办法', '2026-02-03', '2026-02-06'),
    paper('政府信息公开属性源头管理办法', '2026-03-02', '2026-03-05'),
  ],
});

const content = (unit: string): ChannelPlan => ({
  path: `${ROOT} > 法定主动公开内容`,
  form: 'article',
  documents: [
    paper(`${unit}法定主动公开内容`, '2026-01-08', '2026-01-12', {
      body: [
        '机构职能、政策文件、规划计划、财政资金、行政执法、公共服务等内容分别在本专栏的各个栏目公开。',
        '公众可以按栏目浏览，也可以按标题查找；栏目调整时同步更新本页说明，方便查阅。',
      ],
    }),
  ],
});

const onRequest = (unit: string): ChannelPlan => ({
  path: `${ROOT} > 依申请公开`,
  form: 'article',
  documents: [
    paper(`${unit}依申请公开说明`, '2026-01-08', '2026-01-12', {
      body: [
        '公民、法人或者其他组织可以向本机关申请获取政府信息，申请应当采用书面形式并写明所需信息的名称或者特征。',
        '本机关自收到申请之日起20个工作日内答复；需要延长的，经负责人同意并告知申请人，最长不超过20个工作日。',
      ],
    }),
  ],
});

const consultation = (unit: string): ChannelPlan => ({
  path: '政民互动 > 咨询建言',
  form: 'article',
  documents: [
    paper(`${unit}咨询建言须知`, '2026-01-08', '2026-01-12', {
      body: [
        '公众可以在工作时间就政策执行、办事程序等问题提出咨询和建议，承办科室登记后在15个工作日内答复。',
        '反映信访、举报事项的，请通过相应渠道提出，本栏目不重复受理。',
      ],
    }),
  ],
});

/** A site that has all that is asked for. */
const whole = (unit: string, phone: string, words?: GuideWords): ChannelPlan[] => [
  guide(unit, phone, words),
  system(),
  content(unit),
  onRequest(unit),
  consultation(unit),
];

const dataset = (name: string, published: string, more: Partial<DocumentPlan> = {}): DocumentPlan =>
  paper(`${name}数据集`, published, published, {
    body: [
      `${name}数据集按年度汇总，字段包括名称、地址和数量，不含个人信息，可以下载后使用，引用时请注明来源。`,
      '数据集同时提供接口（API），调用方法见接口说明，接口返回的内容与下载的文件一致，每季度核对一次。',
    ],
    attachments: [{ name: `${name}数据`, form: 'xlsx' }],
    ...more,
  });

const GUIDE_WHOLE = [
  '事项名称：老年人优待证办理。',
  '设定依据：《中华人民共和国老年人权益保障法》。',
  '申请条件：年满六十周岁的常住老年人。',
  '申请材料：申请表一份、近期照片两张。',
  '办理地点：县政务服务中心二楼民政窗口。',
  '办理时间：工作日上午8:30－12:00，下午14:30－17:30。',
  '咨询电话：0599-5550045。',
  '办理流程：申请、受理、审核、发证。',
];
/** Without three of eight: as many as are tolerated. */
const GUIDE_THIN = GUIDE_WHOLE.filter((line) => !/^(?:设定依据|办理时间|咨询电话)/.test(line)).map((line) =>
  line.replace('老年人优待证办理', '地名标志设置').replace('年满六十周岁的常住老年人', '需要设置地名标志的单位'),
);
/** Without four. */
const GUIDE_POOR = [
  '事项名称：社会团体成立登记。',
  '申请条件：会员五十个以上，有固定的住所和专职工作人员。',
  '申请材料：章程草案、住所使用权证明、发起人和拟任负责人的基本情况。',
  '办理流程：申请、受理、审查、决定、发证，全部程序在县政务服务中心完成，结果可以邮寄送达。',
];

export const FURNITURE: Readonly<Record<string, Furniture>> = {
  gov: {
    channels: [
      ...whole('明州市清河县人民政府', '001'),
      {
        path: '政务公开 > 公共企事业单位信息公开',
        documents: [
          paper('清河县供水有限公司水质检测公告', '2025-09-08', '2025-09-12'),
          paper('清河县公共交通线路调整公告', '2025-06-04', '2025-06-10'),
        ],
      },
      {
        path: '政务公开 > 数据开放',
        documents: [
          dataset('城乡低保资金发放', '2026-03-18'),
          dataset('养老机构', '2026-04-15'),
          dataset('公共停车场', '2026-05-20', { attachments: [] }),
        ],
      },
    ],
    documents: {
      人大代表建议办理结果: [
        paper('关于县人大第60号建议的答复', '2026-10-08', '2026-10-14', {
          body: ['该建议已按时办结，代表表示满意。'],
          planted: plant('PUB-15', '正文只有一句办理情况，没有答复全文，也没有附件'),
        }),
        paper('关于县人大第61号建议的答复', '2026-10-09', '2026-10-15', {
          near: near('正文是完整的答复，不止二百字', ['PUB-15']),
        }),
      ],
    },
    planted: [
      plant('PUB-11', '二十四项中没有一项属于管理公开（许可、处罚、检查、收费等）'),
      plant('PUB-12', '公共企事业单位专栏最新一条 2025-09-12，到 2026-11-18 已 432 天，超过 365 天'),
      plant('PUB-13', '三个数据集中“公共停车场”没有可以下载的文件'),
    ],
    near: [
      near('专栏四项内容齐全，名称为政府信息公开，有依申请公开和咨询建言', ['PLT-01', 'PLT-02', 'PLT-05', 'INT-02']),
      near('检索框由脚本提交，不能试检索，不能说检索不可用', ['PLT-03']),
      near('页脚三个编号齐全；网址是回送地址，不作域名判断', ['PLT-15', 'PLT-16']),
    ],
  },
  finance: {
    channels: [
      guide('明州市清河县财政局', '012', { channel: false }),
      content('明州市清河县财政局'),
      {
        path: `${ROOT} > 双随机一公开`,
        documents: [
          paper('清河县财政局随机抽查事项清单（2026年版）', '2026-02-11', '2026-02-24'),
          paper('清河县财政局2026年度双随机抽查计划', '2026-03-03', '2026-03-10'),
        ],
      },
    ],
    planted: [
      plant('PLT-01', '专栏有指南、法定主动公开内容和年度报告，没有制度'),
      plant('PLT-05', '没有依申请公开入口，指南也没有写申请方式'),
      plant('INT-02', '网站没有任何咨询建言渠道'),
      plant('PUB-14', '双随机栏目有事项清单和抽查计划，没有抽查结果'),
    ],
    near: [
      near('检索框能用网址提交，但网站是 GBK 编码，不能试检索', ['PLT-03']),
      near('部门网站不设公共企事业单位专栏和数据开放栏目', ['PUB-12', 'PUB-13', 'PUB-11']),
    ],
  },
  health: {
    channels: whole('明州市清河县卫生健康局', '023', { without: ['时间', '传真'] }),
    planted: [
      plant('PLT-03', '检索已发布多日的首页标题，网站答复没有找到'),
      plant('PLT-06', '指南缺办公时间和传真号码'),
      plant('PLT-07', '2025 年度报告“本年新收”六项合计 12，总计写为 13'),
    ],
    near: [near('有一个栏目返回验证页面，专栏四项仍然齐全', ['PLT-01', 'PLT-05'])],
  },
  market: {
    channels: whole('明州市清河县市场监督管理局', '034'),
    near: [near('双随机三项分在三个栏目，都有内容', ['PUB-14'])],
  },
  civil: {
    channels: [
      ...whole('明州市清河县民政局', '045'),
      {
        path: '办事服务 > 民政办事指南',
        documents: [
          paper('老年人优待证办事指南', '2026-04-06', '2026-04-09', { body: GUIDE_WHOLE }),
          paper('地名标志设置办事指南', '2026-04-13', '2026-04-16', { body: GUIDE_THIN }),
          paper('社会团体成立登记办事指南', '2026-04-20', '2026-04-23', { body: GUIDE_POOR }),
        ],
      },
    ],
    rows: [
      row('社会救助', '特困人员供养标准', LIMIT.always, {
        planted: [plant('PUB-10', '目录写主动公开，页面却说须申请获取')],
        documents: [
          paper('清河县特困人员供养标准', '2026-05-06', '2026-05-08', {
            body: ['本信息依申请公开，需要的公民、法人或者其他组织请向县民政局办公室提交书面申请，经审核后提供。'],
          }),
        ],
      }),
      row('社会救助', '临时救助标准', LIMIT.always, {
        near: [near('标准全文在页面上，只是提到其他材料可以申请', ['PUB-10'])],
        documents: [
          paper('清河县临时救助标准', '2026-05-06', '2026-05-08', {
            body: [
              '支出型困难家庭的临时救助标准为城乡低保标准的三倍至六倍，急难型困难家庭的临时救助标准为低保标准的六倍至十二倍。',
              '救助资金由乡镇人民政府、街道办事处审核后发放，同一事由一年内不重复救助；测算过程的其他材料可以申请公开。',
            ],
          }),
        ],
      }),
    ],
    planted: [
      plant('PLT-02', '首页专栏名称为“信息公开”'),
      plant('PLT-16', '没有无障碍浏览，也没有适老化版本'),
      plant('SRV-01', '“社会团体成立登记办事指南”八类要素缺四类：依据、地点、时间、电话'),
    ],
    near: [
      near('“老年人优待证办事指南”八类齐全，“地名标志设置办事指南”只缺三类', ['SRV-01']),
      near('检索能用，首页标题检索得到', ['PLT-03']),
      near('年度报告六部分齐全，数据相符', ['PLT-07']),
    ],
  },
  edu: {
    channels: [
      ...whole('明州市清河县教育局', '056'),
      {
        path: '教育资讯 > 校园服务',
        documents: [
          paper('中小学生作息时间指引', '2026-09-02', '2026-09-04', {
            attachments: [{ name: '作息时间表', form: 'xlsx', state: 'missing' }],
          }),
          paper('校服选用指引', '2026-09-03', '2026-09-07', { attachments: [{ name: '校服选用指引', form: 'docx' }] }),
          paper('校车线路指引', '2026-09-04', '2026-09-08', {
            attachments: [{ name: '校车线路图', form: 'pdf', state: 'serverError' }],
          }),
        ],
      },
    ],
    planted: [
      plant('PLT-04', '不属于目录事项的附件“作息时间表”返回 404'),
      plant('PLT-13', '首页“学生资助系统”链接返回 404'),
      plant('PLT-14', '旧版页面的标题被改成博彩网站'),
      plant('PLT-15', '页脚没有 ICP 备案编号和公安机关备案编号'),
    ],
    near: [
      near('“校车线路图”返回 500，不能说不存在', ['PLT-04']),
      near('指南六项要素齐全', ['PLT-06']),
      near('与上年报告文字不同，相似度不到 0.85', ['PLT-07']),
    ],
  },
  baishi: {
    channels: [],
    near: [near('镇在县门户上没有独立网站，页脚、检索、咨询、专栏都不算在镇上', OF_THE_PORTAL)],
  },
  liuxi: {
    channels: [],
    near: [near('现有办事指南没有分项书写，只能提请核实', ['SRV-01']), near('链接都能打开', ['PLT-13', 'PLT-14'])],
  },
};

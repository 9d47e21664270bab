/** Shares and lengths as on 568 saved pages of Chinese county and city sites, scaled to 50 kB a page. */
const SECTIONS = 20;
const ENTRIES_PER_LIST = 20;
const MENU_LINKS = 56;
const SIDE_LINKS = 24;
const PARAGRAPHS = 12;
const SCRIPT_BYTES = 11_000;
const STYLE_BYTES = 2_000;
const GBK_SHARE = 10;

/** What stands on a generated article; every side of the measurement has to read exactly this. */
export interface ArticleTruth {
  readonly path: string;
  readonly title: string;
  readonly publishedOn: string;
  readonly documentNumber: string;
}

export interface GeneratedPage {
  readonly body: Buffer;
  /** As the server says it; GBK pages name their charset in the markup only, as many real ones do. */
  readonly contentType: string;
}

/** A deterministic county site: a home page, lists of twenty entries and articles with 文号 and date, one in ten in GBK. */
export interface CountyPages {
  readonly pageCount: number;
  readonly articles: readonly ArticleTruth[];
  /** Undefined where the site has no such page. */
  page(path: string): GeneratedPage | undefined;
}

/** Generates a site of about `wanted` pages; the same number gives the same bytes. */
export function countyPages(wanted: number): CountyPages {
  const perSection = Math.max(1, Math.floor(((wanted - 1) / SECTIONS) * (ENTRIES_PER_LIST / (ENTRIES_PER_LIST + 1))));
  const lists = Math.ceil(perSection / ENTRIES_PER_LIST);
  const articles = Array.from({ length: SECTIONS * perSection }, (_, at) => articleAt(at, perSection));
  const byPath = new Map(articles.map((article, at) => [article.path, at]));
  const encode = encoders();
  const frames = { utf8: frame(encode.utf8), gbk: frame(encode.gbk) };

  const page = (path: string): GeneratedPage | undefined => {
    const at = byPath.get(path);
    if (at !== undefined) {
      const charset = at % GBK_SHARE === 0 ? 'gbk' : 'utf8';
      return assembled(frames[charset], encode[charset], articleParts(articles, at, perSection));
    }
    if (path === '/') return assembled(frames.utf8, encode.utf8, homeParts());
    const list = /^\/zwgk\/s(\d+)\/index(?:_(\d+))?\.html$/.exec(path);
    const [section, number] = [Number(list?.[1]), Number(list?.[2] ?? 0)];
    if (!list || section >= SECTIONS || number >= lists) return undefined;
    return assembled(frames.utf8, encode.utf8, listParts(articles, { section, number, lists, perSection }));
  };
  return { pageCount: 1 + SECTIONS * lists + articles.length, articles, page };
}

function articleAt(at: number, perSection: number): ArticleTruth {
  const section = Math.floor(at / perSection);
  const day = new Date(Date.UTC(2026, 10, 18) - (at % perSection) * 86_400_000).toISOString().slice(0, 10);
  const serial = (at % 900) + 1;
  return {
    path: `/zwgk/s${section}/${day.slice(0, 4)}/${day.slice(5, 7)}${day.slice(8)}/${10_000 + at}.html`,
    title: `清河县人民政府办公室关于印发${TOPICS[at % TOPICS.length]}实施方案（第${at + 1}号）的通知`,
    publishedOn: day,
    documentNumber: `清政办发〔${day.slice(0, 4)}〕${serial}号`,
  };
}

const TOPICS = [
  '城乡居民医疗保险',
  '农村公路养护',
  '校园食品安全',
  '老旧小区改造',
  '秸秆综合利用',
  '防汛抗旱',
  '春季植树',
];

type Encode = (text: string) => Buffer;

/** What stands around the content, encoded once. */
interface Frame {
  readonly charset: 'utf-8' | 'gb2312';
  readonly head: Buffer;
  readonly menu: Buffer;
  readonly paragraphs: readonly Buffer[];
  readonly side: Buffer;
  readonly foot: Buffer;
}

function frame(encode: Encode): Frame {
  const charset = encode('市').length === 3 ? 'utf-8' : 'gb2312';
  return {
    charset,
    head: encode(head(charset)),
    menu: encode(menu()),
    paragraphs: Array.from({ length: 64 }, (_, at) => encode(paragraph(at))),
    side: encode(side()),
    foot: encode(foot()),
  };
}

interface Parts {
  readonly title: string;
  /** Content in front of and behind the paragraphs. */
  readonly before: string;
  readonly after: string;
  readonly firstParagraph: number;
  readonly paragraphs: number;
}

function assembled(around: Frame, encode: Encode, parts: Parts): GeneratedPage {
  const { paragraphs } = around;
  const prose = Array.from(
    { length: parts.paragraphs },
    (_, at) => paragraphs[(parts.firstParagraph + at) % paragraphs.length] as Buffer,
  );
  const body = Buffer.concat([
    around.head,
    encode(`<title>${parts.title}_清河县人民政府</title>\n</head>\n<body>\n`),
    around.menu,
    encode(parts.before),
    ...prose,
    encode(parts.after),
    around.side,
    around.foot,
  ]);
  return { body, contentType: around.charset === 'utf-8' ? 'text/html; charset=utf-8' : 'text/html' };
}

function articleParts(articles: readonly ArticleTruth[], at: number, perSection: number): Parts {
  const { title, publishedOn, documentNumber } = articles[at] as ArticleTruth;
  const section = Math.floor(at / perSection);
  const cell = (label: string, value: string) =>
    `<td class="xxgk-label" width="110">${label}：</td><td class="xxgk-value" width="240">${value}</td>`;
  const before = `
<div class="position w1200 clearfix">当前位置：<a href="/" target="_self">首页</a> &gt; <a href="/zwgk/s${section}/index.html" target="_self">${sectionName(section)}</a> &gt; 正文</div>
<div class="article w1200 clearfix"><div class="article-left fl">
<table class="xxgk-table" width="100%" border="0" cellspacing="0" cellpadding="0">
<tr>${cell('索引号', `01415${at + 100_000}/${publishedOn.slice(0, 4)}-${at}`)}${cell('组配分类', '规范性文件')}</tr>
<tr>${cell('发布机构', '清河县人民政府办公室')}${cell('发布日期', publishedOn)}</tr>
<tr>${cell('文号', documentNumber)}${cell('有效性', '有效')}</tr>
</table>
<h1 class="article-title">${title}</h1>
<div class="article-info"><span class="date">发布日期：${publishedOn}</span><span class="source">来源：县政府办公室</span><span class="hits">浏览次数：<b id="hits">--</b></span></div>
<div class="article-content" id="zoom">
`;
  const after = `<p style="text-align: right;"><span style="font-size: 16pt; font-family: 仿宋_GB2312;">清河县人民政府办公室</span></p>
<p style="text-align: right;"><span style="font-size: 16pt; font-family: 仿宋_GB2312;">${Number(publishedOn.slice(0, 4))}年${Number(publishedOn.slice(5, 7))}月${Number(publishedOn.slice(8))}日</span></p>
</div></div>
`;
  return { title, before, after, firstParagraph: at % 61, paragraphs: PARAGRAPHS };
}

interface ListPlace {
  readonly section: number;
  readonly number: number;
  readonly lists: number;
  readonly perSection: number;
}

function listParts(articles: readonly ArticleTruth[], { section, number, lists, perSection }: ListPlace): Parts {
  const first = section * perSection + number * ENTRIES_PER_LIST;
  const end = Math.min(first + ENTRIES_PER_LIST, (section + 1) * perSection);
  const rows = articles
    .slice(first, end)
    .map(
      ({ path, title, publishedOn }) =>
        `<li class="list-item clearfix"><a href="${path}" target="_blank" title="${title}">${title}</a><span class="list-date fr">${publishedOn}</span></li>`,
    );
  const name = (at: number) => `index${at === 0 ? '' : `_${at}`}.html`;
  const pages = Array.from({ length: lists }, (_, at) => at)
    .filter((at) => Math.abs(at - number) <= 4)
    .map((at) => (at === number ? `<span class="current">${at + 1}</span>` : `<a href="${name(at)}">${at + 1}</a>`));
  const next = number + 1 < lists ? `<a href="${name(number + 1)}" class="next">下一页</a>` : '';
  const before = `
<div class="position w1200 clearfix">当前位置：<a href="/" target="_self">首页</a> &gt; <a href="/zwgk/s${section}/index.html" target="_self">${sectionName(section)}</a></div>
<div class="w1200 clearfix"><div class="list-left fl"><h2 class="list-title">${sectionName(section)}</h2>
<ul class="news-list">
${rows.join('\n')}
</ul>
<div class="pagination">${pages.join('')}${next}</div>
`;
  return { title: sectionName(section), before, after: '</div>\n', firstParagraph: 0, paragraphs: 0 };
}

function homeParts(): Parts {
  const tiles = Array.from(
    { length: SECTIONS },
    (_, at) => `<li class="tile"><a href="/zwgk/s${at}/index.html">${sectionName(at)}</a></li>`,
  );
  const before = `<div class="w1200 clearfix"><ul class="tiles">${tiles.join('\n')}</ul></div>`;
  return { title: '首页', before, after: '', firstParagraph: 0, paragraphs: 1 };
}

function sectionName(at: number): string {
  return `${['财政', '民政', '教育', '卫生', '农业', '交通', '水利', '环保', '住建', '人社'][at % 10]}信息公开${at < 10 ? '' : '专栏'}`;
}

function head(charset: string): string {
  const rules = repeated(
    STYLE_BYTES,
    (at) => `.col-${at} li a{display:block;height:${20 + (at % 30)}px;color:#${String(100 + at)};}\n`,
  );
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=${charset}" />
<meta name="SiteName" content="清河县人民政府" />
<meta name="renderer" content="webkit" />
<link href="/css/common.css" rel="stylesheet" type="text/css" />
<style type="text/css">
${rules}</style>
<script type="text/javascript">
${repeated(SCRIPT_BYTES, (at) => `function tab${at}(n){var m=document.getElementById("tab_${at}");for(var i=0;i<m.length;i++){if(i<n){m[i].className="on";}else{m[i].className="";}}}\n`)}</script>
`;
}

function menu(): string {
  const links = Array.from({ length: MENU_LINKS }, (_, at) => {
    const target = at < SECTIONS ? `/zwgk/s${at}/index.html` : `http://bm${at}.qinghe.example/`;
    return `<li class="nav-item nav-item-${at}"><a href="${target}" target="_blank" class="nav-link" title="${sectionName(at)}">${sectionName(at)}</a></li>\n`;
  });
  return `<div class="header w1200"><div class="logo"><img src="/images/logo.png" width="420" height="90" alt="清河县人民政府" /></div>
<div class="nav clearfix"><ul class="nav-list">
${links.join('')}</ul></div></div>
`;
}

function paragraph(seed: number): string {
  const sentence = (at: number) =>
    `各乡镇人民政府、县直各有关单位要按照${TOPICS[(seed + at) % TOPICS.length]}工作要求，第${seed * 7 + at}项任务明确到人、落实到岗，确保按期完成。`;
  const spans = Array.from(
    { length: 4 },
    (_, at) => `<span style="font-size: 16pt; font-family: 仿宋_GB2312; line-height: 30pt;">${sentence(at)}</span>`,
  );
  return `<p style="text-align: justify; text-indent: 32pt; line-height: 30pt;" class="MsoNormal">${spans.join('')}</p>\n`;
}

function side(): string {
  const links = Array.from(
    { length: SIDE_LINKS },
    (_, at) =>
      `<li class="side-item"><em class="side-num">${at + 1}</em><a href="http://zt${at}.qinghe.example/special/index.html" target="_blank" class="side-link">${TOPICS[at % TOPICS.length]}专题专栏之${at + 1}</a></li>\n`,
  );
  return `<div class="article-right fr"><div class="side-box"><h3 class="side-title">专题专栏</h3><ul class="side-list">
${links.join('')}</ul></div></div></div>
`;
}

function foot(): string {
  const divs = repeated(
    4_000,
    (at) =>
      `<div class="foot-item foot-item-${at}" style="float:left;width:${100 + at}px;"><span class="foot-icon icon-${at}"></span></div>\n`,
  );
  return `<div class="footer w1200">${divs}<p class="copy">主办：清河县人民政府办公室　网站标识码：3299990001</p></div>
<script type="text/javascript">
${repeated(SCRIPT_BYTES / 3, (at) => `var swiper${at}=new Swiper(".swiper-${at}",{loop:true,autoplay:{delay:${3000 + at}},pagination:{el:".swiper-pagination-${at}"}});\n`)}</script>
</body>
</html>
`;
}

function repeated(bytes: number, piece: (at: number) => string): string {
  let text = '';
  for (let at = 0; text.length < bytes; at += 1) text += piece(at);
  return text;
}

/** GBK by reversing the decoder every Node has: two-byte characters 0x81–0xfe × 0x40–0xfe. */
function encoders(): { readonly utf8: Encode; readonly gbk: Encode } {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd' && !codes.has(character))
        codes.set(character, lead * 256 + trail);
    }
  const gbk: Encode = (text) => {
    const bytes: number[] = [];
    for (const character of text) {
      const code = character.charCodeAt(0) < 0x80 ? undefined : codes.get(character);
      if (code === undefined) bytes.push(character.charCodeAt(0) < 0x80 ? character.charCodeAt(0) : 0x3f);
      else bytes.push(code >> 8, code & 0xff);
    }
    return Buffer.from(bytes);
  };
  return { utf8: (text) => Buffer.from(text, 'utf8'), gbk };
}

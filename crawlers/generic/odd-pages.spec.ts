import { ExtractedPage } from '@app/crawling/extracted-page';
import { extract } from '../index';

const FRAME = `<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li></ul></div>`;
const FOOT = `<div class="footer"><p>主办：清河县人民政府办公室 网站标识码：3599990001 备案号：明ICP备05000001号</p></div>`;
const T = `<p>各镇人民政府，县直各单位：</p><p>为贯彻落实上级决策部署，切实做好有关工作，经县政府同意，现将有关事项通知如下，请认真抓好落实。</p><p>一、提高认识。各单位要充分认识此项工作的重要意义，落实责任，按时完成任务。</p>`;

const read = (title: string, body: string, head = ''): ExtractedPage =>
  extract({
    url: 'https://www.qinghe.example.gov.cn/a/b/page.html',
    html: `<html><head><title>${title}</title>${head}</head><body>${FRAME}${body}${FOOT}</body></html>`,
  });

/** Odd but real ways to set an article; each was once read wrongly by some reader. */
describe('articles', () => {
  it.each<[shape: string, title: string, body: string, fields: Partial<ExtractedPage>, head?: string]>([
    [
      'layout tables nested, td class bt',
      '清河县人民政府门户网站',
      `<table width="1000"><tr><td><table><tr><td>您的位置：<a href="/">首页</a> &gt; <a href="/tz/">通知公告</a></td></tr></table></td></tr><tr><td><table width="95%"><tr><td class="bt" align="center">关于开展人口抽样调查的通知</td></tr><tr><td align="center">发布日期：2026-03-05　　来源：县统计局　　点击数：<span>33</span></td></tr><tr><td class="nr">${T}<p align=right>清河县统计局</p><p align=right>2026年3月4日</p></td></tr></table></td></tr></table>`,
      {
        kind: 'article',
        title: '关于开展人口抽样调查的通知',
        publishedOn: '2026-03-05',
        source: '县统计局',
        formedOn: '2026-03-04',
      },
    ],
    [
      'two dates in byline: 印发 and 发布',
      '关于印发方案的通知-清河县',
      `<h1>关于印发节水行动方案的通知</h1><p>印发日期：2026-02-28 发布日期：2026-03-06 来源：县水利局</p><div>${T}</div>`,
      { title: '关于印发节水行动方案的通知', publishedOn: '2026-03-06', formedOn: '2026-02-28' },
    ],
    [
      'print date at foot',
      '关于停水的公告-清河县',
      `<h1>关于停水的公告</h1><p>发布时间：2026-03-06 09:01</p><div>${T}</div><p>打印时间：2026-11-20 10:00:00</p>`,
      { publishedOn: '2026-03-06', publishedAt: '2026-03-06 09:01' },
    ],
    [
      'today in the header',
      '关于停电的公告-清河县',
      `<div class="top">今天是2026年11月20日 星期五</div><h1>关于停电的公告</h1><div>${T}</div>`,
      { title: '关于停电的公告', publishedOn: null },
    ],
    [
      'relative date',
      '关于停电的公告-清河县',
      `<h1>关于停电的公告</h1><p>来源：县供电公司　发布时间：3天前</p><div>${T}</div>`,
      { publishedOn: null, source: '县供电公司' },
    ],
    [
      'english month',
      '关于停电的公告-清河县',
      `<h1>关于停电的公告</h1><p>来源：县供电公司　发布时间：Mar 6, 2026</p><div>${T}</div>`,
      { publishedOn: '2026-03-06' },
    ],
    [
      'english day month',
      '关于停电的公告-清河县',
      `<h1>关于停电的公告</h1><p>发布时间：Fri Mar 06 09:30:12 CST 2026</p><div>${T}</div>`,
      { publishedOn: '2026-03-06' },
    ],
    [
      'source and time on one line full-width',
      '无标题文档',
      `<div class="title1">清河县召开防汛工作会议</div><div class="ly">【 来源：县融媒体中心 】　【 发布时间：2026年7月3日 8:05 】【 字号：大 中 小 】</div><div id="zoom">${T}</div>`,
      {
        title: '清河县召开防汛工作会议',
        publishedOn: '2026-07-03',
        publishedAt: '2026-07-03 08:05',
        source: '县融媒体中心',
      },
    ],
    [
      'title only in <title> with suffix',
      '清河县2026年义务教育招生政策问答 - 政策解读 - 清河县教育局',
      `<p>当前位置：<a href="/">首页</a> &gt; <a href="/zcjd/">政策解读</a> &gt; 正文</p><p>发布时间：2026-05-01</p><div class="content">${T}</div>`,
      { title: '清河县2026年义务教育招生政策问答', publishedOn: '2026-05-01' },
    ],
    [
      'title as image',
      '清河县森林防火令_清河县林业局',
      `<p>当前位置：<a href="/">首页</a> &gt; <a href="/tz/">通知公告</a></p><div class="title"><img src="t.png" alt="清河县森林防火令"></div><p>发布时间：2026-02-01</p><div id="zoom">${T}</div>`,
      { title: '清河县森林防火令', publishedOn: '2026-02-01' },
    ],
    [
      'title underline suffix without site meta',
      '关于公开征求意见的公告_清河县市场监督管理局_通知公告',
      `<div class="neirong"><div class="dabiaoti">关于公开征求意见的公告</div><span>时间：2026-04-02</span>${T}</div>`,
      { title: '关于公开征求意见的公告', publishedOn: '2026-04-02' },
    ],
    [
      'box after the text',
      '清河县民政局信息公开',
      `<h2>清河县城乡低保标准</h2><div class="con">${T}</div><table><tr><td>索引号</td><td>MZ001-0202-2026-0003</td></tr><tr><td>发布机构</td><td>清河县民政局</td></tr><tr><td>发布日期</td><td>2026-01-09</td></tr><tr><td>文号</td><td>清民发〔2026〕3号</td></tr></table>`,
      {
        title: '清河县城乡低保标准',
        indexNumber: 'MZ001-0202-2026-0003',
        publishedOn: '2026-01-09',
        documentNumber: '清民发〔2026〕3号',
        issuingBody: '清河县民政局',
      },
    ],
    [
      'box vertical th td with 4 columns and empty',
      '信息公开',
      `<table class="box"><tr><th>索引号</th><td>010203/2026-00011</td><th>信息分类</th><td></td></tr><tr><th>发布机构</th><td>清河县司法局</td><th>发文日期</th><td>2026年06月02日</td></tr><tr><th>名　　称</th><td colspan=3>关于公布法律服务机构名录的公告</td></tr><tr><th>文　　号</th><td>无</td><th>关 键 词</th><td></td></tr></table><div>${T}</div>`,
      {
        title: '关于公布法律服务机构名录的公告',
        indexNumber: '010203/2026-00011',
        formedOn: '2026-06-02',
        documentNumber: null,
        publishedOn: null,
        issuingBody: '清河县司法局',
      },
    ],
    [
      'bug index None',
      'x',
      `<table><tr><td>索 引 号：</td><td>11370300MB28646707/2020-None</td><td>公开日期：</td><td>2026-06-02</td></tr><tr><td>发布机构：</td><td>清河县医保局</td><td>文　　号：</td><td>-</td></tr></table><h1>关于调整缴费标准的公告</h1><div>${T}</div>`,
      { indexNumber: '11370300MB28646707/2020-None', publishedOn: '2026-06-02', documentNumber: null },
    ],
    [
      'meta PubDate is generation time, printed differs',
      '关于停水的公告',
      `<h1>关于停水的公告</h1><p>时间：2026-03-06</p><div>${T}</div>`,
      { publishedOn: '2026-03-06' },
      '<meta name="PubDate" content="2026-11-20 01:59">',
    ],
    [
      'copied meta tags of another city',
      '关于停水的公告_清河县',
      `<h1>关于停水的公告</h1><p>发布时间：2026-03-06</p><div>${T}</div>`,
      { title: '关于停水的公告', publishedOn: '2026-03-06' },
      '<meta name="SiteName" content="别市人民政府"><meta name="SiteDomain" content="www.bieshi.example.gov.cn"><meta name="ArticleTitle" content="别市关于道路封闭的通告"><meta name="PubDate" content="2020-01-01 00:00"><meta name="ContentSource" content="别市交通局">',
    ],
    [
      'ArticleTitle holds section name',
      '关于防火的通告_清河县',
      `<p class="dqwz">当前位置：<a href="/">首页</a>&gt;<a href="/tzgg/">通知公告</a></p><h3 class="tit">关于防火的通告</h3><p>发布时间：2026-03-06</p><div>${T}</div>`,
      { title: '关于防火的通告' },
      '<meta name="ArticleTitle" content="通知公告">',
    ],
    [
      'related beside the article',
      '清河县社会救助标准_清河县',
      `<div class="left"><h3>相关文章</h3><ul><li><a href="a.html">清河县养老服务补贴办法</a><span>2026-05-09</span></li><li><a href="b.html">清河县残疾人两项补贴办法</a><span>2026-05-08</span></li><li><a href="c.html">清河县临时救助办法</a><span>2026-05-07</span></li></ul></div><div class="right"><h1>清河县社会救助标准</h1><p>2026-04-01 10:10 来源：县民政局</p>${T}${T}</div>`,
      { kind: 'article', title: '清河县社会救助标准', publishedOn: '2026-04-01', entries: [] },
    ],
    [
      'calendar beside',
      '清河县放假安排_清河县',
      `<div class="cal"><table><tr><th>日</th><th>一</th><th>二</th></tr><tr><td><a href="?d=1">1</a></td><td><a href="?d=2">2</a></td><td><a href="?d=3">3</a></td></tr></table></div><h1>清河县放假安排</h1><p>发布时间：2026-04-01</p><div>${T}</div>`,
      { kind: 'article', publishedOn: '2026-04-01', entries: [] },
    ],
    [
      'subtitle and number under title',
      '清河县人民政府关于表彰的决定',
      `<h1>清河县人民政府<br>关于表彰先进集体的决定</h1><h2>清政发〔2026〕12号</h2><p>发布时间：2026/3/6 来源：县政府办</p><div>${T}</div>`,
      {
        title: '清河县人民政府关于表彰先进集体的决定',
        documentNumber: '清政发〔2026〕12号',
        publishedOn: '2026-03-06',
      },
    ],
    [
      'number with dun brackets and spaces',
      '关于公布名单的通知',
      `<h1>关于公布名单的通知</h1><p>清政办发 [2026] 第 8 号</p><p>发布时间：2026.03.06</p><div>${T}</div>`,
      {
        documentNumber: '清政办发 [2026] 第 8 号',
        documentNumberNormal: '清政办发〔2026〕8号',
        publishedOn: '2026-03-06',
      },
    ],
    [
      'dt dd record',
      '信息公开',
      `<dl><dt>索引号：</dt><dd>qh/2026-1</dd><dt>发文机关：</dt><dd>清河县应急管理局</dd><dt>成文日期：</dt><dd>2026-02-03</dd><dt>标题：</dt><dd>清河县安全生产检查计划</dd><dt>发文字号：</dt><dd>清应急〔2026〕2号</dd><dt>发布日期：</dt><dd>2026-02-05</dd></dl><h1>清河县安全生产检查计划</h1><div>${T}</div>`,
      {
        title: '清河县安全生产检查计划',
        publishedOn: '2026-02-05',
        formedOn: '2026-02-03',
        documentNumber: '清应急〔2026〕2号',
        indexNumber: 'qh/2026-1',
        issuingBody: '清河县应急管理局',
      },
    ],
    [
      'publish date 发布日期 empty',
      '关于停水的公告',
      `<h1>关于停水的公告</h1><p>发布日期：　来源：县住建局</p><div>${T}<p>清河县住建局</p><p>2026年5月6日</p></div>`,
      { publishedOn: null, formedOn: '2026-05-06' },
    ],
    [
      'date split spans',
      '清河县开展检查_清河县',
      `<h1>清河县开展检查</h1><div class="time"><span>06</span><em>2026-03</em></div><div>${T}</div>`,
      { publishedOn: '2026-03-06' },
    ],
    [
      'article text contains list of links',
      '清河县政策汇编_清河县',
      `<h1>清河县惠企政策汇编</h1><p>发布时间：2026-03-06 来源：县工信局</p><div id="zoom">${T}<p>附件：</p><p><a href="1.doc">1.清河县惠企政策清单.doc</a></p><p><a href="2.xls">2.清河县惠企政策申报表.xls</a></p></div>`,
      {
        kind: 'article',
        attachments: [{ name: '1.清河县惠企政策清单.doc' }, { name: '2.清河县惠企政策申报表.xls' }] as never,
      },
    ],
    [
      'attachment only',
      '清河县2026年预算',
      `<p>当前位置：<a href="/">首页</a> &gt; <a href="/ys/">财政预决算</a></p><h2>清河县2026年政府预算</h2><p>发布时间：2026-02-06</p><div><a href="/u/2026.pdf">清河县2026年政府预算.pdf</a></div>`,
      {
        kind: 'article',
        title: '清河县2026年政府预算',
        attachments: [{ name: '清河县2026年政府预算.pdf' }] as never,
        publishedOn: '2026-02-06',
      },
    ],
    [
      'two-digit year byline',
      '关于停水的公告',
      `<h1>关于停水的公告</h1><p>发布时间：26-03-06 来源：县水务公司</p><div>${T}</div>`,
      { publishedOn: null },
    ],
    [
      'text with full quoted 发布日期 in prose',
      '关于停水的公告',
      `<h1>关于网站更新的说明</h1><p>发布时间：2026-03-06</p><div>${T}<p>根据要求，栏目信息发布日期：2025年1月1日起重新计算，旧信息不再保留，请各单位注意。</p></div>`,
      { publishedOn: '2026-03-06' },
    ],
    [
      'title in strong inside text',
      '清河县',
      `<div class="path">首页 &gt; 通知公告 &gt; 正文</div><div class="content"><p style="text-align:center"><strong><span style="font-size:22pt">清河县2026年公开招聘教师公告</span></strong></p>${T}<p>清河县教育局</p><p>2026年6月1日</p></div>`,
      { kind: 'article', title: '清河县2026年公开招聘教师公告', formedOn: '2026-06-01' },
    ],
    [
      'court style and trailing bracket number',
      '行政处罚决定书',
      `<h1>行政处罚决定书（清市监处罚〔2026〕15号）</h1><p>发布时间：2026-03-06</p><div>${T}</div>`,
      { documentNumber: '清市监处罚〔2026〕15号' },
    ],
    [
      'record with brackets',
      '公开',
      `<div>[ 索引号 ] <span>QH-2026-0001</span></div><div>[ 发文字号 ] <span>清教〔2026〕3号</span></div><div>[ 发布机构 ] <span>清河县教育局</span></div><div>[ 成文日期 ] <span>2026-04-02</span></div><div>[ 发布日期 ] <span>2026-04-09</span></div><div>[ 有效性 ] <span>有效</span></div><h1>清河县招生入学政策</h1><div>${T}</div>`,
      {
        indexNumber: 'QH-2026-0001',
        documentNumber: '清教〔2026〕3号',
        issuingBody: '清河县教育局',
        formedOn: '2026-04-02',
        publishedOn: '2026-04-09',
        validity: '有效',
      },
    ],
    [
      'title repeated in breadcrumb',
      '关于举办招聘会的公告-清河县人社局',
      `<div class="pos">当前位置：<a href="/">首页</a>&gt;<a href="/g/">公告</a>&gt;关于举办招聘会的公告</div><div class="tt">关于举办招聘会的公告</div><div>2026-06-11</div><div>${T}</div>`,
      { title: '关于举办招聘会的公告', publishedOn: '2026-06-11', breadcrumb: ['公告'] },
    ],
    [
      'long title two spans',
      '清河县人民政府办公室关于印发清河县数字经济发展规划（2026—2030年）的通知-政策文件',
      `<div class="wz_title"><span>清河县人民政府办公室</span><br/><span>关于印发清河县数字经济发展规划（2026—2030年）的通知</span></div><div class="wz_info">发布时间：2026-06-11</div><div>${T}</div>`,
      { title: '清河县人民政府办公室关于印发清河县数字经济发展规划（2026—2030年）的通知', publishedOn: '2026-06-11' },
    ],
    [
      'old font table article',
      '::::清河县统计局::::',
      `<table width=760 align=center><tr><td height=30><font size=5><b>2026年上半年经济运行情况</b></font></td></tr><tr><td align=center><font color=gray>【 2026年7月20日 】 【 点击 102 次 】</font></td></tr><tr><td><font size=3>　　上半年，全县经济运行总体平稳，主要指标保持增长，农业生产形势较好。<br>　　一、农业。夏粮总产增长，畜牧业平稳。<br>　　二、工业。规模以上工业增加值增长。</font></td></tr></table>`,
      { kind: 'article', title: '2026年上半年经济运行情况', publishedOn: '2026-07-20' },
    ],
    [
      'record box as li with span labels no colon',
      '公开',
      `<ul class="xxgk"><li><span>索引号</span><span>QH-2026-0001</span></li><li><span>发布机构</span><span>清河县教育局</span></li><li><span>生成日期</span><span>2026-04-02</span></li><li><span>公开日期</span><span>2026-04-09</span></li></ul><h1>清河县招生入学政策</h1><div>${T}</div>`,
      { indexNumber: 'QH-2026-0001', issuingBody: '清河县教育局', formedOn: '2026-04-02', publishedOn: '2026-04-09' },
    ],
    [
      'red head over the title, set on two lines by a word processor',
      '清河县人民政府文件',
      `<div class="zw"><p align="center"><font color="red" size="7">清河县人民政府文件</font></p><p align="center">清政〔2026〕5号</p><p align="center"><b>清河县人民政府</b></p><p align="center"><b>关于表彰2025年度先进集体的决定</b></p>${T}<p align="right">清河县人民政府</p><p align="right">2026年3月6日</p></div>`,
      {
        kind: 'article',
        title: '清河县人民政府关于表彰2025年度先进集体的决定',
        documentNumber: '清政〔2026〕5号',
        formedOn: '2026-03-06',
        publishedOn: null,
      },
    ],
    [
      'subtitle behind a dash',
      '以规划引领发展——清河县国土空间规划解读-清河县',
      `<h1>以规划引领发展</h1><h2>——清河县国土空间规划解读</h2><p>时间：2026-11-03 来源：县自然资源局</p><div>${T}</div>`,
      { title: '以规划引领发展——清河县国土空间规划解读', publishedOn: '2026-11-03' },
    ],
    [
      'labels in brackets, no colon',
      '清河县卫生健康局随机抽查结果',
      `<div><p>【索 引 号】QH0021-0202-2026-00009</p><p>【发文机关】清河县卫生健康局</p><p>【发文日期】2026年10月28日</p><p>【文　　号】清卫监督〔2026〕4号</p><p>【发布日期】2026年11月3日</p></div><div class="title">清河县卫生健康局2026年第三季度抽查结果公示</div><div class="content">${T}</div>`,
      {
        title: '清河县卫生健康局2026年第三季度抽查结果公示',
        indexNumber: 'QH0021-0202-2026-00009',
        issuingBody: '清河县卫生健康局',
        formedOn: '2026-10-28',
        documentNumber: '清卫监督〔2026〕4号',
        publishedOn: '2026-11-03',
      },
    ],
    [
      'a share bar and no text',
      '关于停水的公告-清河县',
      `<h1>关于停水的公告</h1><p>发布时间：2026-11-03</p><div class="TRS_Editor"><p>分享到： QQ空间 新浪微博 更多</p></div>`,
      { text: '', publishedOn: '2026-11-03' },
    ],
    [
      'announce 令',
      '清河县',
      `<h1>清河县人民政府令</h1><p>第8号</p><p>发布时间：2026-01-06</p><div>${T}</div>`,
      { documentNumber: '清河县人民政府令第8号' },
    ],
    [
      'policy with many dated clauses and no byline',
      '清河县',
      `<h1>清河县养犬管理办法</h1><div id="zoom"><p>（2025年12月1日清河县人民政府第3次常务会议通过 2026年1月5日清河县人民政府令第8号公布 自2026年3月1日起施行）</p>${T}</div>`,
      { title: '清河县养犬管理办法', publishedOn: null },
    ],
    [
      'logo h1',
      '关于停水的公告-清河县',
      `<div class="logo"><h1><a href="/">清河县人民政府</a></h1></div><div class="conTxt"><div class="tit1">关于停水的公告</div><div class="sub">发布时间：2026-01-02 信息来源：清河县住建局</div>${T}</div>`,
      { title: '关于停水的公告', publishedOn: '2026-01-02', source: '清河县住建局' },
    ],
    [
      'site title only',
      '清河县人民政府',
      `<div class="logo"><h1>清河县人民政府</h1></div><div class="pos">当前位置：首页 > 公告公示</div><div class="main"><h2>2026年第一批高新技术企业名单公示</h2><h5>2026-01-02 08:00:00 来源: 县科技局</h5>${T}</div>`,
      { title: '2026年第一批高新技术企业名单公示', publishedOn: '2026-01-02', source: '县科技局' },
    ],
    [
      'dates with chinese weekday',
      '清河县人民政府',
      `<h1>全县安全生产会议召开</h1><p>2026年2月10日 星期二 08:30</p><div>${T}</div>`,
      { publishedOn: '2026-02-10' },
    ],
    [
      'date at right float after title in same h',
      '清河县 全县安全生产会议召开',
      `<h4>全县安全生产会议召开<span class="fr">2026-02-10</span></h4><div>${T}</div>`,
      { title: '全县安全生产会议召开', publishedOn: '2026-02-10' },
    ],
    [
      'validity and 公开方式 in box',
      '公开',
      `<table><tr><td>索引号</td><td>a/2026-1</td><td>主题分类</td><td>综合政务</td></tr><tr><td>发文机关</td><td>清河县人民政府</td><td>成文日期</td><td>2026年1月1日</td></tr><tr><td>标题</td><td colspan=3>清河县人民政府关于废止部分文件的决定</td></tr><tr><td>发文字号</td><td>清政规〔2026〕1号</td><td>发布日期</td><td>2026年1月8日</td></tr><tr><td>有效性</td><td>失效</td><td>失效日期</td><td>2026-06-01</td></tr></table>${T}`,
      {
        title: '清河县人民政府关于废止部分文件的决定',
        documentNumber: '清政规〔2026〕1号',
        publishedOn: '2026-01-08',
        formedOn: '2026-01-01',
        validity: '失效',
        indexNumber: 'a/2026-1',
        issuingBody: '清河县人民政府',
      },
    ],
    [
      'two tables: box then text table',
      '公开',
      `<table class="hd"><tr><td>索 引 号：a/2026-1</td><td>发布日期：2026-01-08</td></tr><tr><td>发布机构：清河县财政局</td><td>文　　号：清财〔2026〕1号</td></tr></table><h1>清河县2026年预算公开</h1><table border=1><tr><td>科目</td><td>金额</td></tr><tr><td>一般公共服务</td><td>120</td></tr><tr><td>教育</td><td>300</td></tr></table>`,
      {
        kind: 'article',
        title: '清河县2026年预算公开',
        publishedOn: '2026-01-08',
        documentNumber: '清财〔2026〕1号',
        indexNumber: 'a/2026-1',
        issuingBody: '清河县财政局',
      },
    ],
    [
      'placeholder numbers',
      '公开',
      `<table><tr><td>索引号：</td><td>null</td></tr><tr><td>文号：</td><td>无文号</td></tr><tr><td>发布机构：</td><td>清河县财政局</td></tr><tr><td>发布日期：</td><td>2026-03-03</td></tr></table><h1>关于做好有关工作的通知</h1><div>${T}</div>`,
      { documentNumber: null, indexNumber: null, publishedOn: '2026-03-03' },
    ],
  ])('%s', (...[, title, body, fields, head]) => {
    expect(read(title, body, head)).toMatchObject({ kind: 'article', ...fields });
  });
});

describe('lists', () => {
  it.each<[shape: string, title: string, body: string, entries: (string | null)[][] | number]>([
    [
      'list table with index, number columns',
      '规范性文件-清河县',
      `<div class="path">当前位置：首页&gt;规范性文件</div><table><tr><th>索引号</th><th>名称</th><th>文号</th><th>发布日期</th></tr><tr><td>qh/2026-00002</td><td><a href="2.html">清河县绿化管理办法</a></td><td>清政规〔2026〕2号</td><td>2026-03-02</td></tr><tr><td>qh/2026-00001</td><td><a href="1.html">清河县养犬管理办法</a></td><td>清政规〔2026〕1号</td><td>2026-01-15</td></tr></table>`,
      [
        ['清河县绿化管理办法', '2026-03-02'],
        ['清河县养犬管理办法', '2026-01-15'],
      ],
    ],
    [
      'tabs with lists',
      '政策文件-清河县',
      `<div class="path">当前位置：首页&gt;政策文件</div><div class="tab"><ul class="hd"><li>县政府文件</li><li>县政府办文件</li></ul><div class="bd"><ul><li><a href="1.html">清河县人民政府关于调整行政区划的通知</a><span>2026-03-02</span></li><li><a href="2.html">清河县人民政府关于公布清单的通知</a><span>2026-02-02</span></li></ul><ul style="display:none"><li><a href="3.html">清河县人民政府办公室关于成立工作组的通知</a><span>2026-03-09</span></li><li><a href="4.html">清河县人民政府办公室关于督查的通知</a><span>2026-01-09</span></li></ul></div></div>`,
      4,
    ],
    [
      'bracket dates before',
      '公告-清河县',
      `<div class="path">当前位置：首页&gt;公告</div><div class="list">[2026-09-01] <a href="1.html">关于秋季开学的公告</a><br>[2026-08-01] <a href="2.html">关于高温停工的公告</a><br>[2026-07-01] <a href="3.html">关于防汛值班的公告</a><br></div>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', '2026-08-01'],
        ['关于防汛值班的公告', '2026-07-01'],
      ],
    ],
    [
      'month groups with heading year month',
      '公告-清河县',
      `<div class="path">当前位置：首页&gt;公告</div><h4>2026年</h4><ul><li><a href="1.html">关于秋季开学的公告</a><em>09-01</em></li><li><a href="2.html">关于高温停工的公告</a><em>08-01</em></li></ul><h4>2025年</h4><ul><li><a href="3.html">关于防汛值班的公告</a><em>07-01</em></li><li><a href="4.html">关于放假的公告</a><em>01-01</em></li></ul>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', '2026-08-01'],
        ['关于防汛值班的公告', '2025-07-01'],
        ['关于放假的公告', '2025-01-01'],
      ],
    ],
    [
      'menu that looks like a list',
      '通知公告-清河县',
      `<div class="path">当前位置：首页&gt;通知公告</div><div class="left"><ul><li><a href="/a/">政府信息公开指南说明</a></li><li><a href="/b/">政府信息公开制度汇编</a></li><li><a href="/c/">法定主动公开内容目录</a></li><li><a href="/d/">政府信息公开年度报告</a></li></ul></div><ul><li><a href="1.html">关于开展检查的通知</a><span>2026-02-03</span></li><li><a href="2.html">关于放假的通知</a><span>2026-02-01</span></li></ul>`,
      [
        ['关于开展检查的通知', '2026-02-03'],
        ['关于放假的通知', '2026-02-01'],
      ],
    ],
    [
      'undated list beside long menu',
      '机构设置-清河县',
      `<div class="path">当前位置：首页&gt;部门预算</div><div class="left"><ul><li><a href="/a/">公开指南</a></li><li><a href="/b/">公开制度</a></li><li><a href="/c/">公开目录</a></li><li><a href="/d/">公开年报</a></li></ul></div><ul class="lb"><li><a href="1.html">清河县财政局2026年部门预算公开</a></li><li><a href="2.html">清河县教育局2026年部门预算公开</a></li><li><a href="3.html">清河县民政局2026年部门预算公开</a></li></ul>`,
      3,
    ],
    [
      'list with one undated row in the middle',
      '公告-清河县',
      `<div class="path">当前位置：首页&gt;公告</div><ul><li><a href="1.html">关于秋季开学的公告</a><em>2026-09-01</em></li><li><a href="2.html">关于高温停工的公告</a></li><li><a href="3.html">关于防汛值班的公告</a><em>2026-07-01</em></li></ul>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', null],
        ['关于防汛值班的公告', '2026-07-01'],
      ],
    ],
    [
      'date under title in divs with summary',
      '动态-清河县',
      `<div class="path">当前位置：首页&gt;工作动态</div><div class="item"><h3><a href="1.html">县领导调研项目建设</a></h3><p>近日，县领导深入园区调研项目建设情况。</p><p class="t">发布时间：2026-09-01　来源：县委办</p></div><div class="item"><h3><a href="2.html">全县消防演练举行</a></h3><p>9月1日，全县消防演练在中心广场举行，多部门参加。</p><p class="t">发布时间：2026-08-30　来源：县消防队</p></div>`,
      [
        ['县领导调研项目建设', '2026-09-01'],
        ['全县消防演练举行', '2026-08-30'],
      ],
    ],
    [
      'side hot list with dates beside undated short',
      '动态-清河县',
      `<div class="path">当前位置：首页&gt;工作动态</div><ul class="main"><li><a href="1.html">县领导调研项目建设</a><i>2026-09-01</i></li><li><a href="2.html">全县消防演练举行</a><i>2026-08-30</i></li><li><a href="3.html">农技人员下乡指导</a><i>2026-08-29</i></li></ul><div class="side"><h3>热点排行</h3><ul><li><a href="7.html">清河县中考成绩查询</a><i>2026-07-01</i></li><li><a href="8.html">清河县高考成绩查询</a><i>2026-06-25</i></li></ul></div>`,
      3,
    ],
    [
      'row with two links: category and title',
      '公告-清河县',
      `<div class="path">当前位置：首页&gt;公示</div><table><tr><td><a href="/xk/">行政许可</a></td><td><a href="1.html">关于某公司许可的公示</a></td><td>2026-09-01</td></tr><tr><td><a href="/cf/">行政处罚</a></td><td><a href="2.html">关于某商店处罚的公示</a></td><td>2026-08-01</td></tr></table>`,
      [
        ['关于某公司许可的公示', '2026-09-01'],
        ['关于某商店处罚的公示', '2026-08-01'],
      ],
    ],
    [
      'plain list of public notices as table without links',
      '公示-清河县',
      `<div class="path">当前位置：首页&gt;行政许可公示</div><table><tr><th>序号</th><th>项目名称</th><th>许可日期</th></tr><tr><td>1</td><td>清河县某商店食品经营许可</td><td>2026-09-01</td></tr><tr><td>2</td><td>清河县某餐馆食品经营许可</td><td>2026-08-01</td></tr></table>`,
      2,
    ],
    [
      'list year from date group column',
      '公告-清河县',
      `<div class="path">当前位置：首页&gt;公告</div><ul><li><div class="d"><strong>01</strong><span>2026.09</span></div><a href="1.html">关于秋季开学的公告</a></li><li><div class="d"><strong>11</strong><span>2026.08</span></div><a href="2.html">关于高温停工的公告</a></li></ul>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', '2026-08-11'],
      ],
    ],
    [
      'english month list',
      '公告-清河县',
      `<div class="path">当前位置：首页&gt;公告</div><ul><li><span>Sep 1, 2026</span><a href="1.html">关于秋季开学的公告</a></li><li><span>Aug 11, 2026</span><a href="2.html">关于高温停工的公告</a></li></ul>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', '2026-08-11'],
      ],
    ],
    [
      'date first big month day and year',
      '公告-清河县',
      `<div class="path">当前位置：首页&gt;公告</div><ul><li><a href="1.html"><div class="date"><p>09-01</p><span>2026</span></div><div class="tx"><h4>关于秋季开学的公告</h4><p>各中小学校，现将秋季开学安排公告如下</p></div></a></li><li><a href="2.html"><div class="date"><p>08-11</p><span>2026</span></div><div class="tx"><h4>关于高温停工的公告</h4><p>各企业</p></div></a></li></ul>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', '2026-08-11'],
      ],
    ],
    [
      'title ends with date in parentheses in link',
      '公告-清河县',
      `<div class="path">当前位置：首页&gt;公告</div><ul><li><a href="1.html">关于秋季开学的公告(2026-09-01)</a></li><li><a href="2.html">关于高温停工的公告(2026-08-11)</a></li></ul>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', '2026-08-11'],
      ],
    ],
    [
      'no breadcrumb no list heading, prev next',
      '公告',
      `<ul class="list"><li><a href="1.html">关于秋季开学的公告</a> 2026/9/1</li><li><a href="2.html">关于高温停工的公告</a> 2026/8/11</li></ul><div><a href="index_3.html">上页</a> <a href="index_5.html">下页</a> 转到第<input size=2>页</div>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', '2026-08-11'],
      ],
    ],
    [
      'onclick rows',
      '公告',
      `<div class="path">当前位置：首页&gt;公告</div><ul class="list"><li onclick="openInfo('1')"><span>关于秋季开学的公告</span><i>2026-09-01</i></li><li onclick="openInfo('2')"><span>关于高温停工的公告</span><i>2026-08-11</i></li></ul>`,
      [
        ['关于秋季开学的公告', '2026-09-01'],
        ['关于高温停工的公告', '2026-08-11'],
      ],
    ],
    [
      'summaries with dates inside',
      '解读',
      `<div class="pos">当前位置：首页&gt;政策解读</div><ul><li><a href="1.html">《养犬管理办法》解读</a><p>2025年12月1日，县政府常务会议审议通过《养犬管理办法》。</p><span>2026-05-01</span></li><li><a href="2.html">《节水条例》解读</a><p>自2026年3月1日起施行的《节水条例》……</p><span>2026-04-01</span></li></ul>`,
      [
        ['《养犬管理办法》解读', '2026-05-01'],
        ['《节水条例》解读', '2026-04-01'],
      ],
    ],
    [
      'dl dt dd pairs',
      '公告',
      `<div class="pos">当前位置：首页&gt;公告</div><dl><dt><a href="1.html">关于调整公交线路的公告</a></dt><dd>2026-05-01</dd><dt><a href="2.html">关于道路封闭施工的公告</a></dt><dd>2026-04-01</dd></dl>`,
      [
        ['关于调整公交线路的公告', '2026-05-01'],
        ['关于道路封闭施工的公告', '2026-04-01'],
      ],
    ],
    [
      'divs with p title and p date',
      '公告',
      `<div class="pos">当前位置：首页&gt;公告</div><div class="box"><p class="t"><a href="1.html">关于调整公交线路的公告</a></p><p class="d">05-01 2026</p></div><div class="box"><p class="t"><a href="2.html">关于道路封闭施工的公告</a></p><p class="d">04-01 2026</p></div>`,
      [
        ['关于调整公交线路的公告', '2026-05-01'],
        ['关于道路封闭施工的公告', '2026-04-01'],
      ],
    ],
    [
      'date first column',
      '公告',
      `<div class="pos">当前位置：首页&gt;公告</div><table><tr><td>2026-05-01</td><td><a href="1.html">关于调整公交线路的公告</a></td></tr><tr><td>2026-04-01</td><td><a href="2.html">关于道路封闭施工的公告</a></td></tr></table>`,
      [
        ['关于调整公交线路的公告', '2026-05-01'],
        ['关于道路封闭施工的公告', '2026-04-01'],
      ],
    ],
    [
      'two columns of news',
      '要闻',
      `<div class="pos">当前位置：首页&gt;要闻</div><table><tr><td><a href="1.html">县委召开常委会会议</a> [05-01]</td><td><a href="2.html">县政府召开常务会议</a> [05-02]</td></tr><tr><td><a href="3.html">全县防汛工作会议召开</a> [05-03]</td><td><a href="4.html">农业产业发展现场会召开</a> [05-04]</td></tr></table>`,
      4,
    ],
    [
      'pinned and new images',
      '公告',
      `<div class="pos">当前位置：首页&gt;公告</div><ul><li><img src="top.gif"><a href="1.html"><font color=red>关于调整公交线路的公告</font></a><img src="new.gif"><span>(2026.05.01)</span></li><li><a href="2.html">关于道路封闭施工的公告</a><span>(2026.04.01)</span></li></ul>`,
      [
        ['关于调整公交线路的公告', '2026-05-01'],
        ['关于道路封闭施工的公告', '2026-04-01'],
      ],
    ],
    [
      'list with hover cards',
      '公开目录',
      `<div class="location">首页 > 公开目录</div><ul class="gk"><li><a href="1.html">关于调整公交线路的公告</a><span>2026-05-01</span><div class="tip"><p>索引号：a/1</p><p>发布机构：县交通局</p><p>生成日期：2026-04-28</p></div></li><li><a href="2.html">关于道路封闭施工的公告</a><span>2026-04-01</span><div class="tip"><p>索引号：a/2</p><p>发布机构：县交通局</p><p>生成日期：2026-03-28</p></div></li></ul>`,
      [
        ['关于调整公交线路的公告', '2026-05-01'],
        ['关于道路封闭施工的公告', '2026-04-01'],
      ],
    ],
    [
      'list with 附件 icon links',
      '公告',
      `<div class="location">首页 > 公告</div><ul><li><a href="1.html">关于调整公交线路的公告</a><a href="1.pdf">[PDF]</a><span>2026-05-01</span></li><li><a href="2.html">关于道路封闭施工的公告</a><a href="2.pdf">[PDF]</a><span>2026-04-01</span></li></ul>`,
      2,
    ],
  ])('%s', (_shape, title, body, entries) => {
    const page = read(title, body);
    const found = page.entries.map((entry) => [entry.title, entry.publishedOn]);
    expect(page.kind).toBe('list');
    expect(typeof entries === 'number' ? found.length : found).toEqual(entries);
  });
});

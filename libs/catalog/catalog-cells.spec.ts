import { audienceIn, channelsIn, isBareTick, isTicked, methodIn } from './catalog-cells';

const shown = (text: string) => channelsIn(text).map(({ name, selected }) => `${selected ? '+' : '-'}${name}`);

describe('channelsIn', () => {
  it.each<[string, string, string[]]>([
    ['squares', '■政府网站 □政府公报 ■两微一端', ['+政府网站', '-政府公报', '+两微一端']],
    [
      'squares without blanks',
      '■政府网站□政府公报■公开查阅点□其他____',
      ['+政府网站', '-政府公报', '+公开查阅点', '-其他'],
    ],
    [
      'slashes and 、 inside a name',
      '■发布会/听证会 □社区/企事业单位、村公示栏(电子屏)',
      ['+发布会/听证会', '-社区/企事业单位、村公示栏(电子屏)'],
    ],
    ['R and £ of Wingdings 2', 'R政府网站 £政府公报', ['+政府网站', '-政府公报']],
    ['þ of Wingdings', 'þ 政府网站 £ 政府公报', ['+政府网站', '-政府公报']],
    ['t of Wingdings', 't政府网站□政府公报', ['+政府网站', '-政府公报']],
    ['▄ and a misread 口', '▄政府网站;口政府公报', ['+政府网站', '-政府公报']],
    ['▲', '▲政府网站 △两微一端', ['+政府网站', '-两微一端']],
    ['a lone 口', '口两微一端', ['-两微一端']],
    ['口 that is part of a word', '政务服务窗口、入户/现场', ['+政务服务窗口', '+入户/现场']],
    ['signs in the private use area', '\uf052政府网站 \uf0a3政府公报', ['+政府网站', '-政府公报']],
    ['√ and ☑', '√政府网站 ☑公开栏 ☐其他', ['+政府网站', '+公开栏', '-其他']],
    ['signs behind', '政府网站■ 政府公报□', ['+政府网站', '-政府公报']],
    ['a list of selected ones only', '政府网站、两微一端', ['+政府网站', '+两微一端']],
    ['line breaks', '■政府网站\n■公开查阅点', ['+政府网站', '+公开查阅点']],
    ['notes in brackets', '■政府网站（必选） □其他（可选）', ['+政府网站', '-其他']],
    ['a note in front', '在标注范围内至少选择其一公开：■政府网站', ['+政府网站']],
    ['numbers', '1.政府网站 2.公开栏', ['+政府网站', '+公开栏']],
    ['one name', '国家企业信用信息公示系统', ['+国家企业信用信息公示系统']],
    ['a sign alone', '■', []],
    ['nothing', '', []],
  ])('reads %s', (_norm, text, expected) => expect(shown(text)).toEqual(expected));
});

describe('ticks', () => {
  it.each(['√', '✓', '☑', '■', '●', '是', '1', 'R', 'þ', '\uf0fe', '征收范围内产权所有人'])('%j is ticked', (text) =>
    expect(isTicked(text)).toBe(true),
  );
  it.each(['', ' ', '□', '☐', '口', '否', '×', '-', '/', '无', '○', '0'])('%j is not', (text) =>
    expect(isTicked(text)).toBe(false),
  );
  it('tells a tick from a text', () => {
    expect([isBareTick('√'), isBareTick('受灾群众'), isBareTick('')]).toEqual([true, false, false]);
  });
});

describe('audience and method in words', () => {
  it.each([
    ['全社会', '全社会'],
    ['■全社会 □特定群体', '全社会'],
    ['□全社会 □特定群体', null],
    ['', null],
  ])('audience %j is %j', (text, expected) => expect(audienceIn(text)).toBe(expected));

  it.each([
    ['主动公开', 'proactive'],
    ['依申请', 'onRequest'],
    ['主动公开/依申请公开', 'both'],
    ['■主动公开 □依申请公开', 'proactive'],
    ['网站', 'unknown'],
    ['', 'unknown'],
  ])('method %j is %s', (text, expected) => expect(methodIn(text)).toBe(expected));
});

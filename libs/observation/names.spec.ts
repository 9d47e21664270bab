import { leastCpuMs } from '@app/platform/least-time.fixture';
import { containment, coreName, isCatchAllName, isGenericName, normalName, similarity } from './names';

describe('names', () => {
  it.each([
    ['一、 通知公告', '通知公告'],
    ['（一）财政 预决算', '财政预决算'],
    ['1.“双随机、一公开”', '双随机一公开'],
    ['ＡＢＣ栏目', 'abc栏目'],
    ['12345热线', '12345热线'],
  ])('%s is spelled %s', (text, normal) => expect(normalName(text)).toBe(normal));

  it.each([
    ['财政收支情况', '财政收支'],
    ['行政处罚结果信息公开', '行政处罚结果'],
    ['通知公告', '通知公告'],
    ['信息公开', '信息公开'],
    ['公示', '公示'],
  ])('%s has the core %s', (text, core) => expect(coreName(text)).toBe(core));

  it('measures similar names by shared pairs', () => {
    expect(similarity('财政预决算', '财政预决算信息')).toBe(1);
    expect(similarity('部门预算', '部门决算')).toBeLessThan(0.6);
    expect(similarity('社会救助', '养老服务')).toBe(0);
    expect(similarity('', '养老服务')).toBe(0);
  });

  it('finds a name inside a title, word for word or in pieces', () => {
    expect(containment('财政收支情况', '清河县2026年第三季度财政收支情况')).toBe(1);
    expect(containment('农机购置补贴', '关于农机购置与应用补贴的公示')).toBeGreaterThan(0.5);
    expect(containment('行政处罚决定', '关于春节放假的通知')).toBe(0);
  });

  it.each(['通知公告', '政策文件', '政策法规', '工作动态', '办事指南', '结果公示', '机构职能'])(
    '%s says not whose it is',
    (name) => expect(isGenericName(name)).toBe(true),
  );
  it.each(['行政处罚决定', '部门预算', '农机购置补贴', '社会救助标准'])('%s says whose it is', (name) =>
    expect(isGenericName(name)).toBe(false),
  );
  it.each([
    ['通知公告', true],
    ['工作动态', true],
    ['其他主动公开文件', true],
    ['行政处罚', false],
    ['财政信息', false],
  ])('everything goes into %s: %s', (name, isCatchAll) => expect(isCatchAllName(name)).toBe(isCatchAll));

  it('stays linear on hostile text', () => {
    const text = '信息公开'.repeat(20_000);
    const read = () => {
      coreName(text.slice(0, 4_000));
      normalName(text);
      isGenericName(text);
      isCatchAllName(text);
    };
    expect(leastCpuMs(500, read)).toBeLessThan(500);
  });
});

import { leastCpuMs } from '@app/platform/least-time.fixture';
import { isReprintTitle, isSameOrgan, mayBeSameOrgan, namesOrgan, organOfTitle, organsIn } from './organ';

describe('organs', () => {
  it.each([
    ['清河县教育局', true],
    ['明州市清河县教育局', true],
    ['清河县教育局办公室', true],
    ['清河县教育局基础教育科', true],
    ['县教育局', true],
    ['明州市教育局', false],
    ['清河县教育局第一幼儿园', false],
    ['白河县教育局', false],
    ['清河县财政局', false],
    ['', false],
  ])('%s is the bureau: %s', (printed, isOwn) => {
    expect(isSameOrgan(printed, ['清河县教育局', '县教育局'])).toBe(isOwn);
  });

  it.each([
    ['教育局', '清河县教育局', true],
    ['县教育局', '明州市清河县教育局', true],
    ['清河县教体局', '清河县教育局', true],
    ['县卫健局', '清河县卫生健康局', true],
    ['镇政府', '清河县白石镇人民政府', true],
    ['白石镇党政办公室', '清河县白石镇人民政府', true],
    ['白石镇人民政府', '清河县白石镇政府', true],
    ['市教育局', '清河县教育局', false],
    ['明州市教育局', '清河县教育局', false],
    ['清河县财政局', '清河县教育局', false],
    ['清河县水利局', '清河县白石镇人民政府', false],
    ['清河县人民政府', '清河县白石镇人民政府', false],
    ['县市场监督管理局', '清河县市场监督管理局', true],
    ['清河县教育局第一幼儿园', '清河县教育局', false],
  ])('%s may be short for %s: %s', (printed, name, may) => expect(mayBeSameOrgan(printed, [name])).toBe(may));

  it('knows the unit by its full name too', () => {
    expect(isSameOrgan('清河县教育局', ['明州市清河县教育局'])).toBe(true);
    expect(isSameOrgan('教育局', ['明州市清河县教育局'])).toBe(false);
  });

  it.each([
    ['清河县教育局 清河县财政局', ['清河县教育局', '清河县财政局']],
    ['清河县教育局、财政局', ['清河县教育局', '财政局']],
  ])('%s', (printed, organs) => expect(organsIn(printed)).toEqual(organs));

  it.each([
    ['明州市教育局关于做好招生工作的通知', '明州市教育局'],
    ['清河县人民政府办公室关于印发方案的通知', '清河县人民政府办公室'],
    ['关于做好招生工作的通知', null],
    ['全县教育工作会议关于安全的部署', null],
    ['《教育法》关于受教育者的规定', null],
  ])('%s is by %s', (title, organ) => expect(organOfTitle(title)).toBe(organ));

  it.each([
    ['清河县教育局', true],
    ['白石镇人民政府', true],
    ['本站', false],
    ['新华网', false],
    ['张三', false],
  ])('%s is an organ: %s', (text, isOrgan) => expect(namesOrgan(text)).toBe(isOrgan));

  it.each([
    ['转发省教育厅关于招生工作的通知', true],
    ['清河县教育局转发市教育局关于招生工作的通知', true],
    ['关于招生工作的通知', false],
  ])('%s passes another organ’s text on: %s', (title, isReprint) => expect(isReprintTitle(title)).toBe(isReprint));

  it('stays linear on hostile titles', () => {
    const read = () => {
      organOfTitle('局'.repeat(50_000));
      isReprintTitle('转发'.repeat(20_000));
    };
    expect(leastCpuMs(300, read)).toBeLessThan(300);
  });
});

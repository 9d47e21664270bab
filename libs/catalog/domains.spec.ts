import { domainDictionary, domainOf, domainOfItem, DOMAINS } from './domains';

describe('领域', () => {
  it('holds the 26 and the later ones, each name once', () => {
    expect(DOMAINS.filter(({ isPilot }) => isPilot)).toHaveLength(26);
    const names = DOMAINS.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names who is in charge of each of the 26', () => {
    expect(DOMAINS.filter(({ isPilot, competent }) => isPilot && competent.length === 0)).toEqual([]);
  });

  it.each([
    ['社会救助', '社会救助'],
    ['社会救助领域', '社会救助'],
    ['*重大建设项目', '重大建设项目'],
    ['农村集体土地征收', '征地补偿'],
    ['国有土地上房屋征收与补偿领域', '国有土地上房屋征收'],
    ['生态环境', '环境保护'],
    ['就业领域', '就业创业'],
    ['乡村振兴', '扶贫'],
    ['救灾生产领域', '救灾'],
    ['公共资源配置', '公共资源交易'],
    ['卫 生 健 康', '医疗卫生'],
    ['城乡规划', '国土空间规划'],
    ['涉农补偿', '涉农补贴'],
    ['（一）重大建设项目领域', '重大建设项目'],
    ['明州市清河县社会救助领域基层政务公开标准目录', '社会救助'],
    ['交通运输领域基层政务公开标准目录', '交通运输'],
    ['医疗保障', '医疗保障'],
  ])('%s is %s', (text, name) => {
    expect(domainOf(text)?.name).toBe(name);
  });

  it.each(['', '救灾物资储备', '社会救助、养老服务', '政策文件', '各领域', '26个试点领域', '农业农村', '公共服务'])(
    '“%s” is none',
    (text) => {
      expect(domainOf(text)).toBeUndefined();
    },
  );

  it('takes a row’s column before its levels, and levels only where they agree', () => {
    expect(domainOfItem({ domain: '养老服务', levels: ['社会救助', '低保'] })?.name).toBe('养老服务');
    expect(domainOfItem({ levels: ['社会救助', '低保'] })?.name).toBe('社会救助');
    expect(domainOfItem({ domain: '民政', levels: ['社会救助', '低保'] })?.name).toBe('社会救助');
    expect(domainOfItem({ levels: ['救灾', '安全生产'] })).toBeUndefined();
    expect(domainOfItem({ levels: ['政策文件'] })).toBeUndefined();
  });

  it('learns what a region adds: another name, or a 领域 of its own', () => {
    const added = domainDictionary([
      { alias: '低保救助', domain: '社会救助' },
      { alias: '茶产业', domain: '特色产业' },
    ]);
    expect(domainOf('低保救助', added)?.name).toBe('社会救助');
    expect(domainOf('茶产业领域', added)).toMatchObject({ name: '特色产业', isPilot: false });
    expect(domainOf('特色产业', added)?.name).toBe('特色产业');
    expect(domainOf('低保救助')).toBeUndefined();
  });
});

import { isInScope, kindInName, SiteScope } from './unit';

const scope = (pathPrefixes: string[]): SiteScope => ({
  homeUrl: 'https://www.qinghe.example/bsz/index.html',
  pathPrefixes,
  isOwnSite: pathPrefixes.length === 0,
  plans: [],
});

describe('isInScope', () => {
  it.each<[norm: string, prefixes: string[], url: string, isIn: boolean]>([
    ['takes the whole host without prefixes', [], 'https://www.qinghe.example/anything?x=1', true],
    ['takes what lies under a prefix', ['/bsz/'], 'https://www.qinghe.example/bsz/col/col1/index.html', true],
    ['takes any of several prefixes', ['/bsz/', '/czxx/'], 'https://www.qinghe.example/czxx/1.html', true],
    ['refuses a neighbour on the same host', ['/bsz/'], 'https://www.qinghe.example/lxz/1.html', false],
    ['refuses a folder that only begins alike', ['/bsz/'], 'https://www.qinghe.example/bszx/1.html', false],
    ['refuses another host', [], 'https://mirror.example/bsz/1.html', false],
    ['refuses another port', [], 'https://www.qinghe.example:8443/bsz/1.html', false],
    ['refuses what is no address', [], 'not an address', false],
  ])('%s', (_norm, prefixes, url, isIn) => {
    expect(isInScope(scope(prefixes), url)).toBe(isIn);
  });
});

describe('kindInName', () => {
  it.each([
    ['明州市清河县白石镇人民政府', 'town'],
    ['云台乡', 'town'],
    ['东门街道办事处', 'town'],
    ['清河县人民政府', 'government'],
    ['清河县人民政府办公室', 'government'],
    ['清河县乡村振兴局', 'department'],
    ['清河县发展和改革委员会', 'department'],
    ['柳树村村民委员会', 'village'],
    ['东门社区居委会', 'village'],
    ['清河县供水有限公司', 'enterprise'],
    ['清河县第一人民医院', 'enterprise'],
    ['白石', undefined],
  ])('%s: %s', (name, kind) => expect(kindInName(name)).toBe(kind));
});

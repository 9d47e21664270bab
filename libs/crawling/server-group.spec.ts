import fc from 'fast-check';
import { bulkOpensAt, GroupedSite, ServerFingerprint, serverGroupsOf, turnOf } from './server-group';

const NONE: ServerFingerprint = { addresses: [], certificate: null, certificateNames: [], alias: null };
const site = (id: number, host: string, print: Partial<ServerFingerprint> | null = {}, changes = {}): GroupedSite => ({
  id,
  host,
  group: host,
  origin: 'derived',
  fingerprint: print && { ...NONE, ...print },
  ...changes,
});
const A = 'jyj.qinghe.example';
const B = 'wjj.qinghe.example';
const C = 'czj.qinghe.example';
const groups = (...sites: GroupedSite[]) =>
  [...serverGroupsOf(sites)].sort(([a], [b]) => a - b).map(([, name]) => name);

describe('服务器组 serverGroupsOf', () => {
  it.each<[norm: string, a: Partial<ServerFingerprint>, b: Partial<ServerFingerprint>, isOne: boolean]>([
    ['nothing in common', { addresses: ['8.8.8.8'] }, { addresses: ['8.8.4.4'] }, false],
    ['one address of several', { addresses: ['8.8.8.8', '8.8.4.4'] }, { addresses: ['8.8.4.4'] }, true],
    ['the same certificate', { certificate: 'c1' }, { certificate: 'c1' }, true],
    [
      'wildcards of one platform',
      { certificateNames: ['*.gov.example', 'a'] },
      { certificateNames: ['*.gov.example'] },
      true,
    ],
    ['names without wildcards say nothing', { certificateNames: ['www.a'] }, { certificateNames: ['www.a'] }, false],
    ['the same CNAME', { alias: 'cdn.example' }, { alias: 'cdn.example' }, true],
    ['a private address in common says nothing', { addresses: ['127.0.0.1'] }, { addresses: ['127.0.0.1'] }, false],
    ['both without certificate and CNAME', {}, {}, false],
  ])('%s', (_norm, a, b, isOne) => {
    const [first, second] = groups(site(1, A, a), site(2, B, b));
    expect(first === second).toBe(isOne);
  });

  it('joins over a third: address with one, certificate with the other', () => {
    const third = site(3, C, { addresses: ['8.8.8.8'], certificate: 'c' });
    expect(new Set(groups(site(1, A, { addresses: ['8.8.8.8'] }), site(2, B, { certificate: 'c' }), third)).size).toBe(
      1,
    );
  });

  it('takes the ports of one host for one server', () => {
    expect(new Set(groups(site(1, `${A}:8080`, null), site(2, A, null))).size).toBe(1);
  });

  it('leaves what a person decided, and does not use its name', () => {
    const manual = site(1, A, { addresses: ['8.8.8.8'] }, { origin: 'manual', group: B });
    const found = serverGroupsOf([manual, site(2, B, { addresses: ['8.8.8.8'] })]);
    expect([...found]).toEqual([[2, `${B}#2`]]);
  });

  it('keeps its name while its host is there, although an earlier one joins', () => {
    const old = { group: B };
    expect(groups(site(1, B, { alias: 'p' }, old), site(2, A, { alias: 'p' }, { group: 'x' }))).toEqual([B, B]);
  });

  it('does not depend on the order of the sites', () => {
    const sites = fc.array(
      fc.record({ at: fc.nat(5), address: fc.nat(3), certificate: fc.option(fc.constantFrom('a', 'b')) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(sites, (drawn) => {
        const made = drawn.map(({ at, address, certificate }, id) =>
          site(id, `h${at}.example`, { addresses: [`8.8.8.${address}`], certificate }),
        );
        const forth = serverGroupsOf(made);
        const back = serverGroupsOf([...made].reverse());
        expect(made.map(({ id }) => back.get(id))).toEqual(made.map(({ id }) => forth.get(id)));
      }),
    );
  });
});

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const NIGHT = { from: 22, until: 6 };

describe('采集时段 bulkOpensAt', () => {
  it.each([
    ['22:00 is open', '2026-11-20T22:00', '2026-11-20T22:00'],
    ['05:59 is open', '2026-11-20T05:59', '2026-11-20T05:59'],
    ['06:00 waits for the evening', '2026-11-20T06:00', '2026-11-20T22:00'],
    ['21:59 waits a minute', '2026-11-20T21:59', '2026-11-20T22:00'],
    ['midnight is open', '2026-11-21T00:00', '2026-11-21T00:00'],
  ])('%s', (_norm, now, opens) => {
    expect(bulkOpensAt(NIGHT, at(now))).toBe(at(opens));
  });

  it('waits for tomorrow when the day’s hours are over', () => {
    expect(bulkOpensAt({ from: 1, until: 6 }, at('2026-11-20T06:00'))).toBe(at('2026-11-21T01:00'));
  });

  it('takes equal hours for the whole day', () => {
    expect(bulkOpensAt({ from: 3, until: 3 }, at('2026-11-20T12:00'))).toBe(at('2026-11-20T12:00'));
  });
});

describe('turnOf', () => {
  const NOW = at('2026-11-20T12:00');
  const free = { dailyRequests: null, bulk: null };
  const now = { requestsToday: 0, isBulk: true, nowMs: NOW };

  it('is now when nothing speaks against it', () => {
    expect(turnOf({ nextAtMs: 0 }, free, now)).toEqual({ atMs: NOW, why: null });
  });

  it('waits for the pace', () => {
    expect(turnOf({ nextAtMs: NOW + 5 }, free, now)).toEqual({ atMs: NOW + 5, why: null });
  });

  it('rests until midnight in Shanghai when the budget of the day is spent, and not one request earlier', () => {
    const limited = { dailyRequests: 100, bulk: null };
    expect(turnOf({ nextAtMs: 0 }, limited, { ...now, requestsToday: 99 }).atMs).toBe(NOW);
    expect(turnOf({ nextAtMs: 0 }, limited, { ...now, requestsToday: 100 })).toEqual({
      atMs: at('2026-11-21T00:00'),
      why: '已达每日请求数上限100次',
    });
  });

  it('keeps a full round for the night and reads lists by day', () => {
    const nightly = { dailyRequests: null, bulk: NIGHT };
    expect(turnOf({ nextAtMs: 0 }, nightly, now)).toEqual({
      atMs: at('2026-11-20T22:00'),
      why: '全量采集只在22时至6时进行',
    });
    expect(turnOf({ nextAtMs: 0 }, nightly, { ...now, isBulk: false }).atMs).toBe(NOW);
  });
});

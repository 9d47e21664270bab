import { FetchFailure } from './capture';
import { availabilityOf, nextProbeMs, Probe, probeOutcomeOf } from './availability';

const failure = (kind: FetchFailure['kind'], status?: number): FetchFailure => ({
  url: 'http://www.qinghe.example/',
  kind,
  status,
  at: '2026-11-18T00:00:00.000Z',
});

describe('probeOutcomeOf', () => {
  it.each<[norm: string, failure: FetchFailure | undefined, ms: number, isControlUp: boolean, outcome: string]>([
    ['a page in 14.999 s was opened', undefined, 14_999, true, 'opened'],
    ['a page in exactly 15 s was not', undefined, 15_000, true, 'failed'],
    ['no answer is a failure', failure('timeout'), 15_000, true, 'failed'],
    ['no connection is a failure', failure('connect'), 20, true, 'failed'],
    ['a name that does not resolve is a failure', failure('dns'), 20, true, 'failed'],
    ['a server error is a failure', failure('badStatus', 502), 20, true, 'failed'],
    ['a refusal of us is void', failure('badStatus', 403), 20, true, 'void'],
    ['being asked to slow down is void', failure('throttled', 429), 20, true, 'void'],
    ['a challenge is void', failure('challenge', 200), 20, true, 'void'],
    ['an invalid certificate is void: the page may open', failure('tls'), 20, true, 'void'],
    ['no answer while our own network is away is void', failure('timeout'), 15_000, false, 'void'],
    ['slowness while our own network is away is void', undefined, 15_000, false, 'void'],
    ['an opened page needs no control', undefined, 200, false, 'opened'],
  ])('%s', (_norm, given, ms, isControlUp, outcome) => {
    expect(probeOutcomeOf(given, ms, isControlUp).outcome).toBe(outcome);
  });
});

describe('nextProbeMs', () => {
  const HOUR = 3_600_000;
  const NOW = Date.parse('2026-11-18T10:30:00+08:00');

  it('is due in every hour once, 24 times a day', () => {
    let last: number | null = null;
    let probes = 0;
    for (let now = NOW; now < NOW + 24 * HOUR; now += 300_000) {
      if (nextProbeMs(7, last, now) > now) continue;
      probes += 1;
      last = now;
    }
    expect(probes).toBeGreaterThanOrEqual(24);
    expect(probes).toBeLessThanOrEqual(25);
  });

  it('does not make up for missed hours', () => {
    expect(nextProbeMs(7, NOW, NOW)).toBeGreaterThan(NOW);
    expect(nextProbeMs(7, NOW - 10 * HOUR, NOW)).toBeGreaterThan(NOW - HOUR);
  });

  it('spreads sites over the hour', () => {
    const minutes = new Set(Array.from({ length: 60 }, (_, site) => nextProbeMs(site, null, NOW) % HOUR));
    expect(minutes.size).toBe(60);
  });
});

describe('availabilityOf', () => {
  const probe = (at: string, outcome: Probe['outcome'] = 'opened'): Probe => ({
    at,
    durationMs: 1,
    outcome,
    detail: '',
  });

  it('counts the seven full days before today, by days in Shanghai', () => {
    const week = availabilityOf(
      [
        probe('2026-11-10T15:59:59.000Z'), // still the 10th
        probe('2026-11-10T16:00:00.000Z', 'failed'), // the 11th
        probe('2026-11-17T15:59:59.000Z', 'void'),
        probe('2026-11-17T16:00:00.000Z', 'failed'), // today
      ],
      '2026-11-18',
    );
    expect(week).toMatchObject({ from: '2026-11-11', to: '2026-11-17', probes: 1, failing: 1 });
    expect(week?.days[0]).toEqual({ day: '2026-11-11', probes: 1, failing: 1, isVoid: 0 });
    expect(week?.days[6]).toEqual({ day: '2026-11-17', probes: 0, failing: 0, isVoid: 1 });
  });

  it('is unknown without probes', () => {
    expect(availabilityOf([], '2026-11-18')).toBeNull();
    expect(availabilityOf([probe('2026-11-18T02:00:00.000Z')], '2026-11-18')).toBeNull();
  });
});

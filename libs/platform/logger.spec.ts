import { leastCpuMs } from './least-time.fixture';
import { maskPasswords } from './log';
import { createLogger, NestLog } from './logger';

function lines(act: (logger: ReturnType<typeof createLogger>) => void, level = 'info'): Record<string, unknown>[] {
  const written: string[] = [];
  act(createLogger('spec', level, (line) => void written.push(line)));
  return written.map((line) => JSON.parse(line));
}

describe('the log', () => {
  it('is one JSON object per line', () => {
    const [line] = lines((log) => log.info({ unitId: 7 }, 'crawled'));
    expect(line).toMatchObject({ level: 'info', name: 'spec', unitId: 7, msg: 'crawled' });
    expect(String(line!.time)).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('keeps quiet below its level', () => {
    expect(lines((log) => log.info('chatter'), 'warn')).toEqual([]);
  });

  it.each([
    [{ password: 'hunter2' }],
    [{ account: { password: 'hunter2' } }],
    [{ request: { headers: { cookie: 'hunter2', authorization: 'hunter2' } } }],
    [{ err: new Error('connect postgres://mj:hunter2@db:5432/mj') }],
    [{ url: 'redis://:hunter2@redis:6379' }],
  ])('keeps secrets out of %j', (fields) => {
    expect(JSON.stringify(lines((log) => log.error(fields, 'failed')))).not.toContain('hunter2');
  });

  it('takes what Nest says', () => {
    const said = lines((log) => new NestLog(log).error(new Error('no route'), 'stack', 'Router'));
    expect(said[0]).toMatchObject({ level: 'error', msg: 'no route', context: 'Router' });
    expect(lines((log) => new NestLog(log).log('mapped', 'Router'))).toEqual([]);
  });
});

describe('maskPasswords', () => {
  it.each([
    ['postgres://mj:a-b_c@db/mj', 'postgres://mj:***@db/mj'],
    ['at smtps://m:p%40ss@mail:465 and redis://:x@r', 'at smtps://m:***@mail:465 and redis://:***@r'],
    ['https://www.example.gov.cn:8080/a@b', 'https://www.example.gov.cn:8080/a@b'],
    ['12:30 到 a@b.cn', '12:30 到 a@b.cn'],
  ])('%s becomes %s', (text, masked) => expect(maskPasswords(text)).toBe(masked));

  it('is quick on hostile text', () => {
    const texts = ['a'.repeat(1e5), 'a://'.repeat(3e4), `a://${':'.repeat(1e5)}`];
    expect(leastCpuMs(1_000, () => texts.forEach(maskPasswords))).toBeLessThan(1_000);
  });
});

import { read, rememberCsrf, RequestProblem, send } from './client';
import { withQuery } from './routes';

/** Answers in the order given; what was asked is kept. */
function serving(...answers: (Response | Error)[]): { headers: Record<string, string>; body: unknown }[] {
  const asked: { headers: Record<string, string>; body: unknown }[] = [];
  globalThis.fetch = (async (_path: string, { headers, body }: RequestInit) => {
    asked.push({ headers: headers as Record<string, string>, body });
    await Promise.resolve();
    const answer = answers.shift();
    if (!answer || answer instanceof Error) throw answer ?? new TypeError('nobody there');
    return answer;
  }) as unknown as typeof fetch;
  return asked;
}

const json = (value: object, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers });
const keysOf = (asked: { headers: Record<string, string> }[]) => asked.map(({ headers }) => headers['Idempotency-Key']);
const confirm = (id: number) => send('POST', '/api/alerts/confirm', { ids: [id] });
const own = globalThis.fetch;
afterEach(() => void (globalThis.fetch = own));

describe('a command', () => {
  it('bears the token of the session and a key', async () => {
    rememberCsrf('csrf-1');
    const asked = serving(json({ changed: [1], refused: [] }));
    expect((await confirm(1)).changed).toEqual([1]);
    expect(asked[0]?.headers).toMatchObject({ 'X-CSRF-Token': 'csrf-1', 'Content-Type': 'application/json' });
    expect(keysOf(asked)[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is sent once by a double click, and both hear the answer', async () => {
    const asked = serving(json({ changed: [2], refused: [] }));
    const [first, second] = await Promise.all([confirm(2), confirm(2)]);
    expect(asked).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('is another one when it is given again after its answer, or to something else', async () => {
    const answer = () => json({ changed: [3], refused: [] });
    const asked = serving(answer(), answer(), answer());
    await confirm(3);
    await confirm(3);
    await confirm(4);
    expect(new Set(keysOf(asked)).size).toBe(3);
  });

  it.each([
    ['nobody answered', () => new TypeError('failed to fetch')],
    ['the server failed', () => json({ status: 500, title: '服务暂时不可用' }, 500)],
    ['it was too much at once', () => json({ status: 429, title: '过于频繁' }, 429)],
    ['the first is still being done', () => json({ status: 409, title: '正在处理' }, 409, { 'Retry-After': '2' })],
  ])('keeps its key when %s', async (_norm, failure) => {
    const asked = serving(failure(), json({ changed: [5], refused: [] }));
    await expect(confirm(5)).rejects.toBeInstanceOf(RequestProblem);
    await confirm(5);
    expect(new Set(keysOf(asked)).size).toBe(1);
  });

  it.each([400, 403, 404, 409])('has a new key after a refusal with %d', async (status) => {
    const asked = serving(json({ status, title: '不行' }, status), json({ changed: [6], refused: [] }));
    await expect(confirm(6)).rejects.toThrow('不行');
    await confirm(6);
    expect(new Set(keysOf(asked)).size).toBe(2);
  });
});

describe('the compiler', () => {
  it('knows routes, bodies, answers and queries, and no others', () => {
    const id: number = 1;
    const step = 'submit' as 'submit' | 'withdraw';
    const notRun = (): unknown[] => [
      read(`/api/alerts/${id}`).then((alert) => alert.evidence[0]?.sha256.length),
      read('/api/accounts/places').then((places) => places.domains[0]?.length),
      send('POST', `/api/catalogs/${id}/${step}`),
      send('PUT', '/api/catalogs/four-eyes', { isFourEyes: true }),
      withQuery('/api/calendar', { year: 2026 }),
      // @ts-expect-error there is no such route
      read('/api/alert'),
      // @ts-expect-error it cannot be read
      read('/api/alerts/confirm/x'),
      // @ts-expect-error a word that may be anything is no route
      read(`/api/${String(id)}/x/y/z`),
      // @ts-expect-error an alert has no such field
      read(`/api/alerts/${id}`).then((alert) => alert.evidences),
      // @ts-expect-error one cannot confirm by text
      send('POST', '/api/alerts/confirm', { ids: 'all' }),
      // @ts-expect-error the body is missing
      send('POST', '/api/alerts/confirm'),
      // @ts-expect-error the method is another
      send('DELETE', '/api/alerts/confirm'),
      // @ts-expect-error it is not a year
      withQuery('/api/calendar', { year: 'this' }),
      // @ts-expect-error it takes no such word
      withQuery('/api/calendar', { years: 2026 }),
    ];
    expect(notRun).toBeInstanceOf(Function);
  });
});

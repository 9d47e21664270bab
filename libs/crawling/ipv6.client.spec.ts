import { ipv6RecordOf } from './ipv6.client';

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
const never = () => new Promise<string[]>(() => undefined);

describe('IPv6 地址记录', () => {
  it.each([
    ['a record', () => Promise.resolve(['2001:db8::1']), 'yes'],
    ['no record', failing('ENODATA'), 'no'],
    ['an empty answer', () => Promise.resolve([]), 'no'],
    ['an unknown name, which says nothing of IPv6', failing('ENOTFOUND'), 'unknown'],
    ['a name service that fails', failing('ESERVFAIL'), 'unknown'],
    ['a name service that does not answer', never, 'unknown'],
  ])('%s', async (_norm, lookup, state) => {
    expect(await ipv6RecordOf('http://www.qinghe.example/', lookup)).toMatchObject({
      state,
      host: 'www.qinghe.example',
    });
  });

  it.each(['http://127.0.0.1:8080/', 'http://[::1]/', 'http://localhost/'])('does not ask for %s', async (url) => {
    const asked = jest.fn(never);
    expect((await ipv6RecordOf(url, asked)).state).toBe('unknown');
    expect(asked).not.toHaveBeenCalled();
  });
});

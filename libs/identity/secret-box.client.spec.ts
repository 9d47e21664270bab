import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKey, secretBox } from './secret-box.client';

const box = secretBox(randomBytes(32));

describe('a sealed secret', () => {
  it('is opened with its key for its purpose, and looks different every time', () => {
    const [one, two] = [box.seal('密钥 abc', 'a:1'), box.seal('密钥 abc', 'a:1')];
    expect(one).not.toBe(two);
    expect([box.open(one, 'a:1'), box.open(two, 'a:1')]).toEqual(['密钥 abc', '密钥 abc']);
    expect(one).not.toContain('abc');
  });

  it('stays shut for another purpose, another key, and when altered', () => {
    const sealed = box.seal('secret', 'a:1');
    expect(box.open(sealed, 'a:2')).toBeUndefined();
    expect(secretBox(randomBytes(32)).open(sealed, 'a:1')).toBeUndefined();
    for (let at = 3; at < sealed.length; at += 7) {
      const altered = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(box.open(altered, 'a:1')).toBeUndefined();
    }
  });

  it.each(['', 'v1', 'v1.', 'v1.AAAA', 'v2.AAAA', 'not sealed at all'])('is not what %j is', (text) => {
    expect(box.open(text, 'a:1')).toBeUndefined();
  });
});

describe('the key of an installation', () => {
  it('is made once, for our eyes only', () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'mingjian-key-')), 'new');
    const key = masterKey({ dataDir });
    expect(key).toHaveLength(32);
    expect(masterKey({ dataDir }).equals(key)).toBe(true);
    expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual(['secret-key']);
  });

  it('is the one of the environment where that has one', () => {
    expect(masterKey({ dataDir: '/nowhere', secretKey: 'ab'.repeat(32) }).equals(Buffer.alloc(32, 0xab))).toBe(true);
  });

  it('is never replaced when it cannot be read as one', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-key-'));
    writeFileSync(join(dataDir, 'secret-key'), 'half');
    chmodSync(join(dataDir, 'secret-key'), 0o600);
    expect(() => masterKey({ dataDir })).toThrow(/holds no key/);
  });
});

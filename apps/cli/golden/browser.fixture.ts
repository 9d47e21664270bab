import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { Browser, BrowserContext, chromium, Locator, Page } from 'playwright-core';
import { findChromium } from '@app/crawling/chromium.client';

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly role: string;
  readonly unitId?: number;
}

/** For a screen on a busy machine. */
const PATIENCE_MS = 20_000;
/** For a recrawl, its verdicts and the next look of the page. */
export const RECHECK_MS = 90_000;

/** Chromium as the product finds it; the reason in Chinese where none can be started. */
export async function startBrowser(): Promise<Browser | string> {
  try {
    const executablePath = await findChromium(process.env.CHROMIUM_PATH);
    return await chromium.launch({
      executablePath,
      chromiumSandbox: false, // The pages are our own.
      args: ['--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
    });
  } catch (error) {
    return (error as Error).message;
  }
}

/** One person at a desk: a window of 1366×768 that is logged in. */
export class Visitor {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly origin: string,
    private readonly name: string,
  ) {}

  /** What scripts of our pages complained about, over all windows. */
  static readonly complaints: string[] = [];

  static async logIn(browser: Browser, origin: string, account: DemoAccount, width = 1366): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width, height: 768 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => Visitor.complaints.push(`${account.login}: ${error.message}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) Visitor.complaints.push(message.text());
    });
    const visitor = new Visitor(page, context, origin, account.role);
    await page.goto(origin);
    await visitor.shows('政务公开在线监督平台');
    await visitor.looks('login');
    await page.getByLabel('账号').fill(account.login);
    await page.getByLabel('密码').fill(account.password);
    await visitor.press('登录');
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    return visitor;
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.origin).href);
  }

  /** Follows the main navigation. */
  async goes(place: string): Promise<void> {
    await this.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: place, exact: true }).click();
  }

  /** Waits until a text is visible. */
  async shows(text: string | RegExp, within: Locator | Page = this.page, timeout = PATIENCE_MS): Promise<void> {
    await within.getByText(text).filter({ visible: true }).first().waitFor({ timeout });
  }

  /** Presses a button; Ant Design writes two characters apart. */
  async press(word: string, within: Locator | Page = this.page): Promise<void> {
    const name = new RegExp(`^${[...word].join('\\s?')}$`);
    await within.getByRole('button', { name }).filter({ visible: true }).first().click();
  }

  /** Chooses one value of a select by its label. */
  async choose(label: string, value: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.locator('.ant-select-item-option').filter({ hasText: value, visible: true }).first().click();
    await this.page.keyboard.press('Escape');
  }

  /** Presses what downloads a file; answers its bytes and name. */
  async download(button: Locator): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** A screenshot for people, where MINGJIAN_SCREENSHOTS names a folder. */
  async looks(name: string): Promise<void> {
    const folder = process.env.MINGJIAN_SCREENSHOTS;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await this.page.waitForLoadState('networkidle');
    await this.page.screenshot({ path: join(folder, `${this.name}-${name}.png`), fullPage: true });
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }
}

/** All text of a .docx or .xlsx, without its markup. */
export function officeText(bytes: Buffer): string {
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => /^(?:word\/document|xl\/sharedStrings|xl\/worksheets\/.*)\.xml$/.test(name))
    .map(([, content]) =>
      strFromU8(content)
        .replace(/<\/w:p>|<\/si>|<\/row>/g, '\n')
        .replace(/<[^>]*>/g, ''),
    )
    .join('\n');
}

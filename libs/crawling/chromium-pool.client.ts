import type { Browser } from 'playwright-core';
import { findChromium } from './chromium.client';
import { launchChromium, RunningChromium } from './chromium-launch.client';

/** The browser of this process for one program, shared by all who render. */
export interface ChromiumPool {
  /**
   * Gives the browser to `work` alone; whoever comes meanwhile waits. A `work` that fails takes its browser along, since
   * a page that hangs or could not be closed would go on in it.
   * @throws what `work` throws, or BrowserUnavailable
   */
  withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T>;
  /** Ends the browser once everybody who came has left. */
  leave(): Promise<void>;
}

/** No browser can be started here; Chinese. */
export class BrowserUnavailable extends Error {}

/** What a browser has been through adds up: memory, caches, leaked pages. */
const USES = 50;
/** A browser nobody needs holds 200 MB. */
const IDLE_MS = 60_000;
/** A machine without a browser is not asked for each page; one that was short of memory recovers. */
const REFUSAL_MS = 300_000;

/**
 * One page at a time in one browser per process: two pages on two cores are no faster, sixteen rounds of one worker
 * would start sixteen browsers, and a hanging page is easier to kill.
 */
export function joinPool(named: string | undefined, flags: readonly string[]): ChromiumPool {
  const key = `${named ?? ''} ${flags.join(' ')}`;
  const pool = POOLS.get(key) ?? new SharedBrowser(named, flags);
  POOLS.set(key, pool);
  pool.members += 1;
  let hasLeft = false;
  return {
    withBrowser: (work) => pool.withBrowser(work),
    leave: async () => {
      if (hasLeft) return;
      hasLeft = true;
      pool.members -= 1;
      if (pool.members === 0) await pool.end();
    },
  };
}

const POOLS = new Map<string, SharedBrowser>();

class SharedBrowser {
  members = 0;
  private running: RunningChromium | undefined;
  private uses = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;
  private refusal: { readonly error: BrowserUnavailable; readonly untilMs: number } | undefined;

  constructor(
    private readonly named: string | undefined,
    private readonly flags: readonly string[],
  ) {}

  withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const browser = await this.ready();
      this.uses += 1;
      try {
        return await work(browser);
      } catch (error) {
        await this.stop();
        throw error;
      } finally {
        this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
      }
    });
  }

  end(): Promise<void> {
    return this.inTurn(() => this.stop());
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(() => {
      clearTimeout(this.idle);
      return work();
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async ready(): Promise<Browser> {
    if (this.uses >= USES || !this.running?.browser.isConnected()) await this.stop();
    this.running ??= await this.started();
    return this.running.browser;
  }

  private async started(): Promise<RunningChromium> {
    if (this.refusal && Date.now() < this.refusal.untilMs) throw this.refusal.error;
    try {
      return await launchChromium(await findChromium(this.named), this.flags);
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0];
      this.refusal = { error: new BrowserUnavailable(`未能启动浏览器：${reason}`), untilMs: Date.now() + REFUSAL_MS };
      throw this.refusal.error;
    }
  }

  private async stop(): Promise<void> {
    const ending = this.running;
    this.running = undefined;
    this.uses = 0;
    await ending?.end();
  }
}

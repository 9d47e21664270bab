import { createBrowserClient, ScreenshotOutcome } from './browser.client';
import { createHttpClient, HttpOptions } from './http.client';
import { createRobotsClient } from './robots.client';

export interface ScreenshotOptions extends HttpOptions {
  readonly executablePath?: string;
}

/** 截图 — the page as it shows now; null warning unless Chinese would come out as boxes. */
export type PageScreenshot = ScreenshotOutcome & { readonly warning: string | null };

/** Opens one page in the browser and takes its picture, after asking robots.txt like any other visit. */
export async function takeScreenshot(url: string, options: ScreenshotOptions): Promise<PageScreenshot> {
  const client = createHttpClient(options);
  const browser = createBrowserClient(client, { executablePath: options.executablePath });
  try {
    const permission = await createRobotsClient(client).allows(url);
    if (!permission.isAllowed) return { ok: false, failure: permission.failure, warning: null };
    const outcome = await browser.screenshot(url);
    if (!outcome.ok) return { ...outcome, warning: null };
    return {
      ...outcome,
      warning: (await browser.hasChineseFont()) ? null : '本机缺少中文字体，图中汉字可能显示为方框',
    };
  } finally {
    await browser.close();
    await client.close();
  }
}

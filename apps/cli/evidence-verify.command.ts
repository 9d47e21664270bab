import { readFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { objectStoreOf } from '@app/crawling/capture.module';
import { createCaptureStore } from '@app/crawling/capture.store';
import { VerifiedChain, verifySite } from '@app/crawling/evidence.client';
import { Config } from '@app/platform/config';
import type { Answer } from './commands';
import { UsageError } from './usage-error';

export interface VerifyOptions {
  /** Home page of one site; all sites without it. */
  readonly site?: string;
  /** Also reads every stored record and works out its hash. */
  readonly bytes?: boolean;
  /** File with an earlier answer of `evidence verify --json`. */
  readonly earlier?: string;
}

/** `evidence verify`: walks the chain of captures of every site; exit 1 where a link does not hold. */
export async function evidenceVerify(db: DataSource, config: Config, options: VerifyOptions): Promise<Answer> {
  const { site, bytes } = options;
  const earlier = options.earlier === undefined ? [] : await answered(options.earlier);
  const sites: { id: number; homeUrl: string }[] = await db.query(
    `SELECT id, home_url AS "homeUrl" FROM site WHERE $1::text IS NULL OR home_url = $1 ORDER BY id`,
    [site === undefined ? null : homeOf(site)],
  );
  if (site !== undefined && sites.length === 0) throw new UsageError(`--site: no site with the home page ${site}`);
  const captures = bytes ? createCaptureStore(objectStoreOf(config)) : undefined;
  const verified: VerifiedChain[] = [];
  for (const each of sites) {
    const before = earlier.find((one) => one.site === each.homeUrl);
    verified.push(await verifySite(db, each, { captures, earlier: before }));
  }
  const isWhole = verified.every(({ broken }) => broken === null);
  return { value: { ok: isWhole, sites: verified }, text: verified.map(line).join('\n'), exitCode: isWhole ? 0 : 1 };
}

const Earlier = z.object({
  sites: z.array(
    z.object({ site: z.string(), captures: z.number().int().min(0), head: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});

async function answered(file: string): Promise<z.infer<typeof Earlier>['sites']> {
  try {
    return Earlier.parse(JSON.parse(await readFile(file, 'utf8'))).sites;
  } catch {
    throw new UsageError(`--earlier: ${file} is no answer of evidence verify --json`);
  }
}

function homeOf(site: string): string {
  if (!URL.canParse(site)) throw new UsageError(`--site: expected a URL, found ${JSON.stringify(site)}`);
  return new URL(site).href;
}

function line({ site, captures, rehashed, expired, head, broken }: VerifiedChain): string {
  if (broken)
    return `${site}  第 ${broken.position} 条快照不成立：${broken.reason}${broken.captureId ? `（${broken.url}，${broken.capturedAt}，编号 ${broken.captureId}）` : ''}`;
  return `${site}  ${captures} 条快照完整，重算内容 ${rehashed} 条，已到期 ${expired} 条，链值 ${head}`;
}

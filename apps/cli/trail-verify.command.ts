import { readFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { EarlierTrail, TrailState, verifyTrail } from '@app/identity/trail-reads.store';
import type { Answer } from './commands';
import { UsageError } from './usage-error';

/** `trail verify`: walks the chain of 操作记录; exit 1 where an entry does not hold. */
export async function trailVerify(db: DataSource, { earlier }: { readonly earlier?: string }): Promise<Answer> {
  const state = await verifyTrail(db, earlier === undefined ? undefined : await answered(earlier));
  return { value: { ok: state.broken === null, ...state }, text: line(state), exitCode: state.broken ? 1 : 0 };
}

const Earlier = z.object({ entries: z.number().int().min(0), head: z.string().regex(/^[0-9a-f]{64}$/) });

async function answered(file: string): Promise<EarlierTrail> {
  try {
    return Earlier.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new UsageError(`--earlier: ${file} is no answer of trail verify --json`);
  }
}

function line({ entries, head, broken }: TrailState): string {
  if (broken) return `操作记录在第 ${broken.id} 号处断链${broken.at ? `（${broken.at}）` : ''}：${broken.reason}`;
  return `操作记录 ${entries} 条完整，链值 ${head}`;
}

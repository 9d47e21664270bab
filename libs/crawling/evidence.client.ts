import { DataSource } from 'typeorm';
import { CHAIN_START, chainOf, chainOfSite, ChainRow } from './capture-chain.store';
import type { CaptureStore } from './capture.store';

/** The first link that does not hold; `reason` in Chinese. */
export interface BrokenLink {
  readonly position: number;
  /** Null where captures were cut off the end. */
  readonly captureId: string | null;
  readonly url: string | null;
  readonly capturedAt: string | null;
  readonly reason: string;
}

export interface VerifiedChain {
  readonly site: string;
  readonly captures: number;
  /** Captures whose bytes were read and hashed again; 0 unless asked for. */
  readonly rehashed: number;
  /** Captures whose bytes were deleted, kept long enough. */
  readonly expired: number;
  /** The newest link: written down elsewhere, it proves later that nothing was cut off the end. */
  readonly head: string;
  readonly broken: BrokenLink | null;
}

export interface Verification {
  /** Reads records and bytes as well. */
  readonly captures?: CaptureStore;
  /** What an earlier verification of the site gave, kept where nobody who can write the database can. */
  readonly earlier?: Pick<VerifiedChain, 'captures' | 'head'>;
}

/**
 * 证据链核验 of a site: walks its captures in order and works out every link again. Stops at the first that does not
 * hold. Whoever owns the database could cut the end off or write the whole chain anew: `earlier` shows that, too.
 */
export async function verifySite(
  db: DataSource,
  site: { readonly id: number; readonly homeUrl: string },
  { captures, earlier }: Verification = {},
): Promise<VerifiedChain> {
  let state = { captures: 0, rehashed: 0, expired: 0, head: CHAIN_START };
  const given = (broken: BrokenLink | null): VerifiedChain => ({ site: site.homeUrl, ...state, broken });
  for await (const row of chainOfSite(db, site.id)) {
    const reason =
      linkProblem(state.head, state.captures + 1, row) ??
      (row.position === earlier?.captures && row.chain !== earlier.head ? REWRITTEN : null) ??
      (await bytesProblem(row, captures));
    if (reason !== null) return given(brokenAt(row, reason));
    const isRead = captures !== undefined && row.expiredAt === null;
    state = {
      captures: state.captures + 1,
      rehashed: state.rehashed + (isRead ? 1 : 0),
      expired: state.expired + (row.expiredAt === null ? 0 : 1),
      head: row.chain,
    };
  }
  if (earlier && state.captures < earlier.captures) return given(cutOff(state.captures + 1, earlier.captures));
  return given(null);
}

const REWRITTEN = '链值与此前核验所记不同：整条证据链被重写';

const brokenAt = ({ position, id, url, capturedAt }: ChainRow, reason: string): BrokenLink => ({
  ...{ position, captureId: id, url, capturedAt },
  reason,
});

const cutOff = (position: number, captures: number): BrokenLink => ({
  ...{ position, captureId: null, url: null, capturedAt: null },
  reason: `此前核验时有 ${captures} 条快照，之后的已被删除`,
});

/** Why a row is not the next link; null where it is. */
export function linkProblem(previous: string, position: number, row: ChainRow): string | null {
  if (row.position !== position) return `缺少第 ${position} 条快照`;
  return chainOf(previous, row) === row.chain ? null : '快照记录与链值不符：记录被改动，或之前的快照被改动、删除、插入';
}

async function bytesProblem(row: ChainRow, captures: CaptureStore | undefined): Promise<string | null> {
  if (!captures || row.expiredAt !== null) return null;
  try {
    await captures.record(row.record, row.recordSha256);
    await captures.get(row.sha256, row.location);
    return null;
  } catch (error) {
    return `快照内容不能核对：${(error as Error).message}`;
  }
}

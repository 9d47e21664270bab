import { DataSource } from 'typeorm';
import { CHAIN_START, chainOf, chainOfSite, ChainRow } from './capture-chain.store';
import type { CaptureStore } from './capture.store';

/** The first link that does not hold; `reason` in Chinese. */
export interface BrokenLink {
  readonly position: number;
  readonly captureId: string;
  readonly url: string;
  readonly capturedAt: string;
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

/**
 * 证据链核验 of a site: walks its captures in order and works out every link again; with `captures` it also reads the
 * records and bytes. Stops at the first that does not hold.
 */
export async function verifySite(
  db: DataSource,
  site: { readonly id: number; readonly homeUrl: string },
  captures?: CaptureStore,
): Promise<VerifiedChain> {
  let state = { previous: CHAIN_START, captures: 0, rehashed: 0, expired: 0 };
  for await (const row of chainOfSite(db, site.id)) {
    const reason = linkProblem(state.previous, state.captures + 1, row) ?? (await bytesProblem(row, captures));
    if (reason !== null) return { site: site.homeUrl, ...summary(state), broken: brokenAt(row, reason) };
    const isRead = captures !== undefined && row.expiredAt === null;
    state = {
      previous: row.chain,
      captures: state.captures + 1,
      rehashed: state.rehashed + (isRead ? 1 : 0),
      expired: state.expired + (row.expiredAt === null ? 0 : 1),
    };
  }
  return { site: site.homeUrl, ...summary(state), broken: null };
}

const summary = ({
  previous: head,
  ...counts
}: {
  previous: string;
  captures: number;
  rehashed: number;
  expired: number;
}) => ({
  ...counts,
  head,
});

const brokenAt = ({ position, id, url, capturedAt }: ChainRow, reason: string): BrokenLink => ({
  position,
  captureId: id,
  url,
  capturedAt,
  reason,
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

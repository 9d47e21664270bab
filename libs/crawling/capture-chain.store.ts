import { createHash } from 'node:crypto';
import { DataSource, EntityManager } from 'typeorm';
import { Capture, CaptureLocation, CaptureRecord, StoredCapture } from './capture';

/** Before the first capture of a site. */
export const CHAIN_START = '0'.repeat(64);
/** Names our advisory locks among those of the database; the second key is the site. */
const CHAIN_LOCK = 0x63686169;

/** What a link of the chain commits to: the hash of the record stands for its headers, address and certificate. */
export type ChainedCapture = Pick<Capture, 'url' | 'finalUrl' | 'status' | 'capturedAt' | 'contentType'> &
  Pick<StoredCapture, 'sha256' | 'recordSha256'> &
  Pick<CaptureRecord, 'via'>;

/** 证据链: the next link; whoever changes, removes or inserts a capture breaks every later one. Hex. */
export function chainOf(previous: string, capture: ChainedCapture): string {
  const { sha256, recordSha256, url, finalUrl, status, contentType, via } = capture;
  const capturedAt = new Date(capture.capturedAt).toISOString();
  const link = [previous, sha256, recordSha256, url, finalUrl, status, capturedAt, contentType, via];
  return createHash('sha256').update(JSON.stringify(link)).digest('hex');
}

export type NewCapture = Omit<Capture, 'via'> & Pick<CaptureRecord, 'via'> & StoredCapture;

/**
 * Writes captures of one site into the chain, inside the caller's transaction, and answers their ids in order. A
 * capture the round has already (its URL and way) keeps its row: work done twice leaves one link. Other transactions
 * of the site wait until this one ends. `roundId` is null for screenshots.
 */
export async function appendCaptures(
  tx: Pick<EntityManager, 'query'>,
  place: { readonly siteId: number; readonly roundId: number | null },
  captures: readonly NewCapture[],
): Promise<string[]> {
  const storables = captures.map(storable);
  await tx.query(`SELECT pg_advisory_xact_lock($1, $2)`, [CHAIN_LOCK, place.siteId]);
  const ids = place.roundId === null ? new Map<string, string>() : await known(tx, place.roundId, storables);
  const fresh = new Map<string, NewCapture>();
  for (const capture of storables) {
    const key = keyOf(capture);
    if (!ids.has(key) && !fresh.has(key)) fresh.set(key, capture);
  }
  if (fresh.size > 0) {
    const links = await linked(tx, place.siteId, [...fresh.values()]);
    const rows: CaptureKey[] = await tx.query(INSERT, [place.siteId, place.roundId, JSON.stringify(links)]);
    for (const row of rows) ids.set(keyOf(row), row.id);
  }
  return storables.map((capture) => ids.get(keyOf(capture)) ?? missing(capture));
}

interface CaptureKey {
  readonly id: string;
  readonly url: string;
  readonly via: string;
}

const keyOf = ({ url, via }: { readonly url: string; readonly via: string }) => `${via} ${url}`;

/** PostgreSQL's text holds neither U+0000 nor lone surrogates; the chain is over what is stored. */
function storable(capture: NewCapture): NewCapture {
  const plain = (text: string) => text.replaceAll('\0', '').toWellFormed();
  const contentType = capture.contentType === null ? null : plain(capture.contentType);
  return { ...capture, url: plain(capture.url), finalUrl: plain(capture.finalUrl), contentType };
}

function missing({ url }: NewCapture): never {
  throw new Error(`the capture of ${url} was not stored`);
}

async function known(
  tx: Pick<EntityManager, 'query'>,
  roundId: number,
  captures: readonly NewCapture[],
): Promise<Map<string, string>> {
  const urls = captures.map(({ url }) => url);
  const rows: CaptureKey[] = await tx.query(
    `SELECT id, url, via FROM capture WHERE round_id = $1 AND url = ANY ($2::text[])`,
    [roundId, urls],
  );
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

async function linked(tx: Pick<EntityManager, 'query'>, siteId: number, captures: readonly NewCapture[]) {
  const [head] = await tx.query(
    `SELECT chain_position AS position, chain FROM capture WHERE site_id = $1 ORDER BY chain_position DESC LIMIT 1`,
    [siteId],
  );
  let previous: string = head?.chain ?? CHAIN_START;
  let position = Number(head?.position ?? 0);
  return captures.map(({ location, record, ...capture }) => {
    previous = chainOf(previous, capture);
    position += 1;
    return { ...capture, ...named('warc', location), ...named('record', record), position, chain: previous };
  });
}

const named = (prefix: string, { file, offset, length }: CaptureLocation) => ({
  [`${prefix}File`]: file,
  [`${prefix}Offset`]: offset,
  [`${prefix}Length`]: length,
});

const INSERT = `
  INSERT INTO capture (site_id, round_id, url, final_url, status, captured_at, sha256, content_type, bytes, via, warc_file,
         warc_offset, warc_length, record_file, record_offset, record_length, record_sha256, chain_position, chain)
  SELECT $1::int, $2::int, url, "finalUrl", status, "capturedAt", sha256, "contentType", bytes, via, "warcFile",
         "warcOffset", "warcLength", "recordFile", "recordOffset", "recordLength", "recordSha256", position, chain
    FROM jsonb_to_recordset($3::jsonb) AS line (url text, "finalUrl" text, status int, "capturedAt" timestamptz,
         sha256 text, "contentType" text, bytes int, via text, "warcFile" text, "warcOffset" bigint, "warcLength" int,
         "recordFile" text, "recordOffset" bigint, "recordLength" int, "recordSha256" text, position bigint, chain text)
   ORDER BY position
  RETURNING id, url, via`;

/** A stored capture as the verifier and the viewer read it. */
export interface ChainRow extends ChainedCapture {
  readonly id: string;
  readonly siteId: number;
  readonly position: number;
  readonly chain: string;
  readonly location: CaptureLocation;
  readonly record: CaptureLocation;
  /** When the bytes were deleted, kept long enough; the link stays. */
  readonly expiredAt: string | null;
}

const PAGE = 1_000;

/** Every capture of a site in the order of its chain, a thousand at a time. */
export async function* chainOfSite(db: DataSource, siteId: number): AsyncIterable<ChainRow> {
  for (let after = '0'; ;) {
    const rows = await db.query(
      `SELECT ${CHAIN_COLUMNS} FROM capture c WHERE site_id = $1 AND chain_position > $2 ORDER BY chain_position LIMIT ${PAGE}`,
      [siteId, after],
    );
    yield* rows.map(chainRow);
    if (rows.length < PAGE) return;
    after = rows[rows.length - 1].position;
  }
}

export const CHAIN_COLUMNS = `
  c.id, c.site_id AS "siteId", c.url, c.final_url AS "finalUrl", c.status, c.captured_at AS "capturedAt", c.sha256,
  c.content_type AS "contentType", c.via, c.record_sha256 AS "recordSha256", c.chain_position AS position, c.chain,
  c.warc_file AS "warcFile", c.warc_offset AS "warcOffset", c.warc_length AS "warcLength", c.record_file AS "recordFile",
  c.record_offset AS "recordOffset", c.record_length AS "recordLength", c.expired_at AS "expiredAt"`;

/** A row of `CHAIN_COLUMNS`. */
export function chainRow(row: StoredRow): ChainRow {
  const { warcFile, warcOffset, warcLength, recordFile, recordOffset, recordLength, ...rest } = row;
  return {
    ...rest,
    position: Number(rest.position),
    capturedAt: rest.capturedAt.toISOString(),
    expiredAt: rest.expiredAt?.toISOString() ?? null,
    location: { file: warcFile, offset: Number(warcOffset), length: warcLength },
    record: { file: recordFile, offset: Number(recordOffset), length: recordLength },
  };
}

/** bigint columns arrive as text. */
export interface StoredRow extends Omit<ChainRow, 'position' | 'capturedAt' | 'expiredAt' | 'location' | 'record'> {
  readonly position: string;
  readonly capturedAt: Date;
  readonly expiredAt: Date | null;
  readonly warcFile: string;
  readonly warcOffset: string;
  readonly warcLength: number;
  readonly recordFile: string;
  readonly recordOffset: string;
  readonly recordLength: number;
}

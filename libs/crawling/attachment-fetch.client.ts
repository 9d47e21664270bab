import { AttachmentReading } from './attachment-content';
import { attachmentStateOf, AttachmentState, looksLikeHtml } from './attachment-state';
import { readAttachment } from './attachment-text.reader';
import { decodePage } from './charset';
import { effectiveFailureOf } from './effective-status';
import { HttpAnswer, HttpClient } from './http.client';

/** 附件 as it was found on the site. */
export interface FetchedAttachment {
  readonly state: AttachmentState;
  /** Only of a file that was had as a whole. */
  readonly reading?: AttachmentReading;
}

const PROBE_BYTES = 4_096;
const LARGEST_FILE = 20 * 1024 * 1024;
/** Twenty megabytes over a slow line; a page has fifteen seconds. */
const FILE_MS = 60_000;

/** Reads the first 4 kB of a file: enough to tell a file from an error page without burdening the site. */
export async function probeAttachment(client: HttpClient, url: string, referer?: string): Promise<AttachmentState> {
  const range = { range: `bytes=0-${PROBE_BYTES - 1}` };
  const answer = await asked(client, { url, referer, headers: range, maxBytes: PROBE_BYTES });
  return answer ? stateOfAnswer(url, answer) : 'unread';
}

/** Reads a file of at most 20 MB whole; of a larger one it takes no more than that and says only that it is there. */
export async function fetchAttachment(client: HttpClient, url: string, referer?: string): Promise<FetchedAttachment> {
  const answer = await asked(client, { url, referer, maxBytes: LARGEST_FILE, timeoutMs: FILE_MS });
  if (!answer) return { state: 'unread' };
  const state = stateOfAnswer(url, answer);
  if (state !== 'ok' || answer.isCut || looksLikeHtml(answer.body)) return { state };
  return { state, reading: await readAttachment(answer.body) };
}

interface Asked {
  readonly url: string;
  readonly referer?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly timeoutMs?: number;
}

/** A reader comes from the site's own pages, and servers that guard their files against foreign links (防盗链) look for that. */
async function asked(client: HttpClient, { referer, headers, ...request }: Asked): Promise<HttpAnswer | undefined> {
  const outcome = await client.send({
    ...request,
    headers: { ...headers, 'accept-encoding': 'identity', accept: '*/*', ...(referer ? { referer } : {}) },
    cutsAtLimit: true,
  });
  return outcome.ok ? outcome.answer : undefined;
}

function stateOfAnswer(url: string, answer: HttpAnswer): AttachmentState {
  const { status, body, headers } = answer;
  if (status === 404 || status === 410) return 'notFound';
  if (status === 416) return /\/0\s*$/.test(headers['content-range'] ?? '') ? 'empty' : 'unread';
  if (status !== 200 && status !== 206) return 'unread';
  const state = attachmentStateOf(url, body, sizeOf(answer));
  return state === 'wrongType' && looksLikeHtml(body) ? stateOfHtml(url, answer) : state;
}

/** An HTML answer to a file's URL: gone, hidden behind a log-in or a challenge, or a page saved under a wrong name. */
function stateOfHtml(url: string, { body, finalUrl, headers }: HttpAnswer): AttachmentState {
  const { html } = decodePage(body.subarray(0, PROBE_BYTES), headers['content-type'] ?? null);
  const failure = effectiveFailureOf({ requestedUrl: url, finalUrl, status: 200, html });
  if (!failure) return 'wrongType';
  return failure.kind === 'softNotFound' || failure.kind === 'notFound' ? 'notFound' : 'unread';
}

function sizeOf({ headers, body, isCut }: HttpAnswer): number {
  const total =
    /\/(\d+)\s*$/.exec(headers['content-range'] ?? '')?.[1] ?? (isCut ? headers['content-length'] : undefined);
  return total === undefined ? body.length : Number(total);
}

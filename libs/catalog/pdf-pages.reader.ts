import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { CatalogFileError } from './catalog-file-error';
import { PdfPage } from './pdf-page';
import { plainHan } from './plain-han';
import { PDF_PROGRAM } from './pdf-program.reader';

export type { PdfPage, PdfRule, PdfRun } from './pdf-page';

export interface PdfText {
  readonly pages: readonly PdfPage[];
  /** Pages of the whole file; more than `pages` where a limit cut the reading. */
  readonly pageCount: number;
  /** A limit was reached: what follows the last page was not read. */
  readonly isCut: boolean;
  /** No page holds a single letter: a scan. */
  readonly hasTextLayer: boolean;
}

export interface PdfLimits {
  readonly pages: number;
  /** Runs of all pages, and as many rules. */
  readonly runs: number;
  readonly milliseconds: number;
  /** Memory of the reading process. */
  readonly megabytes: number;
  readonly withRules: boolean;
}

const LIMITS: PdfLimits = { pages: 3000, runs: 2_000_000, milliseconds: 90_000, megabytes: 1024, withRules: false };
const LARGEST_BYTES = 50 * 1024 * 1024;
const LARGEST_ANSWER = 256 * 1024 * 1024;

export type PdfRefusal = 'password' | 'damaged' | 'too-large' | 'too-slow';

const REFUSALS: Readonly<Record<PdfRefusal, string>> = {
  password: '文件有密码保护，请解除密码后重新导入',
  damaged: '文件已损坏：不是完整的 PDF',
  'too-large': 'PDF 内容过大，拒绝读取',
  'too-slow': 'PDF 在限定时间内未能读完，拒绝读取',
};

/** A PDF of which nothing could be read, and why. */
export class PdfFileError extends CatalogFileError {
  constructor(readonly refusal: PdfRefusal) {
    super(REFUSALS[refusal]);
  }
}

/**
 * The text layer of a PDF, page by page. The file is hostile until read: pdf.js takes it apart in a process of its own
 * that has no environment, may read only the package itself, cannot make code from strings, and is stopped at a limit
 * of memory and time. Throws PdfFileError.
 */
export async function readPdfPages(bytes: Uint8Array, limits: Partial<PdfLimits> = {}): Promise<PdfText> {
  if (bytes.length > LARGEST_BYTES) throw new PdfFileError('too-large');
  const answer = await answerOf(bytes, { ...LIMITS, ...limits });
  if ('refusal' in answer) throw new PdfFileError(answer.refusal);
  const pages = answer.pages.map((page) => ({
    ...page,
    runs: page.runs.map((run) => ({ ...run, text: plainHan(run.text) })),
  }));
  return { ...answer, pages, hasTextLayer: pages.some(({ runs }) => runs.length > 0) };
}

type Answer = Omit<PdfText, 'hasTextLayer'> | { readonly refusal: PdfRefusal };

function answerOf(bytes: Uint8Array, limits: PdfLimits): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = start(limits);
    const timer = setTimeout(() => refuse('too-slow'), limits.milliseconds);
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (refusal: PdfRefusal) => {
      child.kill('SIGKILL');
      resolve({ refusal });
    };
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if ((size += chunk.length) > LARGEST_ANSWER) refuse('too-large');
    });
    // The process may end before it has taken all the bytes; how it ended is said below.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      // V8 ends the process when its own heap is full; any other way of ending leaves an answer.
      resolve(code === 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Answer) : { refusal: 'too-large' });
    });
    child.stdin.end(bytes);
  });
}

/** `ulimit -d` also holds what is unpacked outside V8's heap, and lets an allocation fail instead of the process. */
function start({ megabytes, pages, runs, withRules }: PdfLimits) {
  const home = join(dirname(require.resolve('pdfjs-dist/package.json')), '/');
  const node = [
    '--experimental-permission',
    `--allow-fs-read=${home}`,
    '--disallow-code-generation-from-strings',
    '--no-addons',
    '--no-warnings',
    `--max-old-space-size=${megabytes}`,
  ];
  const script = ['--eval', PDF_PROGRAM, home, JSON.stringify({ pages, runs, withRules })];
  const limited = ['-c', 'ulimit -d "$0" && exec "$@"', String(megabytes * 1024), process.execPath, ...node, ...script];
  return spawn('/bin/sh', limited, { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
}

import { spawn } from 'node:child_process';
import { PdfFileError, PdfText, readPdfPages } from '@app/catalog/pdf-pages.reader';
import { linesOf, textOfLine } from '@app/catalog/pdf-text';
import { AttachmentReading, boundedContent } from './attachment-content';
import { readFormat } from './attachment-formats.reader';

const LARGEST_BYTES = 50 * 1024 * 1024;
const MILLISECONDS = 30_000;
const MEGABYTES = 512;
const LARGEST_ANSWER = 64 * 1024 * 1024;
const PDF_LIMITS = { pages: 500, runs: 300_000, milliseconds: MILLISECONDS, megabytes: MEGABYTES };

/**
 * What an attached file says, or why nothing can be read of it. The file is hostile until read: it is taken apart in a
 * process of its own without environment, under a limit of memory and time. Never throws for what a file holds.
 */
export function readAttachment(bytes: Buffer): Promise<AttachmentReading> {
  const next = last.then(() => readAlone(bytes));
  last = next.catch(() => undefined);
  return next;
}

/** One file at a time: sixteen sites may be read at once, and each file may take half a gigabyte. */
let last: Promise<unknown> = Promise.resolve();

async function readAlone(bytes: Buffer): Promise<AttachmentReading> {
  if (bytes.length === 0) return { ok: false, refusal: 'damaged' };
  if (bytes.length > LARGEST_BYTES) return { ok: false, refusal: 'too-large' };
  const start = bytes.subarray(0, 1_024).indexOf('%PDF-');
  if (start >= 0 && start < 1_024) return readPdf(bytes);
  // A process cannot load TypeScript; specs run on the sources and read in place.
  return __filename.endsWith('.ts') ? readFormat(bytes) : readInProcess(bytes);
}

async function readPdf(bytes: Buffer): Promise<AttachmentReading> {
  try {
    return { ok: true, content: contentOfPdf(await readPdfPages(bytes, PDF_LIMITS)) };
  } catch (error) {
    if (error instanceof PdfFileError) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

function contentOfPdf({ pages, pageCount, isCut, hasTextLayer }: PdfText) {
  const text = pages.map(({ runs }) => linesOf(runs).map(textOfLine).join('\n')).join('\n');
  return boundedContent('pdf', { text, pages: pageCount, isScanned: !hasTextLayer, isCut });
}

function readInProcess(bytes: Buffer): Promise<AttachmentReading> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', LIMITED_NODE, { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (refusal: 'too-slow' | 'too-large') => {
      child.kill('SIGKILL');
      resolve({ ok: false, refusal });
    };
    const timer = setTimeout(() => refuse('too-slow'), MILLISECONDS);
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if ((size += chunk.length) > LARGEST_ANSWER) refuse('too-large');
    });
    // The process may end before it has taken all the bytes; how it ended is said below.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const isAnswer = code === 0 && size > 0;
      resolve(
        isAnswer
          ? (JSON.parse(Buffer.concat(chunks).toString()) as AttachmentReading)
          : { ok: false, refusal: 'too-large' },
      );
    });
    child.stdin.end(bytes);
  });
}

/** `ulimit -d` also holds what is unpacked outside V8's heap. */
const LIMITED_NODE = [
  '-c',
  'ulimit -d "$0" && exec "$@"',
  String(MEGABYTES * 1024),
  process.execPath,
  `--max-old-space-size=${MEGABYTES / 2}`,
  '--disallow-code-generation-from-strings',
  '--no-addons',
  '--no-warnings',
  __filename,
  'read-attachment',
];

/** The process: bytes in, reading out. */
async function answer(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  process.stdout.write(JSON.stringify(readFormat(Buffer.concat(chunks))));
}

if (require.main === module && process.argv[2] === 'read-attachment') void answer();

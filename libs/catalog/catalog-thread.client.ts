import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { CatalogFileError } from './catalog-file-error';
import { readCatalogBytes } from './catalog-file.reader';
import { DisclosureCatalog } from './disclosure-catalog';

const MOST_MEGABYTES = 1024;
const MOST_MS = 120_000;

/**
 * Reads an uploaded catalog in a thread of its own, one at a time: a large or hostile file neither stops the answers of
 * the server nor takes its memory. Throws CatalogFileError, also when the file asks for more memory or time than any
 * catalog needs.
 */
export class CatalogThread {
  private last: Promise<unknown> = Promise.resolve();

  read(bytes: Buffer, name: string): Promise<DisclosureCatalog> {
    const next = this.last.then(
      () => inThread(bytes, name),
      () => inThread(bytes, name),
    );
    this.last = next.catch(() => undefined);
    return next;
  }
}

type Reading = { readonly catalog: DisclosureCatalog } | { readonly refusal: string };

async function inThread(bytes: Buffer, name: string): Promise<DisclosureCatalog> {
  // A thread cannot load TypeScript; specs run on the sources and read in place.
  if (__filename.endsWith('.ts')) return readCatalogBytes(bytes, name);
  const reading = await readingOf(new Worker(__filename, threadOptions(bytes, name)));
  if ('refusal' in reading) throw new CatalogFileError(reading.refusal);
  return reading.catalog;
}

function threadOptions(bytes: Buffer, name: string) {
  return { workerData: { bytes, name }, resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES } };
}

function readingOf(thread: Worker): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      void thread.terminate();
      reject(new CatalogFileError('文件在两分钟内未能读完，拒绝读取'));
    }, MOST_MS);
    thread.once('message', resolve);
    thread.once('error', (error: NodeJS.ErrnoException) => {
      const isOutOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isOutOfMemory ? new CatalogFileError('文件内容过大，拒绝读取') : error);
    });
    thread.once('exit', () => {
      clearTimeout(timer);
      reject(new CatalogFileError('文件已损坏，无法读取'));
    });
  });
}

async function answer(bytes: Uint8Array, name: string): Promise<Reading> {
  try {
    return { catalog: await readCatalogBytes(Buffer.from(bytes), name) };
  } catch (error) {
    if (error instanceof CatalogFileError) return { refusal: error.message };
    throw error;
  }
}

if (!isMainThread && workerData?.bytes && typeof workerData.name === 'string')
  void answer(workerData.bytes, workerData.name).then((reading) => parentPort?.postMessage(reading));

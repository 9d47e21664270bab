import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { DataSource } from 'typeorm';
import { openDatabase } from '@app/platform/database.client';
import { SILENT } from '@app/platform/log';
import { Asking, isScoped, onBehalf, openScopedDatabase, whoAsks } from '@app/platform/scoped-database.client';
import { CatalogDesk, CatalogPreview, CatalogTasks, CatalogUpload, StoredDraft } from './catalog-desk.store';
import { ShortDiff } from './catalog-diff';
import { CatalogFileError } from './catalog-file-error';
import { Actor } from './catalog-version';

const MOST_MEGABYTES = 1024;
const MOST_MS = 180_000;

type Task = keyof CatalogTasks;

/**
 * The work of `CatalogDesk` in a thread of its own with a connection of its own: neither a large nor a hostile file, nor
 * a comparison of two large catalogs, stops the answers of the server or takes its memory, and no row passes between the
 * threads. Files are taken one at a time, and so are stored versions. Throws CatalogFileError, also when a file asks for
 * more memory or time than any catalog needs.
 */
export class CatalogThread implements CatalogTasks {
  private readonly files = new Turn();
  private readonly versions = new Turn();

  constructor(private readonly db: DataSource) {}

  preview(upload: CatalogUpload): Promise<CatalogPreview> {
    return this.files.take(() => inThread(this.db, 'preview', upload));
  }

  saveDraft(upload: CatalogUpload & { readonly by: Actor; readonly note?: string }): Promise<StoredDraft> {
    return this.files.take(() => inThread(this.db, 'saveDraft', upload));
  }

  diff(versions: { readonly older?: number; readonly newer: number }): Promise<ShortDiff> {
    return this.versions.take(() => inThread(this.db, 'diff', versions));
  }

  sheet(version: { readonly id: number; readonly title: string }): Promise<Uint8Array> {
    return this.versions.take(() => inThread(this.db, 'sheet', version));
  }
}

/** Work one after the other. */
class Turn {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work, work);
    this.last = next.catch(() => undefined);
    return next;
  }
}

type Answer<K extends Task> = Awaited<ReturnType<CatalogTasks[K]>>;
type Reply<K extends Task> = { readonly answer: Answer<K> } | { readonly refusal: string };

async function inThread<K extends Task>(
  db: DataSource,
  task: K,
  argument: Parameters<CatalogTasks[K]>[0],
): Promise<Answer<K>> {
  // A thread cannot load TypeScript; specs run on the sources and work in place.
  if (__filename.endsWith('.ts')) return run(db, task, argument);
  const { url } = db.options as { url?: string };
  const reply = await replyOf<K>(
    new Worker(__filename, {
      workerData: { catalogTask: task, argument, databaseUrl: url, who: isScoped(db) ? whoAsks() : null },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    }),
  );
  if ('refusal' in reply) throw new CatalogFileError(reply.refusal);
  return reply.answer;
}

function run<K extends Task>(db: DataSource, task: K, argument: Parameters<CatalogTasks[K]>[0]): Promise<Answer<K>> {
  const desk: CatalogTasks = new CatalogDesk(db);
  return (desk[task] as (given: typeof argument) => Promise<Answer<K>>).call(desk, argument);
}

function replyOf<K extends Task>(thread: Worker): Promise<Reply<K>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      void thread.terminate();
      reject(new CatalogFileError('三分钟内未能处理完，已停止'));
    }, MOST_MS);
    thread.once('message', resolve);
    thread.once('error', (error: NodeJS.ErrnoException) => {
      const isOutOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isOutOfMemory ? new CatalogFileError('目录内容过大，无法处理') : error);
    });
    thread.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread for catalogs ended without an answer'));
    });
  });
}

interface Order {
  readonly catalogTask: Task;
  readonly argument: never;
  readonly databaseUrl: string;
  /** On whose behalf; null where the caller's own pool is not scoped either. */
  readonly who: Asking | null;
}

async function replyTo({ catalogTask: task, argument, databaseUrl, who }: Order): Promise<Reply<Task>> {
  const open = who ? openScopedDatabase : openDatabase;
  const db = await open({ databaseUrl, databasePoolSize: 1 }, SILENT);
  try {
    return { answer: await run(db, task, argument) };
  } catch (error) {
    if (error instanceof CatalogFileError) return { refusal: error.message };
    throw error;
  } finally {
    await db.destroy();
  }
}

if (!isMainThread && workerData?.catalogTask) {
  const order = workerData as Order;
  // What is thrown here ends the thread and reaches `replyOf` as its error.
  void onBehalf(() => replyTo(order), order.who ?? undefined).then((reply) => parentPort?.postMessage(reply));
}

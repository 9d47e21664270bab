import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Figures of one measurement, printed as JSON. */
export type Figures = Readonly<Record<string, string | number | boolean>>;

const BENCH = /^(.+)\.bench\.js$/;

/** `npm run bench -- NAME`: one JSON value with what was measured; without a name, the names. */
async function main(): Promise<void> {
  const names = readdirSync(__dirname).flatMap((file) => BENCH.exec(file)?.[1] ?? []);
  const [name] = process.argv.slice(2);
  if (!name || !names.includes(name)) {
    process.stderr.write(`usage: npm run bench -- ${names.join(' | ')}\n`);
    process.exitCode = name ? 2 : 0;
    return;
  }
  const { bench } = (await import(join(__dirname, `${name}.bench.js`))) as { bench: () => Promise<Figures> };
  process.stdout.write(`${JSON.stringify({ bench: name, ...(await bench()) }, null, 2)}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});

import { parseArgs } from 'node:util';
import { parseLocalDate } from '@app/calendar/local-date';
import { Answer, COMMANDS, Options } from './commands';
import { UsageError } from './usage-error';

process.env.TZ = 'Asia/Shanghai';
// A person at a terminal reads our sentences; the log lines are for files and collectors.
if (process.stderr.isTTY) process.env.LOG_LEVEL ||= 'warn';

/** `npm run -s mingjian -- COMMAND`: stdout carries the answer alone, stderr everything said on the way. */
async function main(words: string[]): Promise<number> {
  const { values, positionals } = read(words);
  if (values.help || positionals.length === 0) {
    process.stdout.write(usage());
    return positionals.length === 0 && !values.help ? 2 : 0;
  }
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => positionals[index] === word));
  if (!command) throw new UsageError(`unknown command: ${positionals.join(' ')} (try --help)`);
  const rest = positionals.slice(command.name.split(' ').length);
  if (rest.length < command.min || rest.length > command.max) throw new UsageError(`usage: mingjian ${command.usage}`);
  return print(await command.run(rest, values), values);
}

function read(words: string[]): { values: Options; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        today: { type: 'string' },
        from: { type: 'string' },
        since: { type: 'string' },
        base: { type: 'string' },
        out: { type: 'string' },
        catalog: { type: 'string' },
        units: { type: 'string' },
        unit: { type: 'string' },
        kind: { type: 'string' },
        site: { type: 'string' },
        register: { type: 'string' },
        file: { type: 'string' },
        period: { type: 'string' },
        region: { type: 'string' },
        'max-pages': { type: 'string' },
        delay: { type: 'string' },
        concurrency: { type: 'string' },
        daily: { type: 'string' },
        night: { type: 'string' },
        'allow-private': { type: 'boolean' },
        store: { type: 'boolean' },
        all: { type: 'boolean' },
        once: { type: 'boolean' },
        bytes: { type: 'boolean' },
        earlier: { type: 'string' },
        rules: { type: 'string' },
        setting: { type: 'string' },
        code: { type: 'string' },
        parameter: { type: 'string', multiple: true },
        to: { type: 'string' },
      },
    });
    for (const key of ['today', 'from', 'to', 'since'] as const) checkDay(key, values[key]);
    return { values: values as Options, positionals };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split('\n')[0] ?? 'bad arguments');
  }
}

function checkDay(key: string, value: string | undefined): void {
  if (value !== undefined && !parseLocalDate(value))
    throw new UsageError(`--${key}: expected a day YYYY-MM-DD, found ${JSON.stringify(value)}`);
}

function print(answer: Answer, options: Options): number {
  if (answer.value !== undefined) {
    const text = options.json ? JSON.stringify(answer.value) : (answer.text ?? JSON.stringify(answer.value, null, 2));
    process.stdout.write(`${text}\n`);
  }
  return answer.exitCode ?? 0;
}

function usage(): string {
  const lines = COMMANDS.map(({ usage: line, says }) => `  ${line}\n      ${says}`);
  return `mingjian — 政务公开在线监督平台\n\n${lines.join('\n')}\n\n  --json: one JSON value on stdout; exit 0 success, 2 bad usage or input, 1 failure\n`;
}

main(process.argv.slice(2)).then(
  (code) => finish(code),
  (error: Error & { exitCode?: number }) => {
    process.stderr.write(`${(error.message || String(error)).split('\n')[0]}\n`);
    if (error.exitCode === undefined && process.env.LOG_LEVEL === 'debug') process.stderr.write(`${error.stack}\n`);
    finish(error.exitCode ?? 1);
  },
);

/** Waits until stdout is flushed: a pipe that is read slowly must not cut the answer. */
function finish(code: number): void {
  process.exitCode = code;
  process.stdout.write('', () => process.exit(code));
}

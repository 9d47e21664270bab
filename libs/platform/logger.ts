import { LoggerService } from '@nestjs/common';
import pino, { Logger } from 'pino';
import { logLevel } from './config';
import { maskPasswords } from './log';

const SECRET_FIELDS = ['password', 'token', 'secret', 'cookie', 'authorization', 'session', 'csrf'];

/**
 * JSON lines on stderr: stdout belongs to the answers of commands. Fields of telling names are removed, and passwords
 * inside addresses are masked wherever they stand in a line, stack traces included.
 */
export function createLogger(name: string, level = 'info', write = writeToStderr): Logger {
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '***' },
    },
    { write: (line: string) => write(maskPasswords(line)) },
  );
}

function writeToStderr(line: string): void {
  process.stderr.write(line);
}

/** The log of this process. */
export const log: Logger = createLogger('mingjian', logLevel());

/** Lets Nest speak through our logger; its start-up chatter is kept for `debug`. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    const err = message instanceof Error ? message : undefined;
    this.logger.error({ context, stack, err }, err?.message ?? String(message));
  }
}

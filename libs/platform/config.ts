import { resolve } from 'node:path';
import { maskPasswords } from './log';
import { LOG_LEVELS, Parsed, SETTINGS, TOGETHER } from './settings';

/** Everything the operator may set. This file is the only reader of the environment. */
export interface Config {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  /** Addresses and networks, separated by commas, whose X-Forwarded-For is believed. */
  readonly trustedProxies: string;
  readonly chromiumPath?: string;
  readonly sandbox: boolean;
  readonly smtpUrl?: string;
  readonly mailFrom: string;
  readonly contact?: string;
  /** Addresses separated by blanks. */
  readonly controlUrls: string;
  readonly organization: string;
  readonly logLevel: string;
  readonly databasePoolSize: number;
  readonly queueConcurrency: number;
  readonly s3Endpoint?: string;
  readonly s3Bucket?: string;
  readonly s3Region: string;
  readonly s3AccessKeyId?: string;
  readonly s3SecretAccessKey?: string;
  /** 64 hexadecimal digits. */
  readonly secretKey?: string;
  readonly oidcIssuer?: string;
  readonly oidcClientId?: string;
  readonly oidcClientSecret?: string;
  /** On the button of the log-in page. */
  readonly oidcName: string;
  readonly oidcLoginClaim: string;
  /** Days for which captures are kept that no finding, notice or report rests on. */
  readonly captureDays: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** All that is wrong with the environment, in one line; a command ends with code 2. */
export class ConfigError extends Error {
  readonly exitCode = 2;

  constructor(readonly problems: readonly string[]) {
    super(problems.join('；'));
    this.name = 'ConfigError';
  }
}

/**
 * Reads and checks every setting; an empty value counts as not set.
 * Paths are relative to where the user stands, which under `npm run` is INIT_CWD.
 * @throws ConfigError naming every wrong setting at once
 */
export function loadConfig(env: Environment = process.env): Config {
  const parsed: Parsed = {};
  const problems: string[] = [];
  for (const { key, env: name, fallback, schema, isSecret } of SETTINGS) {
    const text = env[name]?.trim() || fallback?.(parsed);
    if (text === undefined) continue;
    const result = schema.safeParse(text);
    if (result.success) parsed[key] = result.data;
    else if (isSecret) problems.push(`${name}：${result.error.issues[0]?.message}`);
    else problems.push(`${name}：${result.error.issues[0]?.message}，现为 ${JSON.stringify(maskPasswords(text))}`);
  }
  problems.push(...TOGETHER.flatMap((group) => halfSet(group, parsed, problems)));
  if (problems.length > 0) throw new ConfigError(problems);
  const config = parsed as unknown as Config;
  const stand = env.INIT_CWD || process.cwd();
  const chromiumPath = config.chromiumPath && resolve(stand, config.chromiumPath);
  return { ...config, dataDir: resolve(stand, config.dataDir), chromiumPath };
}

function halfSet({ keys, what }: (typeof TOGETHER)[number], parsed: Parsed, problems: readonly string[]): string[] {
  const isSet = keys.filter((key) => parsed[key] !== undefined);
  if (isSet.length === 0 || isSet.length === keys.length) return [];
  return SETTINGS.filter(({ key, env }) => {
    const isMissing = keys.includes(key) && parsed[key] === undefined;
    return isMissing && !problems.some((problem) => problem.startsWith(`${env}：`));
  }).map(({ env }) => `${env}：使用${what}时须设置`);
}

export interface SettingDescription {
  readonly name: string;
  readonly value: string | number | boolean | null;
  readonly origin: 'environment' | 'default' | 'unset';
  readonly sentence: string;
}

/** What `mingjian config` prints, passwords masked. */
export function describeConfig(config: Config, env: Environment = process.env): SettingDescription[] {
  return SETTINGS.map(({ key, env: name, sentence, isSecret }) => {
    const value = isSecret && config[key] !== undefined ? '***' : (config[key] ?? null);
    const isSet = Boolean(env[name]?.trim());
    return {
      name,
      value: typeof value === 'string' ? maskPasswords(value) : value,
      origin: isSet ? 'environment' : value === null ? 'unset' : 'default',
      sentence,
    };
  });
}

/** The environment that gives a child process the same settings, with `changes` on top. */
export function childEnvironment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** Days are days in China, whatever the machine says. Every entry point calls this before anything else. */
export function useChinaTime(): void {
  process.env.TZ = 'Asia/Shanghai';
}

/** The level to log at before, or without, a complete configuration: a wrong one is reported by `loadConfig`. */
export function logLevel(env: Environment = process.env): string {
  const level = env.LOG_LEVEL?.trim() ?? '';
  return LOG_LEVELS.find((known) => known === level) ?? 'info';
}

/** Where programs of the system are looked for. */
export function searchPath(): string | undefined {
  return process.env.PATH;
}

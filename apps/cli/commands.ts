import { IMPORT_COMMANDS } from './import-commands';
import { SERVERS_COMMANDS } from './servers-commands';
import { UsageError } from './usage-error';
import { userPath as path } from './user-path';

export interface Options {
  readonly json?: boolean;
  readonly help?: boolean;
  readonly today?: string;
  readonly from?: string;
  readonly since?: string;
  readonly base?: string;
  readonly out?: string;
  readonly catalog?: string;
  readonly units?: string;
  readonly unit?: string;
  readonly kind?: string;
  readonly site?: string;
  readonly register?: string;
  readonly file?: string;
  readonly period?: string;
  readonly region?: string;
  readonly 'max-pages'?: string;
  readonly delay?: string;
  readonly concurrency?: string;
  readonly daily?: string;
  readonly night?: string;
  readonly 'allow-private'?: boolean;
  readonly store?: boolean;
  readonly all?: boolean;
  readonly once?: boolean;
  readonly bytes?: boolean;
  readonly earlier?: string;
  readonly rules?: string;
  readonly setting?: string;
  readonly code?: string;
  readonly parameter?: readonly string[];
  readonly to?: string;
}

/** What a command answers: `value` for --json, `text` for people where it differs. */
export interface Answer {
  readonly value?: unknown;
  readonly text?: string;
  readonly exitCode?: number;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly says: string;
  readonly min: number;
  readonly max: number;
  run(words: readonly string[], options: Options): Promise<Answer>;
}

/** Every command of the contract. Each loads its own code, so that `limit` does not pay for the database. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'limit',
    usage: 'limit PHRASE [--from DATE]',
    says: '读懂一条公开时限，并推算截止日',
    min: 1,
    max: 1,
    run: async ([phrase = ''], { from }) => {
      const { limit } = await import('./limit.command');
      return { value: limit(phrase, { from }) };
    },
  },
  {
    name: 'catalog read',
    usage: 'catalog read FILE',
    says: '读取政务公开事项标准目录（xlsx、xls、csv、html、docx、pdf）',
    min: 1,
    max: 1,
    run: async ([file = '']) => {
      const { catalogRead } = await import('./catalog-read.command');
      return { value: await catalogRead(path(file)) };
    },
  },
  {
    name: 'extract',
    usage: 'extract FILE_OR_URL [--base URL]',
    says: '抽取一个网页的标题、日期、文号等要素',
    min: 1,
    max: 1,
    run: async ([source = ''], { base, 'allow-private': allowPrivate }) => {
      const { extractCommand } = await import('./extract.command');
      return { value: await extractCommand(isUrl(source) ? source : path(source), { base, allowPrivate }) };
    },
  },
  {
    name: 'crawl',
    usage: 'crawl URL [--max-pages N] [--delay MS] [--concurrency N] [--store] [--out FILE.jsonl] [--allow-private]',
    says: '采集一个网站',
    min: 1,
    max: 1,
    run: async ([url = ''], options) => {
      const { runCrawl } = await import('./crawl-site');
      return runCrawl(url, { ...crawlNumbers(options), out: options.out && path(options.out), store: options.store });
    },
  },
  {
    name: 'capture',
    usage: 'capture URL [--out FOLDER] [--allow-private]',
    says: '保存一个网页及其网址、时间，作为样例草稿',
    min: 1,
    max: 1,
    run: async ([url = ''], { out = '.', 'allow-private': allowPrivate }) => {
      const { captureCommand } = await import('./capture.command');
      return { value: await captureCommand(url, { out: path(out), allowPrivate }) };
    },
  },
  {
    name: 'evidence verify',
    usage: 'evidence verify [--site URL] [--bytes] [--earlier FILE.json]',
    says: '核验快照的证据链；--bytes 同时重算内容的 SHA-256，--earlier 对照此前保存的核验结果',
    min: 0,
    max: 0,
    run: async (_words, { site, bytes, earlier }) => {
      const { withDatabase } = await import('./with-database');
      const { evidenceVerify } = await import('./evidence-verify.command');
      return withDatabase((db, { config }) =>
        evidenceVerify(db, config, { site, bytes, earlier: earlier && path(earlier) }),
      );
    },
  },
  {
    name: 'account recover',
    usage: 'account recover LOGIN',
    says: '为无人能在界面上解锁的账号生成一次性密码，解除锁定和动态口令',
    min: 1,
    max: 1,
    run: async ([login = '']) => {
      const { withDatabase } = await import('./with-database');
      const { accountRecover } = await import('./account-recover.command');
      return withDatabase((db) => accountRecover(db, login));
    },
  },
  {
    name: 'trail verify',
    usage: 'trail verify [--earlier FILE.json]',
    says: '核验操作记录的哈希链；--earlier 对照此前保存的核验结果',
    min: 0,
    max: 0,
    run: async (_words, { earlier }) => {
      const { withDatabase } = await import('./with-database');
      const { trailVerify } = await import('./trail-verify.command');
      return withDatabase((db) => trailVerify(db, { earlier: earlier && path(earlier) }));
    },
  },
  {
    name: 'audit',
    usage:
      'audit --catalog FILE --site URL [--unit NAME] [--since DATE] [--today DATE] [--all] [--rules all|CODES] [--allow-private]',
    says: '按目录逐项检查一个网站；--rules all 连同须由地区选用的规则',
    min: 0,
    max: 0,
    run: async (_words, options) => {
      const { auditSite } = await import('./audit.command');
      return auditSite({
        ...crawlNumbers(options),
        catalog: path(needed(options, 'catalog')),
        site: needed(options, 'site'),
        unit: options.unit,
        since: options.since,
        today: options.today,
        all: options.all,
        rules: options.rules,
      });
    },
  },
  ...IMPORT_COMMANDS,
  ...SERVERS_COMMANDS,
  {
    name: 'rules list',
    usage: 'rules list',
    says: '列出检查规则',
    min: 0,
    max: 0,
    run: async () => {
      const { rulesList } = await import('./rules.command');
      return { value: rulesList() };
    },
  },
  {
    name: 'rules show',
    usage: 'rules show CODE',
    says: '一条规则的依据、参数与不能判断的情形',
    min: 1,
    max: 1,
    run: async ([code = '']) => {
      const { rulesShow } = await import('./rules.command');
      return { value: rulesShow(code) };
    },
  },
  {
    name: 'rules backtest',
    usage:
      'rules backtest --setting FILE.json | --code CODE --parameter NAME=VALUE … [--unit NAME] --from DATE [--to DATE]',
    says: '在已有的监测记录上试算一项规则设置：结论、告警、得分有何改变；不改动任何数据',
    min: 0,
    max: 0,
    run: async (_words, options) => {
      const { withDatabase } = await import('./with-database');
      const { rulesBacktest } = await import('./rules-backtest.command');
      const asked = { ...options, setting: options.setting && path(options.setting) };
      return { value: await withDatabase((db) => rulesBacktest(db, asked)) };
    },
  },
  {
    name: 'report',
    usage: 'report monthly|quarterly|annual --period P --out FILE.docx|FILE.xlsx',
    says: '月报告、季通报、年考核',
    min: 1,
    max: 1,
    run: async ([kind = ''], options) => {
      const { withDatabase } = await import('./with-database');
      const { reportCommand } = await import('./report.command');
      const out = path(needed(options, 'out'));
      return { value: await withDatabase((db) => reportCommand(db, kind, options.period ?? 'latest', out)) };
    },
  },
  {
    name: 'start',
    usage: 'start',
    says: '启动平台；空的数据目录先装入演示县（MINGJIAN_SANDBOX=off 关闭）',
    min: 0,
    max: 0,
    run: async () => (await import('./start.command')).startCommand(),
  },
  {
    name: 'demo',
    usage: 'demo [--once]',
    says: '运行演示县；--once 跑完一轮，对照预埋问题打分后退出',
    min: 0,
    max: 0,
    run: async (_words, { once, json }) => (await import('./start.command')).demoCommand({ once, json }),
  },
  {
    name: 'migrate',
    usage: 'migrate',
    says: '升级数据库结构；首次运行时建立管理员账号',
    min: 0,
    max: 0,
    run: async () => {
      const { migrateCommand } = await import('./migrate.command');
      return { value: await migrateCommand() };
    },
  },
  {
    name: 'config',
    usage: 'config',
    says: '显示生效的设置，密码不显示',
    min: 0,
    max: 0,
    run: async () => {
      const { describeConfig, loadConfig } = await import('@app/platform/config');
      return { value: describeConfig(loadConfig(process.env)) };
    },
  },
];

const isUrl = (text: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

function needed(options: Options, key: 'catalog' | 'site' | 'out'): string {
  const value = options[key];
  if (!value) throw new UsageError(`--${key} is needed`);
  return value;
}

function crawlNumbers(options: Options): {
  maxPages?: number;
  delayMs?: number;
  concurrency?: number;
  allowPrivate?: boolean;
} {
  const delayMs = wholeNumber('delay', options.delay, 0);
  if (delayMs === 0 && !options['allow-private']) throw new UsageError('--delay 0 only together with --allow-private');
  return {
    delayMs,
    maxPages: wholeNumber('max-pages', options['max-pages'], 1),
    concurrency: wholeNumber('concurrency', options.concurrency, 1),
    allowPrivate: options['allow-private'],
  };
}

function wholeNumber(key: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,7}$/.test(text) || Number(text) < least)
    throw new UsageError(`--${key}: expected a whole number from ${least}, found ${JSON.stringify(text)}`);
  return Number(text);
}

import { isIP } from 'node:net';
import { z } from 'zod';
import type { Config } from './config';

export type Parsed = Partial<Record<keyof Config, unknown>>;

/** One key: its sentence is shown by `mingjian config`, its default is text as it would stand in the environment. */
export interface Setting {
  readonly key: keyof Config;
  readonly env: string;
  readonly sentence: string;
  readonly fallback?: (before: Parsed) => string | undefined;
  readonly schema: z.ZodType;
  /** Never shown. */
  readonly isSecret?: boolean;
}

const port = z.coerce.number('应为 0–65535 的整数').int('应为整数').min(0, '不能小于 0').max(65_535, '不能大于 65535');
const count = (least: number, most: number) =>
  z.coerce
    .number(`应为 ${least}–${most} 的整数`)
    .int('应为整数')
    .min(least, `不能小于 ${least}`)
    .max(most, `不能大于 ${most}`);
const address = (protocol: RegExp, example: string) =>
  z
    .url({ protocol, error: `应为形如 ${example} 的地址` })
    .refine((text) => !text.includes('#'), `应为形如 ${example} 的地址`);
const mailbox = z.string().regex(/^(?:[^<>\r\n]{1,100} )?<?[^\s<>@]{1,100}@[^\s<>@]{1,200}>?$/, '应为电子邮件地址');
const line = z
  .string()
  .max(200, '不能超过 200 字')
  .regex(/^[^\r\n]*$/, '不能换行');
const word = z.string().regex(/^[\x21-\x7e]{1,200}$/, '只能用英文字母、数字和符号，不含空格');
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const onOff = z.enum(['on', 'off'], '应为 on 或 off').transform((text) => text === 'on');

/** In this order, so a default may rest on the settings before it. */
export const SETTINGS: readonly Setting[] = [
  {
    key: 'dataDir',
    env: 'MINGJIAN_DATA',
    sentence: '数据目录：内置数据库、网页快照、报告都在其中',
    fallback: () => '.mingjian',
    schema: z.string(),
  },
  {
    key: 'databaseUrl',
    env: 'DATABASE_URL',
    sentence: '使用已有的 PostgreSQL；不设则使用内置的 PostgreSQL',
    schema: address(/^postgres(?:ql)?$/, 'postgres://用户:密码@主机:5432/库名'),
  },
  {
    key: 'redisUrl',
    env: 'REDIS_URL',
    sentence: '任务队列改用 Redis；不设则与业务数据同在 PostgreSQL',
    schema: address(/^rediss?$/, 'redis://主机:6379'),
  },
  { key: 'port', env: 'PORT', sentence: '网页与接口的端口', fallback: () => '3000', schema: port },
  { key: 'host', env: 'HOST', sentence: '监听的地址；0.0.0.0 表示所有网卡', fallback: () => '127.0.0.1', schema: line },
  {
    key: 'publicUrl',
    env: 'PUBLIC_URL',
    sentence: '对外网址，印在邮件和通知书上',
    fallback: ({ host, port: number }) =>
      host === undefined || number === undefined
        ? undefined
        : `http://${PUBLIC_NAME.get(String(host)) ?? host}:${number}`,
    schema: address(/^https?$/, 'https://jdpt.example.gov.cn').transform((text) => text.replace(/\/$/, '')),
  },
  {
    key: 'trustedProxies',
    env: 'TRUSTED_PROXIES',
    sentence: '前置反向代理的地址或网段（逗号分隔），来访地址取自其 X-Forwarded-For；本机的代理（loopback）默认可信',
    fallback: () => 'loopback',
    schema: z.string().refine(isNetworkList, '应为以逗号分隔的 IP 地址或网段，如 loopback,10.0.0.8,10.1.0.0/24'),
  },
  {
    key: 'chromiumPath',
    env: 'CHROMIUM_PATH',
    sentence: 'Chromium 程序的路径；不设则依次找系统的和随附的',
    schema: z.string(),
  },
  {
    key: 'sandbox',
    env: 'MINGJIAN_SANDBOX',
    sentence: '首次启动空目录时是否载入演示县（on 或 off）',
    fallback: () => 'on',
    schema: onOff,
  },
  {
    key: 'smtpUrl',
    env: 'SMTP_URL',
    sentence: '发信服务器；不设则不发邮件，通知只进站内收件箱',
    schema: address(/^smtps?$/, 'smtps://用户:密码@主机:465'),
  },
  {
    key: 'mailFrom',
    env: 'MAIL_FROM',
    sentence: '发信人',
    fallback: () => '政务公开在线监督平台 <mingjian@localhost>',
    schema: mailbox,
  },
  {
    key: 'contact',
    env: 'MINGJIAN_CONTACT',
    sentence: '采集时写在 User-Agent 中的联系方式，便于被检查网站联系',
    schema: line.regex(/^[\x20-\x7e]*$/, '只能用英文字母、数字和符号（写在 HTTP 头中），如电子邮件或网址'),
  },
  {
    key: 'controlUrls',
    env: 'MINGJIAN_CONTROL_URLS',
    sentence: '可用性探测的对照网址（空格分隔）：网站打不开时先看本方网络是否正常；不设则以其他网站同时打开为准',
    fallback: () => '',
    schema: z.string().refine(isAddressList, '应为以空格分隔的 http 或 https 网址，最多 5 个'),
  },
  {
    key: 'organization',
    env: 'MINGJIAN_ORG',
    sentence: '发出通知书和通报的机关名称',
    fallback: () => '',
    schema: line,
  },
  {
    key: 'logLevel',
    env: 'LOG_LEVEL',
    sentence: `日志级别（${LOG_LEVELS.join('、')}）`,
    fallback: () => 'info',
    schema: z.enum(LOG_LEVELS, `应为 ${LOG_LEVELS.join('、')} 之一`),
  },
  {
    key: 'databasePoolSize',
    env: 'POOL_SIZE',
    sentence: '每个进程的数据库连接数（任务队列另计）',
    fallback: () => '5',
    schema: count(2, 50),
  },
  {
    key: 'queueConcurrency',
    env: 'QUEUE_CONCURRENCY',
    sentence: '每个工作进程在每个环节同时处理的任务数',
    fallback: () => '4',
    schema: count(1, 64),
  },
  {
    key: 's3Endpoint',
    env: 'S3_ENDPOINT',
    sentence: '网页快照与上传文件改存 S3 兼容的对象存储（路径式访问）；不设则存数据目录',
    schema: address(/^https?$/, 'https://s3.example.cn').refine((text) => !/[?@]/.test(text), '不能带查询参数和密码'),
  },
  {
    key: 's3Bucket',
    env: 'S3_BUCKET',
    sentence: '对象存储的桶，须已建好',
    schema: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '应为桶名（3–63 个小写字母、数字、点和连字符）'),
  },
  { key: 's3Region', env: 'S3_REGION', sentence: '对象存储的区域', fallback: () => 'us-east-1', schema: word },
  { key: 's3AccessKeyId', env: 'S3_ACCESS_KEY_ID', sentence: '对象存储的访问密钥编号', schema: word },
  {
    key: 's3SecretAccessKey',
    env: 'S3_SECRET_ACCESS_KEY',
    sentence: '对象存储的访问密钥',
    schema: z.string().max(200, '不能超过 200 字'),
    isSecret: true,
  },
  {
    key: 'secretKey',
    env: 'MINGJIAN_SECRET_KEY',
    sentence: '加密动态口令等机密的密钥（64 位十六进制）；不设则在数据目录生成，多台机器须设为相同',
    schema: z.string().regex(/^[0-9a-f]{64}$/i, '应为 64 位十六进制'),
    isSecret: true,
  },
  {
    key: 'oidcIssuer',
    env: 'OIDC_ISSUER',
    sentence: '统一身份认证（OpenID Connect）的签发者地址；不设则只用账号密码登录',
    schema: address(/^https?$/, 'https://sso.example.gov.cn').refine(
      isIssuer,
      '应为 https 地址（本机可用 http），不带查询参数',
    ),
  },
  { key: 'oidcClientId', env: 'OIDC_CLIENT_ID', sentence: '本平台在统一身份认证登记的客户端编号', schema: word },
  {
    key: 'oidcClientSecret',
    env: 'OIDC_CLIENT_SECRET',
    sentence: '本平台在统一身份认证登记的客户端密钥',
    schema: z.string().max(500, '不能超过 500 字'),
    isSecret: true,
  },
  {
    key: 'oidcName',
    env: 'OIDC_NAME',
    sentence: '登录页上统一身份认证按钮的名称',
    fallback: () => '统一身份认证',
    schema: line,
  },
  {
    key: 'oidcLoginClaim',
    env: 'OIDC_LOGIN_CLAIM',
    sentence: '首次登录时以统一身份认证的哪一项对应本平台登记的账号；须是用户自己不能改的一项',
    fallback: () => 'preferred_username',
    schema: word,
  },
  {
    key: 'captureDays',
    env: 'CAPTURE_DAYS',
    sentence: '网页快照保存天数；检查结果、通知、报告引用的快照一直保存',
    fallback: () => '730',
    schema: count(30, 36_500),
  },
];

/** Of each: all, or none. What is named but cannot be used would be found out late. */
export const TOGETHER: readonly { readonly keys: readonly (keyof Config)[]; readonly what: string }[] = [
  { keys: ['s3Endpoint', 's3Bucket', 's3AccessKeyId', 's3SecretAccessKey'], what: '对象存储' },
  { keys: ['oidcIssuer', 'oidcClientId', 'oidcClientSecret'], what: '统一身份认证' },
];

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/** Tokens and secrets go there: never in the clear, but to the machine itself. */
function isIssuer(text: string): boolean {
  const { protocol, hostname, search, username } = new URL(text);
  return search === '' && username === '' && (protocol === 'https:' || LOOPBACK.test(hostname));
}

function isNetworkList(text: string): boolean {
  return text.split(',').every((each) => {
    const [address = '', bits, ...more] = each.trim().split('/');
    if (each.trim() === 'loopback') return true;
    const longest = isIP(address) === 6 ? 128 : 32;
    return (
      isIP(address) !== 0 &&
      more.length === 0 &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest))
    );
  });
}

function isAddressList(text: string): boolean {
  const addresses = text.split(/\s+/).filter(Boolean);
  return addresses.length <= 5 && addresses.every((address) => /^https?:\/\//.test(address) && URL.canParse(address));
}

const PUBLIC_NAME = new Map([
  ['0.0.0.0', 'localhost'],
  ['::', 'localhost'],
  ['127.0.0.1', 'localhost'],
  ['::1', 'localhost'],
]);

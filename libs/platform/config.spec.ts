import { ConfigError, describeConfig, loadConfig, useChinaTime } from './config';
import { SETTINGS } from './settings';

const STAND = { INIT_CWD: '/srv/office' };

describe('loadConfig', () => {
  it('works with nothing set', () => {
    expect(loadConfig(STAND)).toMatchObject({
      dataDir: '/srv/office/.mingjian',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      sandbox: true,
      organization: '',
      databasePoolSize: 5,
    });
    expect(loadConfig(STAND).databaseUrl).toBeUndefined();
  });

  it.each([
    ['MINGJIAN_DATA', '/var/lib/mingjian', { dataDir: '/var/lib/mingjian' }],
    ['MINGJIAN_DATA', '../qinghe', { dataDir: '/srv/qinghe' }],
    ['PORT', '8080', { port: 8080, publicUrl: 'http://localhost:8080' }],
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['PORT', '', { port: 3000 }],
    ['PORT', '  ', { port: 3000 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0', publicUrl: 'http://localhost:3000' }],
    ['HOST', '10.1.2.3', { publicUrl: 'http://10.1.2.3:3000' }],
    ['PUBLIC_URL', 'https://jdpt.example.gov.cn/', { publicUrl: 'https://jdpt.example.gov.cn' }],
    ['MINGJIAN_SANDBOX', 'off', { sandbox: false }],
    ['DATABASE_URL', 'postgresql://u:p@db:5432/mj', { databaseUrl: 'postgresql://u:p@db:5432/mj' }],
    ['REDIS_URL', 'rediss://:p@redis:6380/1', { redisUrl: 'rediss://:p@redis:6380/1' }],
    ['MAIL_FROM', 'jdpt@example.gov.cn', { mailFrom: 'jdpt@example.gov.cn' }],
    ['POOL_SIZE', '2', { databasePoolSize: 2 }],
    ['POOL_SIZE', '50', { databasePoolSize: 50 }],
    ['CHROMIUM_PATH', 'bin/chromium', { chromiumPath: '/srv/office/bin/chromium' }],
    ['CAPTURE_DAYS', '30', { captureDays: 30 }],
    ['S3_REGION', 'cn-east-1', { s3Region: 'cn-east-1' }],
    [
      'MINGJIAN_CONTROL_URLS',
      'https://a.example/ http://b.example/',
      { controlUrls: 'https://a.example/ http://b.example/' },
    ],
  ])('%s=%j gives %j', (name, value, expected) => {
    expect(loadConfig({ ...STAND, [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://db/mj'],
    ['DATABASE_URL', 'db:5432'],
    ['REDIS_URL', 'localhost:6379'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['MINGJIAN_SANDBOX', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['POOL_SIZE', '1'],
    ['POOL_SIZE', '51'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@b.cn\r\nBcc: c@d.cn'],
    ['MINGJIAN_CONTACT', '县政府办'],
    ['CAPTURE_DAYS', '29'],
    ['S3_ENDPOINT', 'file:///etc'],
    ['S3_ENDPOINT', 'http://u:p@s3.example.cn'],
    ['S3_BUCKET', '../other'],
    ['S3_ACCESS_KEY_ID', 'a b'],
  ])('refuses %s=%j and names it', (name, value) => {
    expect(() => loadConfig({ ...STAND, [name]: value })).toThrow(new RegExp(`^${name}：`));
  });

  it('reports every problem at once, in one line, without the password', () => {
    const attempt = () =>
      loadConfig({ ...STAND, PORT: 'x', LOG_LEVEL: 'y', DATABASE_URL: 'mysql://root:secret@db/mj' });
    expect(attempt).toThrow(ConfigError);
    try {
      attempt();
    } catch (error) {
      const { problems, exitCode, message } = error as ConfigError;
      expect(problems).toHaveLength(3);
      expect(exitCode).toBe(2);
      expect(message.split('\n')).toHaveLength(1);
      for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL']) expect(message).toContain(`${name}：`);
      expect(message).not.toContain('secret');
    }
  });
});

describe('describeConfig', () => {
  it('says for every setting its value, where it comes from and what it is for', () => {
    const env = { ...STAND, PORT: '8080' };
    const rows = describeConfig(loadConfig(env), env);
    expect(rows).toHaveLength(SETTINGS.length);
    expect(rows.find(({ name }) => name === 'PORT')).toMatchObject({ value: 8080, origin: 'environment' });
    expect(rows.find(({ name }) => name === 'HOST')).toMatchObject({ value: '127.0.0.1', origin: 'default' });
    expect(rows.find(({ name }) => name === 'REDIS_URL')).toMatchObject({ value: null, origin: 'unset' });
    expect(rows.every(({ sentence }) => /[\u4e00-\u9fff]/.test(sentence))).toBe(true);
  });

  it('masks passwords', () => {
    const env = { ...STAND, DATABASE_URL: 'postgres://mj:hunter2@db/mj', SMTP_URL: 'smtps://m:hunter2@mail:465' };
    expect(JSON.stringify(describeConfig(loadConfig(env), env))).not.toContain('hunter2');
  });
});

describe('useChinaTime', () => {
  it('sets the zone of the process', () => {
    const before = process.env.TZ;
    useChinaTime();
    expect(process.env.TZ).toBe('Asia/Shanghai');
    process.env.TZ = before;
  });
});

describe('proxies', () => {
  it.each([
    ['', true],
    ['loopback', true],
    ['loopback, 10.0.0.8,10.1.0.0/24, 2001:db8::/32', true],
    ['10.0.0.300', false],
    ['10.0.0.0/33', false],
    ['0.0.0.0/0', false],
    ['everybody', false],
    ['10.0.0.1,', false],
  ])('are addresses and networks: %j', (list, isAllowed) => {
    const load = () => loadConfig({ TRUSTED_PROXIES: list });
    if (isAllowed) expect(load().trustedProxies).toBe(list || 'loopback');
    else expect(load).toThrow(/TRUSTED_PROXIES/);
  });
});

describe('single sign-on', () => {
  const whole = { OIDC_ISSUER: 'https://sso.example', OIDC_CLIENT_ID: 'mingjian', OIDC_CLIENT_SECRET: 'correct horse' };

  it('is set as a whole or not at all', () => {
    expect(loadConfig({})).toMatchObject({ oidcName: '统一身份认证', oidcLoginClaim: 'preferred_username' });
    expect(loadConfig(whole).oidcIssuer).toBe('https://sso.example');
    for (const key of Object.keys(whole)) {
      const { [key]: _left, ...half } = whole as Record<string, string>;
      expect(() => loadConfig(half)).toThrow(`${key}：使用统一身份认证时须设置`);
    }
  });

  it.each([
    ['http://sso.example', false],
    ['https://sso.example/?x=1', false],
    ['https://u:p@sso.example', false],
    ['http://127.0.0.1:8080/realms/a', true],
    ['http://[::1]:8080', true],
    ['http://127.0.0.1.example', false],
  ])('sends no token in the clear: %s', (issuer, isAllowed) => {
    const load = () => loadConfig({ ...whole, OIDC_ISSUER: issuer });
    if (isAllowed) expect(load().oidcIssuer).toBe(issuer);
    else expect(load).toThrow(/OIDC_ISSUER/);
  });

  it('and the key of the installation are never shown', () => {
    const env = { ...whole, MINGJIAN_SECRET_KEY: 'ab'.repeat(32) };
    const shown = JSON.stringify(describeConfig(loadConfig(env), env));
    expect(shown).not.toMatch(/correct horse|abab/);
    expect(() => loadConfig({ MINGJIAN_SECRET_KEY: 'zz-not-hex' })).toThrow(
      /^MINGJIAN_SECRET_KEY：应为 64 位十六进制$/,
    );
  });
});

describe('the S3-compatible store', () => {
  const WHOLE = {
    ...STAND,
    S3_ENDPOINT: 'http://10.0.0.5:9000',
    S3_BUCKET: 'evidence',
    S3_ACCESS_KEY_ID: 'mingjian',
    S3_SECRET_ACCESS_KEY: 'correct horse',
  };

  it('is taken whole, and its secret is never shown', () => {
    const config = loadConfig(WHOLE);
    expect(config).toMatchObject({ s3Endpoint: 'http://10.0.0.5:9000', s3Region: 'us-east-1' });
    expect(JSON.stringify(describeConfig(config, WHOLE))).not.toContain('correct horse');
    const line = describeConfig(config, WHOLE).find(({ name }) => name === 'S3_SECRET_ACCESS_KEY');
    expect(line).toMatchObject({ value: '***', origin: 'environment' });
    expect(
      describeConfig(loadConfig(STAND), STAND).find(({ name }) => name === 'S3_SECRET_ACCESS_KEY')?.value,
    ).toBeNull();
  });

  it('is refused in part: every missing setting is named, and no secret is', () => {
    const { S3_BUCKET: _bucket, ...half } = WHOLE;
    expect(() => loadConfig(half)).toThrow('S3_BUCKET：使用对象存储时须设置');
    expect(() => loadConfig({ ...STAND, S3_BUCKET: 'evidence' })).toThrow(/S3_ENDPOINT.*S3_ACCESS_KEY_ID.*S3_SECRET/);
    const secret = 'x'.repeat(201);
    expect(() => loadConfig({ ...WHOLE, S3_SECRET_ACCESS_KEY: secret })).toThrow(
      /^S3_SECRET_ACCESS_KEY：不能超过 200 字$/,
    );
  });
});

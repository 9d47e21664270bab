import { originOf, refusalOf, refusalOfUrl } from './address';

describe('refusalOf', () => {
  it.each([
    '0.0.0.0',
    '0.255.255.255',
    '10.0.0.1',
    '100.64.0.0',
    '100.100.100.200',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.31.196.1',
    '192.52.193.1',
    '192.175.48.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.7',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '100:0:0:1::1',
    '::ffff:0:127.0.0.1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:2::1',
    '2001:10::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '2620:4f:8000::1',
    '3ffe::1',
    '3fff::1',
    '3fff:fff:ffff::1',
    '4000::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fec0::1',
    'ff02::1',
    '2400:3200::5efe:10.0.0.1',
    '2400:3200::200:5efe:10.0.0.1',
  ])('refuses %s', (address) => {
    expect(refusalOf(address)).toEqual(expect.any(String));
  });

  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '168.63.129.15',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2400:3200::1',
    '2001:200::1',
    '2003::1',
    '240e:ff:e020:934:0:ff:b00d:7b8f',
    '2620:4f:8001::1',
    '3ffd::1',
  ])('admits %s', (address) => {
    expect(refusalOf(address)).toBeUndefined();
  });

  it.each(['', 'localhost', '256.1.1.1', '1.2.3', '1::2::3', ':::', '1:2:3:4:5:6:7', '12345::', '::1.2.3.256', 'g::1'])(
    'refuses %j, which is no address',
    (address) => {
      expect(refusalOf(address)).toBe('不是有效的 IP 地址');
    },
  );
});

describe('refusalOfUrl', () => {
  it.each([
    'http://www.qinghe.gov.cn/',
    'https://www.qinghe.gov.cn',
    'https://www.qinghe.gov.cn/a?b=c@d#e',
    'http://www.qinghe.gov.cn./',
    'http://www.qinghe.gov.cn:80/',
    'https://www.qinghe.gov.cn:443/',
    'http://www.qinghe.gov.cn:8080/',
    'http://www.qinghe.gov.cn:10079/zwgk/',
    'http://1.1.1.1/',
    'http://[2400:3200::1]/',
    'http://清河县.政务.cn/',
    'HTTP://WWW.QINGHE.GOV.CN/',
  ])('admits %s', (url) => {
    expect(refusalOfUrl(url)).toBeUndefined();
  });

  it.each([
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['embedded bytes', 'data:text/html,x'],
    ['another protocol', 'ftp://www.qinghe.gov.cn/'],
    ['a nested scheme', 'source:file:///etc/passwd'],
    ['no scheme', 'www.qinghe.gov.cn'],
    ['a single slash', 'http:/www.qinghe.gov.cn/'],
    ['a user', 'http://admin@www.qinghe.gov.cn/'],
    ['a user and a password', 'http://www.qinghe.gov.cn:80@127.0.0.1/'],
    ['an empty user', 'http://@127.0.0.1/'],
    ['a backslash', 'http://www.qinghe.gov.cn\\@127.0.0.1/'],
    ['a tab', 'http://www.qinghe.gov.cn/\ta'],
    ['a line break', 'http://www.qinghe.gov.cn/\r\nHost: x'],
    ['a leading space', ' http://www.qinghe.gov.cn/'],
    ['a zero byte', 'http://www.qinghe.gov.cn/\u0000'],
    ['a percent-encoded host', 'http://%31%32%37.0.0.1/'],
    ['a decimal address', 'http://2130706433/'],
    ['a hexadecimal address', 'http://0x7f000001/'],
    ['an octal address', 'http://0177.0.0.1/'],
    ['a short address', 'http://127.1/'],
    ['full-width digits', 'http://１２７.0.0.1/'],
    ['a full-width dot', 'http://127。0。0。1/'],
    ['circled letters', 'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/'],
    ['loopback', 'http://127.0.0.1/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['mapped loopback', 'http://[::ffff:127.0.0.1]/'],
    ['metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['CGNAT', 'http://100.100.100.200/'],
    ['localhost', 'http://localhost/'],
    ['localhost with a dot', 'http://localhost./'],
    ['a name under localhost', 'http://a.localhost/'],
    ['an internal name', 'http://metadata.google.internal/'],
    ['a name without a dot', 'http://intranet/'],
    ['a mail port', 'http://www.qinghe.gov.cn:25/'],
    ['a shell port', 'http://www.qinghe.gov.cn:22/'],
    ['a port of file shares', 'http://www.qinghe.gov.cn:2049/'],
    ['a port of telephones', 'http://www.qinghe.gov.cn:5060/'],
    ['a port of chats', 'http://www.qinghe.gov.cn:6667/'],
    ['port zero', 'http://www.qinghe.gov.cn:0/'],
    ['a port past the end', 'http://www.qinghe.gov.cn:65536/'],
    ['an overlong URL', `http://www.qinghe.gov.cn/${'a'.repeat(5000)}`],
  ])('refuses %s', (_what, url) => {
    expect(refusalOfUrl(url)).toEqual(expect.any(String));
  });
});

describe('originOf', () => {
  it.each([
    ['http://127.0.0.1:8080/a/b?c', 'http://127.0.0.1:8080'],
    ['https://www.qinghe.gov.cn:443/', 'https://www.qinghe.gov.cn'],
    ['file:///etc/passwd', undefined],
    ['not a url', undefined],
  ])('of %s is %s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});

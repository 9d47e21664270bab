/**
 * Why the address `address` (IPv4 or IPv6 text) may not be connected to, in Chinese; undefined for a public one.
 * What cannot be read as an address is refused too. Source: IANA special-purpose address registries (RFC 6890),
 * and the metadata addresses of cloud platforms that lie outside them.
 */
export function refusalOf(address: string): string | undefined {
  const v4 = parseIpv4(address);
  if (v4 !== undefined) return V4_RANGES.find(({ network, bits }) => sameNetwork4(v4, network, bits))?.reason;
  const v6 = parseIpv6(address);
  if (!v6) return '不是有效的 IP 地址';
  const special = V6_RANGES.find(({ network, bits }) => sameNetwork6(v6, network, bits));
  if (special) return special.reason;
  if ((v6[0] ?? 0) >> 13 !== 1) return '未分配的 IPv6 地址'; // only 2000::/3 is global unicast
  // ISATAP carries an IPv4 address in its interface part and can lead inside.
  return v6[5] === 0x5efe && (v6[4] === 0 || v6[4] === 0x200) ? 'IPv4 隧道地址' : undefined;
}

/**
 * Why `url` may not be fetched, in Chinese; undefined when it may. Looks at the text only: the addresses a name
 * resolves to are checked by `refusalOf` at the moment of connecting.
 * The URL is read twice, by WHATWG rules and by a strict pattern; where they differ on the host it is refused,
 * because then two programs of the chain may differ too.
 */
export function refusalOfUrl(url: string): string | undefined {
  if (url.length > MAX_URL_LENGTH) return '网址过长';
  if (FORBIDDEN_CHARACTERS.test(url)) return '网址含有空白、控制字符或反斜杠';
  const strict = STRICT_URL.exec(url);
  if (!strict) return /^https?:\/\/[^/?#]*@/i.test(url) ? '网址含有用户名或口令' : '不是 http 或 https 网址';
  if (!URL.canParse(url)) return '网址无法解析';

  const host = new URL(url).hostname;
  const written = (strict[1] ?? '').toLowerCase();
  if (!agrees(written, host)) return '网址的主机名有歧义';
  return refusalOfHost(host) ?? refusalOfPort(strict[2]);
}

/** The origin (scheme, host, port) of `url`, or undefined where it is not an http(s) URL. */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

const MAX_URL_LENGTH = 4096;
const FORBIDDEN_CHARACTERS = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/;
const STRICT_URL = /^https?:\/\/(\[[0-9a-f:.]+\]|[^/?#:@[\]%]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i;
const LOCAL_NAME = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|arpa|onion|test|invalid)$/;

/** An internationalised name (清河县.政务.cn) is written one way and read in punycode; nothing else may differ. */
function agrees(written: string, host: string): boolean {
  if (written === host) return true;
  if (/^[\u0000-\u007f]*$/.test(written)) return false;
  const writtenLabels = written.split('.');
  const labels = host.split('.');
  return (
    writtenLabels.length === labels.length &&
    labels.every((label, at) => label === writtenLabels[at] || label.startsWith('xn--'))
  );
}

function refusalOfHost(host: string): string | undefined {
  if (host.startsWith('[')) return refusalOf(host.slice(1, -1));
  if (parseIpv4(host) !== undefined) return refusalOf(host);
  const name = host.replace(/\.$/, '');
  return !name.includes('.') || LOCAL_NAME.test(name) ? '不是公网域名' : undefined;
}

/**
 * 80 and 443, and the unprivileged ports that government platforms do use (8080, 8443, 10079 …); none that browsers
 * refuse to open, since no website can stand there (Fetch Standard, bad ports).
 */
function refusalOfPort(port: string | undefined): string | undefined {
  if (port === undefined) return undefined;
  const number = Number(port);
  const isOpen = number === 80 || number === 443 || (number >= 1024 && number <= 65535 && !BAD_PORTS.has(number));
  return isOpen ? undefined : '端口不允许访问';
}

const BAD_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

function parseIpv4(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** Eight 16-bit groups; a zone (`%eth0`) is dropped, a dotted tail is read. */
function parseIpv6(text: string): number[] | undefined {
  const bare = text.split('%')[0] ?? '';
  if (bare.length > 45 || !/^[0-9a-f:.]+$/i.test(bare) || !bare.includes(':')) return undefined;
  const halves = withoutDottedTail(bare)?.split('::');
  if (!halves || halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(tail ? missing : 0).fill('0'), ...(tail ?? [])];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined;
}

function withoutDottedTail(text: string): string | undefined {
  const start = text.lastIndexOf(':') + 1;
  if (!text.slice(start).includes('.')) return text;
  const v4 = parseIpv4(text.slice(start));
  if (v4 === undefined) return undefined;
  return `${text.slice(0, start)}${Math.floor(v4 / 65536).toString(16)}:${(v4 % 65536).toString(16)}`;
}

function sameNetwork4(address: number, network: number, bits: number): boolean {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor(network / size);
}

function sameNetwork6(address: readonly number[], network: readonly number[], bits: number): boolean {
  for (let group = 0, left = bits; left > 0; group++, left -= 16) {
    const mask = left >= 16 ? 0xffff : (0xffff << (16 - left)) & 0xffff;
    if (((address[group] ?? 0) & mask) !== ((network[group] ?? 0) & mask)) return false;
  }
  return true;
}

const V4_RANGES = [
  ['0.0.0.0/8', '本网络地址'],
  ['10.0.0.0/8', '内网地址'],
  ['100.64.0.0/10', '运营商内部地址'], // RFC 6598; holds the metadata service 100.100.100.200
  ['127.0.0.0/8', '本机地址'],
  ['168.63.129.16/32', '云平台元数据地址'], // a public address that answers only inside one cloud
  ['169.254.0.0/16', '链路本地或云平台元数据地址'],
  ['172.16.0.0/12', '内网地址'],
  ['192.0.0.0/24', '协议保留地址'],
  ['192.0.2.0/24', '文档示例地址'],
  ['192.31.196.0/24', '协议保留地址'], // AS112 and AMT, RFC 7535, 7450: no website can stand there
  ['192.52.193.0/24', '协议保留地址'],
  ['192.88.99.0/24', 'IPv6 隧道地址'],
  ['192.168.0.0/16', '内网地址'],
  ['192.175.48.0/24', '协议保留地址'], // AS112, RFC 7534
  ['198.18.0.0/15', '性能测试地址'],
  ['198.51.100.0/24', '文档示例地址'],
  ['203.0.113.0/24', '文档示例地址'],
  ['224.0.0.0/4', '组播地址'],
  ['240.0.0.0/4', '保留或广播地址'],
].map(([range = '', reason = '']) => {
  const [network = '', bits] = range.split('/');
  return { network: parseIpv4(network) ?? 0, bits: Number(bits), reason };
});

const V6_RANGES = [
  ['::/128', '未指定地址'],
  ['::1/128', '本机地址'],
  ['::ffff:0:0/96', 'IPv4 映射地址'],
  ['::/96', 'IPv4 兼容地址'],
  ['64:ff9b::/96', 'NAT64 地址'],
  ['64:ff9b:1::/48', 'NAT64 地址'],
  ['100::/64', '丢弃专用地址'],
  ['100:0:0:1::/64', '丢弃专用地址'], // RFC 9780
  ['2001::/32', 'Teredo 隧道地址'],
  ['2001:2::/48', '性能测试地址'],
  ['2001::/23', '协议保留地址'],
  ['2001:db8::/32', '文档示例地址'],
  ['2002::/16', '6to4 隧道地址'],
  ['2620:4f:8000::/48', '协议保留地址'], // AS112, RFC 7534
  ['3ffe::/16', '已收回的地址'], // 6bone, RFC 3701
  ['3fff::/20', '文档示例地址'],
  ['5f00::/16', '协议保留地址'], // RFC 9602
  ['fc00::/7', '内网地址'],
  ['fe80::/10', '链路本地地址'],
  ['fec0::/10', '内网地址'],
  ['ff00::/8', '组播地址'],
].map(([range = '', reason = '']) => {
  const [network = '', bits] = range.split('/');
  return { network: parseIpv6(network) ?? [], bits: Number(bits), reason };
});

import { SiteMark, SiteMarks } from '@app/crawling/site-marks';
import { FlatPage } from './flat-page';
import { PageLink, Resolve } from './links';
import { searchFormOf, showsSearch } from './search-form';

/** Header and footer stand at the ends of a page; what lies between is the page's own. */
const EDGE_LINES = 80;
const MOST_SHAPED = 40;

/** 网站标识 as printed in header and footer, or linked from there (备案, 标识 and 找错 are often images). */
export function siteMarksOf(page: FlatPage, links: readonly PageLink[], resolve: Resolve): SiteMarks {
  const text = edgeText(page);
  const addresses = edgeAddresses(page, links);
  const siteCode = siteCodeOf(page, text);
  const icp = ICP.exec(text)?.[0].replace(/\s/g, '');
  const police = policeNumberOf(text, addresses);
  const form = searchFormOf(page, resolve);
  return {
    ...(siteCode ? { siteCode } : {}),
    ...(icp ? { icp } : {}),
    ...(police ? { police } : {}),
    has: SHOWN.flatMap(([mark, shows]) => (shows({ page, text, addresses }) ? [mark] : [])),
    ...(form ? { search: form } : {}),
  };
}

interface Frame {
  readonly page: FlatPage;
  readonly text: string;
  /** Addresses of links, pictures and scripts, one per line. */
  readonly addresses: string;
}

/** Characters as the reader sees them; numbers in footers are written in every width. */
function edgeText({ lines }: FlatPage): string {
  const edge = lines.length <= EDGE_LINES * 2 ? lines : [...lines.slice(0, EDGE_LINES), ...lines.slice(-EDGE_LINES)];
  return edge
    .map(({ text }) => text.slice(0, 600))
    .join('\n')
    .normalize('NFKC');
}

const ADDRESSED = new Set(['img', 'script', 'iframe', 'frame']);

/** Only names of pictures and scripts, and hosts known for what they stand for, are asked of them. */
function edgeAddresses({ tree }: FlatPage, links: readonly PageLink[]): string {
  const sources = tree.elements
    .filter(({ name }) => ADDRESSED.has(name))
    .map(({ name, attributes: { src = '', alt = '' } }) => `${name}:${src.slice(0, 300)} ${alt}`);
  const known = links.filter(({ url }) => KNOWN_HOSTS.test(url)).slice(0, MOST_SHAPED);
  return [...sources, ...known.map(({ url }) => `a:${url.slice(0, 300)}`)].join('\n');
}

const KNOWN_HOSTS = /beian\.|conac\.cn|zfwzgl\.www\.gov\.cn|zfwzzc/i;
const ICP = /[\u4e00-\u9fa5]\s?ICP\s?备\s?(?:第\s?)?\d{5,12}\s?号(?:\s?-\s?\d{1,3})?/i;
const POLICE = /[\u4e00-\u9fa5]?\s?公网安备\s?(?:第\s?)?(\d{10,16})/;
/** The number stands in the address of its picture's link where the page prints none. */
const POLICE_ADDRESS = /beian\.(?:mps\.)?gov\.cn[^\n]{0,80}?(?:record)?code=(\d{10,16})/i;
const SITE_CODE = /(?:网站)?标识[码号]\s?[::]?\s?(bm\d{8}|\d{10})(?!\d)/i;

function siteCodeOf({ metas }: FlatPage, text: string): string | undefined {
  const printed = SITE_CODE.exec(text)?.[1];
  const declared = /^\s*(bm\d{8}|\d{10})\s*$/i.exec(metas.get('siteidcode') ?? '')?.[1];
  return (printed ?? declared)?.toLowerCase();
}

function policeNumberOf(text: string, addresses: string): string | undefined {
  return POLICE.exec(text)?.[1] ?? POLICE_ADDRESS.exec(addresses)?.[1];
}

const says =
  (words: RegExp) =>
  ({ text, addresses }: Frame): boolean =>
    words.test(text) || words.test(addresses);

/** Scripts and frames by such names put in header or footer. */
const SCRIPTED_FRAME =
  /(?:script|i?frame):[^\n]{0,200}?(?:foot|bottom|copyright|header|common_?(?:top|head)|dibu|yejiao)[^\n]{0,80}/i;
const LOADED_FRAME =
  /\$\(\s*["'][#.]?[\w-]{0,20}(?:foot|bottom|copyright|header|top)[\w-]{0,20}["']\s*\)\s*\.\s*(?:load|html|append)\s*\(/i;

const SHOWN: readonly (readonly [SiteMark, (frame: Frame) => boolean])[] = [
  ['partyMark', says(/bszs\.conac|dcs\.conac|conac\.cn\/sitename|党政机关(?:网站)?标识|事业单位(?:网站)?标识/i)],
  ['errorReport', says(/我为政府网站找错|政府网站找错|zfwzgl\.www\.gov\.cn|zfwzzc/i)],
  ['ipv6', says(/(?:支持|启用|已通过)[^\n]{0,6}ipv6|ipv6[^\n]{0,8}(?:支持|网络|访问)/i)],
  ['barrierFree', says(/无障碍|wuzhangai|\bwza\b|barrier-?free|accessib/i)],
  ['elderly', says(/长者|适老|老年(?:版|模式)|关怀(?:版|模式)|大字版|elder|zhangzhe|\bslh\b/i)],
  ['search', ({ page, text }) => showsSearch(page, text)],
  ['scripted', ({ page, addresses }) => SCRIPTED_FRAME.test(addresses) || isLoaded(page)],
];

function isLoaded({ scripts }: FlatPage): boolean {
  return scripts.some(({ text }) => LOADED_FRAME.test(text.slice(0, 20_000)));
}

/** The peers as somebody who knows them well would set them up; what they read is what `bare-loop.ts` reads. */

/** ES module. Arguments: origin, file for the fields. Runs in a folder where @crawlee/cheerio is installed. */
export const CRAWLEE = `
import { createRequire } from 'node:module';
import { Agent } from 'node:http';
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
const require = createRequire(import.meta.url);
const entry = require.resolve('@crawlee/cheerio');
const own = createRequire(entry);
const { BasicCrawler, Configuration, log } = own('@crawlee/basic') ?? {};
const cheerio = own('cheerio');
const [, , origin, fieldsFile] = process.argv;
log.setLevel(log.LEVELS.OFF);
const agent = { http: new Agent({ keepAlive: true, maxSockets: 16 }) };
const seen = new Set([origin + '/']);
const fields = [];
let pages = 0;
let textLength = 0;
const gbk = new TextDecoder('gbk');
function decoded(bytes, contentType) {
  const charset = /charset=([\\w-]+)/i.exec(contentType ?? '')?.[1]
    ?? /charset=["']?([\\w-]+)/i.exec(bytes.toString('latin1', 0, 1024))?.[1] ?? 'utf-8';
  return /^gb/i.test(charset) ? gbk.decode(bytes) : bytes.toString('utf8');
}
const crawler = new BasicCrawler({
  minConcurrency: 16, maxConcurrency: 16, maxRequestRetries: 0, useSessionPool: false, keepAlive: false,
  async requestHandler({ request, sendRequest, crawler }) {
    const response = await sendRequest({ responseType: 'buffer', agent, useHeaderGenerator: false, http2: false, retry: { limit: 0 }, decompress: false });
    const $ = cheerio.load(decoded(response.body, response.headers['content-type']), { xml: { xmlMode: false, decodeEntities: true } });
    pages += 1;
    const found = [];
    for (const link of $('a[href]').get()) {
      const href = link.attribs.href;
      const url = href.startsWith('/') ? origin + href : new URL(href, request.url).href;
      if (!url.startsWith(origin) || seen.has(url)) continue;
      seen.add(url);
      found.push({ url, uniqueKey: url });
    }
    if (found.length > 0) await crawler.addRequests(found);
    $('script, style').remove();
    const text = $.root().text();
    textLength += text.length;
    const publishedOn = /发布日期：(\\d{4}-\\d{2}-\\d{2})/.exec(text)?.[1];
    if (publishedOn) fields.push([request.url.slice(origin.length), $('h1').text(), publishedOn, /文号：(\\S{4,40}?号)/.exec(text)?.[1]].join('\\t'));
  },
}, new Configuration({ persistStorage: false, systemInfoIntervalMillis: 10000, availableMemoryRatio: 0.8 }));
await crawler.run([origin + '/']);
writeFileSync(fieldsFile, fields.join('\\n'));
process.stdout.write(JSON.stringify({ pages, textLength }) + '\\n');
process.exit(0);
`;

/** Python 3. Arguments: origin, file for the fields. */
export const SCRAPY = `
import json, re, sys
from lxml import etree
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess

ORIGIN, FIELDS = sys.argv[1:3]
LINKS = etree.XPath('//a/@href')
TITLE = etree.XPath('string(//h1)')
TEXT = etree.XPath('//text()[not(parent::script or parent::style)]')
DATE = re.compile('发布日期：(\\\\d{4}-\\\\d{2}-\\\\d{2})')
NUMBER = re.compile('文号：(\\\\S{4,40}?号)')
PARSERS = {}

class County(Spider):
    name = 'county'
    seen = {ORIGIN + '/'}
    fields = []
    pages = 0
    length = 0

    def start_requests(self):
        yield Request(ORIGIN + '/', dont_filter=True)

    def parse(self, response):
        County.pages += 1
        parser = PARSERS.get(response.encoding) or PARSERS.setdefault(response.encoding, etree.HTMLParser(encoding=response.encoding, huge_tree=True))
        tree = etree.fromstring(response.body, parser)
        text = ''.join(TEXT(tree))
        County.length += len(text)
        date = DATE.search(text)
        if date:
            number = NUMBER.search(text)
            self.fields.append('\\t'.join([response.url[len(ORIGIN):], TITLE(tree), date.group(1), number.group(1) if number else '']))
        for href in LINKS(tree):
            url = ORIGIN + href if href[0] == '/' else response.urljoin(href)
            if url.startswith(ORIGIN) and url not in self.seen:
                self.seen.add(url)
                yield Request(url, dont_filter=True)

OFF = dict.fromkeys
process = CrawlerProcess({
    'LOG_ENABLED': False, 'TELNETCONSOLE_ENABLED': False, 'ROBOTSTXT_OBEY': False, 'COOKIES_ENABLED': False,
    'RETRY_ENABLED': False, 'REDIRECT_ENABLED': False, 'CONCURRENT_REQUESTS': 16, 'CONCURRENT_REQUESTS_PER_DOMAIN': 16,
    'DOWNLOAD_DELAY': 0, 'AUTOTHROTTLE_ENABLED': False, 'COMPRESSION_ENABLED': False, 'DOWNLOAD_TIMEOUT': 30,
    'DUPEFILTER_CLASS': 'scrapy.dupefilters.BaseDupeFilter', 'REFERER_ENABLED': False, 'STATS_DUMP': False,
    'SPIDER_MIDDLEWARES': OFF(['scrapy.spidermiddlewares.httperror.HttpErrorMiddleware', 'scrapy.spidermiddlewares.offsite.OffsiteMiddleware',
        'scrapy.spidermiddlewares.referer.RefererMiddleware', 'scrapy.spidermiddlewares.urllength.UrlLengthMiddleware',
        'scrapy.spidermiddlewares.depth.DepthMiddleware']),
    'DOWNLOADER_MIDDLEWARES': OFF(['scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware', 'scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware',
        'scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware', 'scrapy.downloadermiddlewares.useragent.UserAgentMiddleware',
        'scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware', 'scrapy.downloadermiddlewares.stats.DownloaderStats']),
    'EXTENSIONS': OFF(['scrapy.extensions.corestats.CoreStats', 'scrapy.extensions.memusage.MemoryUsage', 'scrapy.extensions.logstats.LogStats']),
})
process.crawl(County)
process.start()
with open(FIELDS, 'w', encoding='utf-8') as out:
    out.write('\\n'.join(County.fields))
print(json.dumps({'pages': County.pages, 'textLength': County.length}))
`;

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Tokenizer } from 'htmlparser2';
import { SwiftTokenizer } from './swift-tokenizer';

const EVENTS = [
  'onattribdata',
  'onattribentity',
  'onattribend',
  'onattribname',
  'oncdata',
  'onclosetag',
  'oncomment',
  'ondeclaration',
  'onend',
  'onopentagend',
  'onopentagname',
  'onprocessinginstruction',
  'onselfclosingtag',
  'ontext',
  'ontextentity',
] as const;

/** Every call a tokenizer makes. */
function tokensOf(kind: typeof SwiftTokenizer | typeof Tokenizer, html: string): string[] {
  const tokens: string[] = [];
  const callbacks = Object.fromEntries(
    EVENTS.map((name) => [name, (...given: number[]) => tokens.push(`${name} ${given.join(' ')}`)]),
  );
  const tokenizer = new kind({ decodeEntities: true, xmlMode: false }, callbacks as never);
  tokenizer.write(html);
  tokenizer.end();
  return tokens;
}

const expectSame = (html: string) => expect(tokensOf(SwiftTokenizer, html)).toEqual(tokensOf(Tokenizer, html));

describe('SwiftTokenizer gives the tokens of htmlparser2', () => {
  it.each([
    '',
    '清河县',
    'a &amp; b &nbsp &#x6cb3; &unknown; & &',
    `<a href="a&amp;b" title='x"y' data-x=1&lt;2 disabled>文</a>`,
    '<a href="never closed',
    "<a href='",
    '<p class=a/b>一</p ><br/>',
    '<script>if (a < b && c) "</p>"</script><style>a{}</style><title>a &amp; b</title>',
    '<script>never closed',
    '<textarea><b>&lt;</b></textarea><xmp><b></xmp>',
    '<!-- a -- b --->c<!--><!-><!DOCTYPE html><?php a ?><![CDATA[x]]>',
    '</ p></p x=1></!x><1><>< p>',
    '\0<\0a\0>\0',
    '<a b="1"c=\'2\'d=3>',
  ])('%j', expectSame);

  it('on markup put together at random', () => {
    const pieces = fc.constantFrom(
      ...[
        '<',
        '>',
        '</',
        '/>',
        '<!--',
        '-->',
        '-',
        '!',
        '?',
        '=',
        '"',
        "'",
        ' ',
        '\n',
        '&',
        '&amp;',
        '&#38',
        ';',
        '清',
      ],
      ...[
        'a',
        'div',
        'script',
        '<script>',
        '</script>',
        '<title>',
        '</title>',
        'style',
        '<p class="',
        '<![CDATA[',
        ']]>',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => expectSame(parts.join(''))),
      { numRuns: 5_000 },
    );
  });

  const folder = join(__dirname, '../../../shared/data/pages');
  const pages = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html')) : [];
  (pages.length > 0 ? it : it.skip)(`on ${pages.length} saved pages (../shared/data/pages)`, () => {
    for (const page of pages) expectSame(readFileSync(join(folder, page), 'utf8'));
  });
});

/** Characters looked at by searches; the original looks at each once. */
function searched(html: string): number {
  let looked = 0;
  const search = jest.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, mark, from = 0) {
    let at = from;
    while (at < this.length && this[at] !== mark) at += 1;
    looked += at - from + 1;
    return at < this.length ? at : -1;
  });
  tokensOf(SwiftTokenizer, html);
  search.mockRestore();
  return looked;
}

it.each([
  ['& without end', '&'.repeat(50_000)],
  ['text and &', 'a&'.repeat(50_000)],
  ['a value of &', `<a b="${'a&'.repeat(50_000)}`],
  ['a value without partner', `<a b='${`"a&`.repeat(50_000)}`],
  ['< without end', '<'.repeat(50_000)],
  ['values without &', '<a b="c">'.repeat(10_000)],
  ['texts and one & at the end', `${'x<b>'.repeat(10_000)}&`],
  ['scripts', '<script>a<b</script>'.repeat(5_000)],
  ['a comment of dashes', `<!--${'a-'.repeat(50_000)}`],
])('SwiftTokenizer searches a page of %s at most once for each of its four marks', (_what, html) => {
  expect(searched(html)).toBeLessThanOrEqual(html.length * 4 + 100);
});

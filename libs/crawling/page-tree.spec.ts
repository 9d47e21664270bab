import { isElement, MAX_DEPTH, PageElement, parsePage } from './page-tree';

/** The tree as brackets: `div(p("a"))`. */
const shape = (html: string) => brackets(parsePage(html).root).replace(/^#document\((.*)\)$/, '$1');
const brackets = (element: PageElement): string =>
  `${element.name}(${element.children.map((child) => (isElement(child) ? brackets(child) : `"${child.text}"`)).join('')})`;

describe('parsePage', () => {
  it.each([
    ['<div><p>一<p>二</div>', 'div(p("一")p("二"))'],
    ['<ul><li>一<li>二</ul>', 'ul(li("一")li("二"))'],
    ['<table><tr><td>一<td>二<tr><td>三</table>', 'table(tr(td("一")td("二"))tr(td("三")))'],
    ['<table><tr><td><table><tr><td>一</table><td>二</table>', 'table(tr(td(table(tr(td("一"))))td("二")))'],
    ['<a href=x>一<a href=y>二</a>', 'a("一")a("二")'],
    ['<p>一</div>二</p>', 'p("一""二")'],
    ['<td>一</td></div>二', 'td("一")"二"'],
    ['<dl><dt>一<dd>二<dt>三</dl>', 'dl(dt("一")dd("二")dt("三"))'],
    ['一<br>二<img src=x>三', '"一"br()"二"img()"三"'],
    ['&lt;清&#x6cb3;&nbsp;&gt;', '"<清河\u00a0>"'],
    ['<script>if (a < b) "<p>"</script>', 'script("if (a < b) "<p>"")'],
  ])('reads %s', (html, tree) => expect(shape(html)).toBe(tree));

  it('keeps the attributes readers need, first of a name, names in lower case', () => {
    const { elements } = parsePage('<A HREF="/a?x=1&amp;y=2" href=/b Title=清河 onclick=steal() style=color:red>');
    expect({ ...elements[1]?.attributes }).toEqual({ href: '/a?x=1&y=2', title: '清河' });
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])('reads <%s> like any other name', (name) => {
    expect(shape(`<${name}>一</${name}><p>二`)).toBe(`${name.toLowerCase()}("一")p("二")`);
    expect(parsePage(`<p ${name}=x>`).elements[1]?.attributes).toEqual({});
  });

  it('tells what an element is called by class and id', () => {
    expect(parsePage('<p class="A b" id=C><p><p id=D>').elements.map(({ marks }) => marks)).toEqual([
      ' ',
      'a b c',
      ' ',
      ' d',
    ]);
  });

  it('numbers elements in document order', () => {
    const { elements } = parsePage('<div><p>一</p><p>二</p></div><p>三</p>');
    expect(elements.map(({ order }) => order)).toEqual([0, 1, 2, 3, 4]);
    expect(elements.map(({ lastOrder }) => lastOrder)).toEqual([4, 3, 2, 3, 4]);
  });

  it('flattens what is deeper than the cap', () => {
    const { elements, root } = parsePage('<b>'.repeat(2_000) + '清河');
    let depth = 0;
    for (let next: PageElement | undefined = root; next; next = next.children.find(isElement)) depth += 1;
    expect(depth).toBeLessThanOrEqual(MAX_DEPTH + 1);
    expect(elements).toHaveLength(2_001);
  });
});

describe('hostile markup costs linear time', () => {
  const MEGABYTE = 1_000_000;
  const filled = (part: string, length = MEGABYTE) => part.repeat(Math.ceil(length / part.length));
  it.each([
    ['nested div', filled('<div>')],
    ['nested b', filled('<b>')],
    ['nested font and p', filled('<font><p>')],
    ['nested tables', filled('<table><tr><td>')],
    ['tables of b', filled('<table><b>')],
    ['end tags without start', filled('</div>')],
    ['end tags that find nothing in the cell', `<div><table><td>${'<b>'.repeat(505)}${filled('</div>')}`],
    ['list items under a deep stack', `<ul><li>${'<b>'.repeat(505)}${filled('<li>')}`],
    ['links', filled('<a href="/a.html">公告</a>', MEGABYTE * 4)],
    ['one attribute of 10 MB', `<a href="${filled('x', MEGABYTE * 10)}`],
    ['many attributes', `<a ${filled('b=c ')}>`],
    ['entities', filled('&#x9;&amp;&')],
    ['open comments', filled('<!--')],
    ['null bytes', filled('\0<\0')],
  ])('%s', (_norm, html) => {
    const before = process.cpuUsage();
    const { elements } = parsePage(html);
    const { user, system } = process.cpuUsage(before);
    expect(elements.length).toBeLessThanOrEqual(100_000);
    expect((user + system) / 1_000).toBeLessThan(2_000 * Math.max(1, html.length / MEGABYTE));
  });

  it('says when it did not read everything', () => {
    expect(parsePage(filled('<i>')).isTruncated).toBe(true);
    expect(parsePage('<i>清河</i>').isTruncated).toBe(false);
  });
});

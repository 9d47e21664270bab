import { describeFamily } from '../family-pages.fixture';
import { unfoldDatastore } from './datastore';

const SITE = 'https://www.qinghe.example.gov.cn';

describeFamily('hanweb', [
  { name: 'hanweb-article', url: `${SITE}/art/2026/10/21/art_1021_58000.html` },
  { name: 'hanweb-record', url: `${SITE}/art/2026/11/3/art_1229_590.html` },
  { name: 'hanweb-jpaas', url: `${SITE}/jpaas-jact-web-server/art/2026/art_8f2b.html` },
  { name: 'hanweb-list', url: `${SITE}/col/col1021/index.html` },
  { name: 'hanweb-dataproxy', url: `${SITE}/module/web/jpage/dataproxy.jsp?page=1&columnid=1021&unitid=4821211` },
]);

describe('unfoldDatastore', () => {
  it('leaves pages without a store as they are', () => {
    expect(unfoldDatastore('<p>清河县</p>')).toBe('<p>清河县</p>');
  });

  it.each([
    ['a store that never ends', '<datastore><record><![CDATA[<li>一</li>]]></record>'],
    ['a record that never ends', '<datastore><record><![CDATA[<li>一</li></datastore>'],
    ['a store inside an open script', '<script><datastore><record><![CDATA[x]]></record></datastore>'],
  ])('survives %s', (_norm, html) => {
    expect(typeof unfoldDatastore(html)).toBe('string');
  });

  it('asks for no further rows when all are shown', () => {
    const html = '<datastore><record><![CDATA[<li>一</li>]]></record></datastore>{totalRecord:1,proxyUrl:"/p"}';
    expect(unfoldDatastore(html)).not.toContain('startrecord');
  });
});

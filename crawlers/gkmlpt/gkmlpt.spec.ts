import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFamily } from '../family-pages.fixture';
import { extract } from '../index';

const SITE = 'https://wjj.qinghe.example.gov.cn';

describeFamily('gkmlpt', [
  { name: 'gkmlpt-article', url: `${SITE}/bmwj/content/post_58779.html` },
  { name: 'gkmlpt-list', url: `${SITE}/bmwj/index.html` },
  { name: 'gkmlpt-shell', url: `${SITE}/gkmlpt/index` },
  { name: 'gkmlpt-directory', url: `${SITE}/gkmlpt/index` },
  { name: 'gkmlpt-json', url: `${SITE}/gkmlpt/api/all/21023?page=1&sid=758019` },
]);

it('links the sections of the directory to their lists', () => {
  const html = readFileSync(join(__dirname, 'gkmlpt-directory.html'), 'utf8');
  expect(extract({ url: `${SITE}/gkmlpt/index`, html }).links).toEqual([
    { url: `${SITE}/gkmlpt/api/all/21022?page=1&sid=758019`, text: '医疗卫生信息' },
    { url: `${SITE}/gkmlpt/api/all/21023?page=1&sid=758019`, text: '许可公示' },
  ]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract, extractJson } from './index';

/** A saved page `<name>.html` of a family, beside it `<name>.expected.json` with its public fields. */
export interface SavedPage {
  readonly name: string;
  readonly url: string;
}

/** One test per saved page: the family recognises it, and the fields are those expected. */
export function describeFamily(family: string, pages: readonly SavedPage[]): void {
  const folder = join(__dirname, family);
  describe(`family ${family}`, () => {
    it.each(pages)('reads $name', ({ name, url }) => {
      const html = readFileSync(join(folder, `${name}.html`), 'utf8');
      const page = extract({ url, html });
      expect(page.family).toBe(family);
      expect(extractJson(page)).toEqual(JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8')));
    });
  });
}

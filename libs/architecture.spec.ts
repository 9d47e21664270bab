import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Each lib imports only those before it; identity and platform stand beside the flow. */
const FLOW = [
  'calendar',
  'catalog',
  'sites',
  'crawling',
  'observation',
  'evaluation',
  'alerting',
  'rectification',
  'complaints',
  'restoration',
  'assessment',
  'reporting',
];
const MAY_IMPORT: Record<string, string[]> = {
  apps: ['apps', 'libs', 'crawlers', 'rules'],
  crawlers: ['crawlers', 'libs'],
  rules: ['rules', 'libs'],
  libs: ['libs'],
};
const SHELL = /\.(module|worker|controller|store|client|command|reader|writer)$|^libs\/(platform|identity)\/|^apps\//;
const PURE_PACKAGES = ['cheerio', 'htmlparser2', 'domutils', 'domhandler'];

const files = Object.keys(MAY_IMPORT)
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)))
  .filter((file) => file.endsWith('.ts') && !/\.(spec|fixture)\.ts$|\/fixtures\//.test(file));
const source = (file: string) => readFileSync(file, 'utf8');
const imports = (file: string) =>
  [...source(file).matchAll(/from '([^']+)'/g)].map(([, path = '']) =>
    path.startsWith('.') ? join(dirname(file), path) : path.replace(/^@app\//, 'libs/'),
  );

describe('architecture', () => {
  it.each(files)('%s imports only what stands before it', (file) => {
    const [top = '', stage = ''] = file.split('/');
    for (const path of imports(file)) {
      const [otherTop = '', otherStage = ''] = path.split('/');
      if (!(otherTop in MAY_IMPORT)) continue;
      expect(MAY_IMPORT[top]).toContain(otherTop);
      if (top === 'libs' && FLOW.includes(stage))
        expect(FLOW.indexOf(otherStage)).toBeLessThanOrEqual(FLOW.indexOf(stage));
    }
  });

  it.each(files.filter((file) => !SHELL.test(file.replace(/\.ts$/, ''))))('%s is pure', (file) => {
    for (const path of imports(file)) {
      expect(path).not.toMatch(SHELL);
      expect([...Object.keys(MAY_IMPORT), ...PURE_PACKAGES]).toContain(path.split('/')[0]);
    }
    expect(source(file)).not.toMatch(/\bnew Date\(\)|Date\.now|Math\.random|process\.env|\basync\b/);
  });
});

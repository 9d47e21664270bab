import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Each lib imports only those before it; identity and platform stand beside the flow, for shell files. */
const FLOW = [
  'calendar',
  'catalog',
  'sites',
  'crawling',
  'registers',
  'observation',
  'evaluation',
  'alerting',
  'rectification',
  'complaints',
  'restoration',
  'assessment',
  'reporting',
];
const BESIDE = ['identity', 'platform'];
const MAY_IMPORT: Record<string, string[]> = {
  apps: ['apps', 'libs', 'crawlers', 'rules', 'dashboards'],
  crawlers: ['crawlers', 'libs'],
  dashboards: ['dashboards', 'libs'],
  rules: ['rules', 'libs'],
  libs: ['libs'],
};
const SHELL =
  /\.(module|worker|controller|store|client|command|reader|writer|token|filter|guard)$|^libs\/(platform|identity)\/|^apps\/|^dashboards\//;
const PURE_PACKAGES = ['cheerio', 'htmlparser2', 'domutils', 'domhandler', '@marcbachmann'];
const IMPURE = /\bnew Date\(\)|Date\.now|Math\.random|process\.env|\basync\b(?!:)|\bsetTimeout\b|\bfetch\(/;

/** No reason is good enough beyond these; the house aims at 150 lines, 25 and 3. The browser UI has its own build. */
const LONGEST_FILE = 300;
const LONGEST_FUNCTION = 50;
const MOST_PARAMETERS = 5;
/** Data, generated markup, and the API's types, which the web UI reads as one page. */
const EXEMPT =
  /\/migrations\/|^apps\/api\/views\.ts$|^crawlers\/sites\/|\/markup\/|^apps\/sandbox\/county\/units\/|^apps\/cli\/bench\//;

const root = join(__dirname, '..');
const files = Object.keys(MAY_IMPORT)
  .filter((top) => existsSync(join(root, top)))
  .flatMap((top) => readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)))
  .filter((file) => /\.tsx?$/.test(file) && !/\.(spec|fixture)\.tsx?$|\/fixtures\/|^apps\/web\/|\.d\.ts$/.test(file));
const source = (file: string) => readFileSync(join(root, file), 'utf8');
const code = (file: string) => source(file).replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, '');
const isShell = (path: string) => SHELL.test(path.replace(/\.ts$/, ''));

/** Paths from the repository's root for our own files, package names for others. Types alone may come from anywhere. */
const imports = (file: string) =>
  [
    ...code(file).matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from '([^']+)'|\b(?:import|require)\('([^']+)'\)/gm),
  ].map(([, one, other]) => {
    const path = one ?? other ?? '';
    return path.startsWith('.') ? join(dirname(file), path) : path.replace(/^@app\//, 'libs/');
  });

describe('architecture', () => {
  it('sees the tree', () => {
    expect(files.length).toBeGreaterThan(100);
    for (const lib of ['calendar', 'catalog', 'crawling', 'observation', 'evaluation', 'alerting'])
      expect(files.some((file) => file.startsWith(`libs/${lib}/`))).toBe(true);
  });

  it('has an index file only where it is a list', () => {
    const indexes = files.filter((file) => /(?:^|\/)index\.ts$/.test(file));
    expect(indexes.filter((file) => !/^(?:crawlers|rules|libs\/platform\/migrations)\/index\.ts$/.test(file))).toEqual(
      [],
    );
  });

  it.each(files)('%s imports only what stands before it', (file) => {
    const [top = '', stage = ''] = file.split('/');
    for (const path of imports(file)) {
      const [otherTop = '', otherStage = ''] = path.split('/');
      if (!(otherTop in MAY_IMPORT)) continue;
      expect(MAY_IMPORT[top]).toContain(otherTop);
      if (top !== 'libs' || stage === otherStage || !FLOW.includes(stage)) continue;
      if (BESIDE.includes(otherStage)) expect([file, path, isShell(file)]).toEqual([file, path, true]);
      else expect(FLOW.slice(0, FLOW.indexOf(stage))).toContain(otherStage);
    }
  });

  it.each(files.filter((file) => !isShell(file)))('%s is pure', (file) => {
    for (const path of imports(file)) {
      expect(isShell(path)).toBe(false);
      expect([...Object.keys(MAY_IMPORT), ...PURE_PACKAGES]).toContain(path.split('/')[0]);
    }
    expect(code(file)).not.toMatch(IMPURE);
  });

  it.each(files.filter((file) => !EXEMPT.test(file)))('%s is small enough to read', (file) => {
    expect(source(file).split('\n').length - 1).toBeLessThanOrEqual(LONGEST_FILE);
    expect(longFunctions(file)).toEqual([]);
  });
});

/** Names of functions that are too long or take too many parameters; constructors may take what they need. */
function longFunctions(file: string): string[] {
  const parsed = ts.createSourceFile(file, source(file), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const lineOf = (position: number) => parsed.getLineAndCharacterOfPosition(position).line;
      const lines = lineOf(node.getEnd()) - lineOf(node.getStart()) + 1;
      const name = `${node.name?.getText() ?? 'anonymous'}:${lineOf(node.getStart()) + 1}`;
      const parameters = ts.isConstructorDeclaration(node)
        ? 0
        : node.parameters.filter(({ name: each }) => each.getText() !== 'this').length;
      if (lines > LONGEST_FUNCTION) found.push(`${name} has ${lines} lines`);
      if (parameters > MOST_PARAMETERS) found.push(`${name} takes ${parameters} parameters`);
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

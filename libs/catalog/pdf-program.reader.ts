/*
 * What runs in the process that reads a PDF. The functions are handed over as text (`PDF_PROGRAM`), so that the same code
 * runs from the sources and from the build, and nothing of ours has to be readable there. They may use each other and
 * what Node has, but no import and no constant of this file.
 */

/* eslint-disable @typescript-eslint/no-require-imports -- `node --eval` has no other way to load by path */

interface Limits {
  readonly pages: number;
  readonly runs: number;
  readonly withRules: boolean;
}

type Matrix = readonly number[];

interface Item {
  readonly str?: string;
  readonly dir?: string;
  readonly width: number;
  readonly height: number;
  readonly transform: Matrix;
}

interface Page {
  readonly rotate: number;
  readonly getViewport: (options: { scale: number; rotation?: number }) => {
    width: number;
    height: number;
    transform: Matrix;
  };
  readonly getTextContent: (options: object) => Promise<{ items: readonly Item[] }>;
  readonly getOperatorList: () => Promise<{ fnArray: readonly number[]; argsArray: readonly never[][] }>;
  readonly cleanup: () => void;
}

async function main(): Promise<void> {
  const [, home, limits] = process.argv as [string, string, string];
  const answer = await readPdf(home, JSON.parse(limits) as Limits).catch((error: Error) => ({
    refusal:
      error.name === 'PasswordException'
        ? 'password'
        : /alloc|length|memory/i.test(error.message)
          ? 'too-large'
          : 'damaged',
  }));
  process.stdout.write(JSON.stringify(answer), () => process.exit(0));
}

/** Reads standard input. pdf.js without its own fonts, scripts, images or network; its character maps are on disk. */
async function readPdf(home: string, limits: Limits) {
  // Only drawing needs it; pdf.js makes one while it is loaded.
  Object.assign(globalThis, { DOMMatrix: class {} });
  Object.assign(globalThis, { pdfjsWorker: require(`${home}legacy/build/pdf.worker.mjs`) });
  const pdfjs = require(`${home}legacy/build/pdf.mjs`);
  const document = await pdfjs.getDocument({
    data: new Uint8Array(require('node:fs').readFileSync(0)),
    cMapUrl: `${home}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${home}standard_fonts/`,
    isEvalSupported: false,
    useWasm: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    maxImageSize: 1,
    verbosity: 0,
  }).promise;
  const pages = [];
  let left = limits.runs;
  while (pages.length < Math.min(document.numPages, limits.pages) && left > 0) {
    const page = await readPage(await document.getPage(pages.length + 1), pages.length + 1, limits, pdfjs.OPS);
    left -= Math.max(page.runs.length, page.rules.length, 1);
    pages.push(page);
  }
  return { pages, pageCount: document.numPages, isCut: pages.length < document.numPages };
}

async function readPage(page: Page, number: number, limits: Limits, codes: Record<string, number>) {
  const { items } = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true });
  const rotation = page.rotate + turnOf(items, page.getViewport({ scale: 1 }).transform);
  const { width, height, transform } = page.getViewport({ scale: 1, rotation });
  const runs = items.filter(({ str }) => str?.trim()).map((item) => runOf(item, transform));
  const rules = limits.withRules ? rulesOf(await page.getOperatorList(), transform, codes) : [];
  page.cleanup();
  return { number, width, height, runs: runs.slice(0, limits.runs), rules: rules.slice(0, limits.runs) };
}

/** Degrees by which most of the text has to be turned to stand upright: wide tables lie on their side. */
function turnOf(items: readonly Item[], view: Matrix): 0 | 90 | 270 {
  const turns = { 0: 0, 90: 0, 270: 0 };
  for (const { str = '', transform } of items) {
    const [a = 1, b = 0] = multiply(view, transform);
    turns[Math.abs(a) >= Math.abs(b) ? 0 : b > 0 ? 270 : 90] += str.trim().length;
  }
  return turns[0] >= turns[90] + turns[270] ? 0 : turns[90] > turns[270] ? 90 : 270;
}

/** The box around the text, whichever way the page or the line is turned. */
function runOf(item: Item, view: Matrix) {
  const [a, b, c, d, e, f] = multiply(view, item.transform) as [number, number, number, number, number, number];
  const [along, up] = [Math.hypot(a, b) || 1, Math.hypot(c, d) || 1];
  const [width, height] = item.dir === 'ttb' ? [up, -item.height] : [item.width, item.height || up];
  const right = [(a / along) * width, (b / along) * width] as const;
  const top = [(c / up) * height, (d / up) * height] as const;
  const xs = [e, e + right[0], e + top[0], e + right[0] + top[0]];
  const ys = [f, f + right[1], f + top[1], f + right[1] + top[1]];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const text = (item.str ?? '').replaceAll('\0', '');
  return { text, ...rounded({ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }) };
}

/** Lines drawn or filled as thin rectangles, through all forms and turns of the coordinates. */
function rulesOf(
  list: { fnArray: readonly number[]; argsArray: readonly never[][] },
  view: Matrix,
  codes: Record<string, number>,
) {
  const rules: { x1: number; y1: number; x2: number; y2: number }[] = [];
  const saved: Matrix[] = [];
  let current = view;
  for (const [index, code] of list.fnArray.entries()) {
    const args = list.argsArray[index] ?? [];
    if (code === codes.save) saved.push(current);
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) current = saved.pop() ?? view;
    else if (code === codes.transform) current = multiply(current, args);
    else if (code === codes.paintFormXObjectBegin) {
      saved.push(current);
      if (args[0]) current = multiply(current, args[0]);
    } else if (code === codes.constructPath) {
      const [paint, data] = args as unknown as [number, [Float32Array | null]];
      if (paint !== codes.endPath && data[0]) addPath(rules, data[0], current, isFilled(paint, codes));
    }
  }
  return rules;
}

/** Painted as an area only: its edges are no lines, but a thin area is one. */
function isFilled(paint: number, codes: Record<string, number>): boolean {
  return paint === codes.fill || paint === codes.eoFill;
}

/** Path data: 0 x y moves, 1 x y draws, 2 and 3 are curves of six and four numbers, 4 closes. */
function addPath(rules: unknown[], data: Float32Array, matrix: Matrix, isArea: boolean): void {
  let points: number[][] = [];
  const end = () => {
    const boxes = isArea ? [points] : points.slice(1).map((point, at) => [points[at] ?? point, point]);
    for (const each of boxes) addRule(rules, each);
    points = [];
  };
  const at = (index: number) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
    const [x = 0, y = 0] = [data[index], data[index + 1]];
    return [a * x + c * y + e, b * x + d * y + f];
  };
  for (let index = 0; index < data.length;) {
    const code = data[index];
    if (code === 0) end();
    if (code === 0 || code === 1) points.push(at(index + 1));
    if (code === 4 && points[0]) points.push(points[0]);
    // A curve is no rule and no rectangle.
    if (code === 2 || code === 3) points = [];
    index += code === 4 ? 1 : code === 2 ? 7 : code === 3 ? 5 : 3;
  }
  end();
}

/** Keeps what is at most 3 points thick and longer than that. */
function addRule(rules: unknown[], points: readonly number[][]): void {
  if (points.length < 2) return;
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [right - left, bottom - top];
  if (Math.min(width, height) > 3 || Math.max(width, height) <= 3) return;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  rules.push(rounded(width > height ? { x1: left, y1: y, x2: right, y2: y } : { x1: x, y1: top, x2: x, y2: bottom }));
}

function multiply(left: Matrix, right: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = left;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = right;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function rounded<T extends Record<string, number>>(values: T): T {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Math.round(value * 100) / 100])) as T;
}

/** JavaScript for `node --eval`, with the folder of pdfjs-dist and the limits as arguments and the file as input. */
export const PDF_PROGRAM = [
  main,
  readPdf,
  readPage,
  turnOf,
  runOf,
  rulesOf,
  isFilled,
  addPath,
  addRule,
  multiply,
  rounded,
  'main();',
]
  .map(String)
  .join('\n');

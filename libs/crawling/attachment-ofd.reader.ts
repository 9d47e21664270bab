import { CatalogFileError } from '@app/catalog/catalog-file-error';
import { PdfRun } from '@app/catalog/pdf-page';
import { linesOf, textOfLine } from '@app/catalog/pdf-text';
import { walkXml } from '@app/catalog/xml.reader';
import { ZipPackage } from '@app/catalog/zip.reader';

const MOST_PAGES = 500;
const MOST_RUNS = 200_000;

/** Text of an OFD (GB/T 33190), page by page: lines from top to bottom as their boundaries stand. Throws CatalogFileError. */
export function ofdText(zip: ZipPackage): { readonly pages: number; readonly text: string; readonly isCut: boolean } {
  const document = valuesOf(zip.text('OFD.xml') ?? '', 'DocRoot').map((path) => resolved('', path));
  const paths = document.flatMap((path) => {
    const xml = zip.text(path);
    return xml === undefined ? [] : attributesOf(xml, 'Page', 'BaseLoc').map((base) => resolved(folderOf(path), base));
  });
  if (paths.length === 0) throw new CatalogFileError('文件已损坏：没有页面');
  const texts: string[] = [];
  let room = MOST_RUNS;
  for (const path of paths.slice(0, MOST_PAGES)) {
    const runs = runsOf(zip.text(path) ?? '').slice(0, room);
    room -= runs.length;
    texts.push(linesOf(runs).map(textOfLine).join('\n'));
  }
  return { pages: paths.length, text: texts.join('\n'), isCut: paths.length > MOST_PAGES || room <= 0 };
}

/** A TextObject has its place in Boundary (`x y width height`, millimetres) and its characters in TextCode. */
function runsOf(xml: string): PdfRun[] {
  const runs: PdfRun[] = [];
  let box: number[] = [];
  let text: string | undefined;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'TextObject') box = (attributes['Boundary'] ?? '').split(/\s+/).slice(0, 4).map(Number);
      if (name === 'TextCode') text = '';
    },
    text: (part) => {
      if (text !== undefined) text += part;
    },
    close: (name) => {
      if (name !== 'TextCode' || text === undefined) return;
      const [x = 0, y = 0, width = 0, height = 0] = box.map((number) => (Number.isFinite(number) ? number : 0));
      if (text.trim() !== '' && runs.length < MOST_RUNS) runs.push({ text, x, y, width, height });
      text = undefined;
    },
  });
  return runs;
}

function valuesOf(xml: string, element: string): string[] {
  const values: string[] = [];
  let value: string | undefined;
  walkXml(xml, {
    open: (name) => {
      if (name === element) value = '';
    },
    text: (part) => {
      if (value !== undefined) value += part;
    },
    close: (name) => {
      if (name === element && value !== undefined) values.push(value.trim());
      if (name === element) value = undefined;
    },
  });
  return values;
}

/** Attributes of `element`s inside the list of pages; templates are pages without text of their own. */
function attributesOf(xml: string, element: string, attribute: string): string[] {
  const values: string[] = [];
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === element && attributes[attribute]) values.push(attributes[attribute]);
    },
  });
  return values;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Paths with a slash in front start at the package; parents are not left out of sight: such a part does not exist. */
function resolved(folder: string, path: string): string {
  return path.startsWith('/') ? path.slice(1) : `${folder}${path}`.replace(/\/\.\//g, '/');
}

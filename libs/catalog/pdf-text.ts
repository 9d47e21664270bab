import { PdfRun } from './pdf-page';

/** A piece of a run, cut where a line of the table crosses it. */
export interface CutRun {
  readonly runs: readonly PdfRun[];
  /** The cut is a guess: no space and no character ends there. */
  readonly isDoubtful: boolean;
}

/**
 * Cuts a run at a position: pdf.js joins what stands closer than a character, the texts of two full cells included. The
 * places of characters are reckoned from their usual widths.
 */
export function cutAt(run: PdfRun, at: number): CutRun {
  const characters = [...run.text];
  const total = characters.reduce((sum, character) => sum + widthOf(character), 0);
  const scale = run.width / total;
  let x = run.x;
  const places = characters.slice(0, -1).map((character, index) => {
    x += widthOf(character) * scale;
    const isSpace = character === ' ' || characters[index + 1] === ' ';
    return { index: index + 1, x, off: Math.max(0, Math.abs(x - at) - (isSpace ? scale * 0.6 : 0)) };
  });
  const best = places.reduce<(typeof places)[number] | undefined>(
    (found, place) => (found && found.off <= place.off ? found : place),
    undefined,
  );
  if (!best || best.off > scale * 0.45) return { runs: [run], isDoubtful: true };
  const [left, right] = [characters.slice(0, best.index).join(''), characters.slice(best.index).join('')];
  return {
    runs: [
      { ...run, text: left.trim(), width: best.x - run.x },
      { ...run, text: right.trim(), x: best.x, width: run.x + run.width - best.x },
    ].filter(({ text }) => text !== ''),
    isDoubtful: best.off > scale * 0.3,
  };
}

/** Text of one cell: its lines from top to bottom; a line that fills the cell goes on in the next. */
export function cellText(runs: readonly PdfRun[], left: number, right: number): string {
  const lines = linesOf(runs);
  const padding = Math.min(8, ...runs.map(({ x }) => Math.max(0, x - left)));
  const width = right - left - 2 * padding;
  let text = '';
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (!before) text = textOfLine(line);
    else text += separator(before, line, width) + textOfLine(line);
  }
  return text.trim();
}

/** Runs by line, each from left to right. */
export function linesOf(runs: readonly PdfRun[]): PdfRun[][] {
  const lines: PdfRun[][] = [];
  for (const run of [...runs].sort((a, b) => middleOf(a) - middleOf(b))) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && middleOf(run) - middleOf(first) < Math.min(first.height, run.height) * 0.6) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}

export function middleOf({ y, height }: PdfRun): number {
  return y + height / 2;
}

/** Text of runs on one line; a gap as wide as a letter is a space. */
export function textOfLine(line: readonly PdfRun[]): string {
  return line.reduce((text, run, index) => {
    const before = line[index - 1];
    const gap = before ? run.x - before.x - before.width : 0;
    return text + (gap > run.height * 0.3 ? ' ' : '') + run.text.trim();
  }, '');
}

/** What begins a line of its own: a number, a box, a bullet. */
const STARTS_LINE = /^(?:\d{1,2}[.．、)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳■□☑☐√●○◆◇·•★※])/;

function separator(before: readonly PdfRun[], line: readonly PdfRun[], width: number): string {
  const next = line[0] as PdfRun;
  if (STARTS_LINE.test(next.text.trim())) return '\n';
  const last = before.at(-1) as PdfRun;
  const filled = last.x + last.width - (before[0] as PdfRun).x;
  // A sign that may not begin a line takes the character before it along.
  if (width - filled > next.height * 2.2) return '\n';
  const isWordCut = /[A-Za-z]$/.test(last.text.trim()) && /^[A-Za-z]/.test(next.text.trim());
  return isWordCut && !/:\/\/\S*$|www\./.test(last.text) ? ' ' : '';
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x2000 ? 0.5 : 1;
}

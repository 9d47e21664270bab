import { DARK, LIGHT, Tokens } from './tokens';

const TEXT: (keyof Tokens)[] = ['text', 'textSoft', 'accent', 'veto', 'high', 'medium', 'low', 'tip', 'done', 'doubt'];
const MARKS: (keyof Tokens)[] = [
  'vetoFill',
  'highFill',
  'mediumFill',
  'lowFill',
  'tipFill',
  'doubtFill',
  'doneFill',
  'lineStrong',
];
const GROUNDS: (keyof Tokens)[] = ['surface', 'page', 'raised', 'accentWash'];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('%s tokens', (_name, tokens) => {
  it.each(TEXT.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)))(
    '%s on %s reaches AA for text (4.5)',
    (ink, ground) => expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(4.5),
  );

  it.each(MARKS)('%s reaches AA for marks (3.0) on a surface', (mark) =>
    expect(contrast(tokens[mark], tokens.surface)).toBeGreaterThanOrEqual(3),
  );

  it('keeps the words of a primary button readable', () =>
    expect(contrast(tokens.onAccent, tokens.accentFill)).toBeGreaterThanOrEqual(4.5));

  it('keeps highlighted text readable', () =>
    expect(contrast(tokens.text, tokens.highlight)).toBeGreaterThanOrEqual(4.5));
});

/** WCAG 2.1 contrast ratio of two #rrggbb colours. */
function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

const MAX_LENGTH = 20_000;
const MAX_OUTPUTS = 40;
const ASSIGNMENT =
  /(?:^|[\s;{}(,])(?:var\s+|let\s+|const\s+)?([A-Za-z_$][\w$]{0,40})\s*=\s*(?:'([^'\\\n]{0,2000})'|"([^"\\\n]{0,2000})")/g;
const TOKEN =
  /\s*(?:'((?:[^'\\\n]|\\.){0,2000})'|"((?:[^"\\\n]|\\.){0,2000})"|([A-Za-z_$][\w$]{0,40}))(?:\.(substring|substr|slice)\(\s*(\d{1,3})\s*(?:,\s*(\d{1,3})\s*)?\))?\s*([+);,]?)/y;

/**
 * What an inline script writes into the page with `document.write`, where that can be read off: string literals and
 * variables that hold one. 发布时间, 来源 and menus are often written so. Output that uses an empty variable is left
 * out, as the usual `if (x != '')` would. Nothing is executed.
 */
export function writtenBy(script: string): string[] {
  if (script.length > MAX_LENGTH || !script.includes('document.write')) return [];
  const variables = variablesOf(script);
  const outputs: string[] = [];
  for (let at = script.indexOf('document.write'); at >= 0; at = script.indexOf('document.write', at + 14)) {
    const open = script.indexOf('(', at);
    const output = open < 0 || open - at > 20 ? undefined : evaluated(script, open + 1, variables);
    if (output) outputs.push(output);
    if (outputs.length >= MAX_OUTPUTS) break;
  }
  return outputs;
}

/** Variables of the script that hold a plain string; of two assignments the first, the rest is program flow. */
export function variablesOf(script: string): Map<string, string> {
  const variables = new Map<string, string>();
  for (const [, name = '', single, double] of script.slice(0, MAX_LENGTH).matchAll(ASSIGNMENT)) {
    if (!variables.has(name)) variables.set(name, single ?? double ?? '');
  }
  return variables;
}

/** A concatenation of literals and known variables up to the closing bracket; undefined for anything else. */
function evaluated(script: string, from: number, variables: ReadonlyMap<string, string>): string | undefined {
  let output = '';
  TOKEN.lastIndex = from;
  for (let parts = 0; parts < 30; parts += 1) {
    const token = TOKEN.exec(script);
    if (!token) return undefined;
    const [, single, double, name, cut, start, stop, next] = token;
    const value = single ?? double ?? (name === undefined ? undefined : variables.get(name));
    if (!value && name !== undefined) return undefined;
    const text = (value ?? '').replace(/\\(.)/g, '$1');
    output += cut
      ? partOf(text, { isLength: cut === 'substr', from: Number(start), to: Number(stop ?? text.length) })
      : text;
    if (next === ')') return output;
    if (next !== '+') return undefined;
  }
  return undefined;
}

interface Cut {
  /** `substr`: the second number is a length. */
  readonly isLength: boolean;
  readonly from: number;
  readonly to: number;
}

/** `"2026-11-03 09:00".substring(0, 10)`: the usual way to print a day only. */
function partOf(text: string, { isLength, from, to }: Cut): string {
  return text.slice(from, isLength ? from + to : to);
}

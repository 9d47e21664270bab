import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import type { Rule, RuleContext, Subject, Verdict } from '@app/evaluation/rule';

/**
 * What specs of rules must hold, held over all of them at once: their cases are run here a second time with an eye on
 * what the rules say. Every verdict that stands in a rule is given by a case, and for every number that a rule declares
 * there are cases so close to it that one less, and one more, would change what is said.
 */
interface Run {
  readonly subject: Subject;
  readonly context: RuleContext;
  readonly verdict: Verdict;
}
interface Watched {
  readonly sites: Set<string>;
  readonly runs: Map<Rule, Run[]>;
}
const VERDICTS = ['pass', 'fail', 'cannotTell', 'unseen', 'notApplicable'] as const;

jest.mock('@app/evaluation/rule', () => {
  const actual: Record<string, unknown> = jest.requireActual('@app/evaluation/rule');
  const watched: Watched = { sites: new Set(), runs: new Map() };
  Object.assign(globalThis, { watched });
  const names = ['pass', 'fail', 'cannotTell', 'unseen', 'notApplicable'];
  const noted = names.map((name) => [
    name,
    (...given: unknown[]) => {
      const [, , caller = ''] = (new Error().stack ?? '').split('\n');
      const [, file, line] = /\(?((?:\/|[A-Z]:)[^()]+):(\d+):\d+\)?$/.exec(caller) ?? [];
      if (file) watched.sites.add(`${file}:${line}`);
      return (actual[name] as (...all: unknown[]) => Verdict)(...given);
    },
  ]);
  const defineRule = (rule: Rule): Rule => {
    const runs: Run[] = [];
    const examine: Rule['examine'] = (subject, context) => {
      const verdict = rule.examine(subject, context);
      runs.push({ subject, context, verdict });
      return verdict;
    };
    const own = { ...rule, examine };
    watched.runs.set(rule, runs);
    return own;
  };
  return { ...actual, ...Object.fromEntries(noted), defineRule };
});

const watched = () => (globalThis as unknown as { readonly watched: Watched }).watched;
const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const specs = files.filter((file) => /\.spec\.ts$/.test(file) && !/^(?:packs\/|catalogue|verdicts)/.test(file));
for (const spec of specs) describe(spec, () => void jest.requireActual(join(__dirname, spec)));

/** Where verdicts are given, by file and line. */
function verdictsIn(file: string): string[] {
  const path = join(__dirname, file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && (VERDICTS as readonly string[]).includes(node.expression.getText()))
      found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('the specs of all rules', () => {
  it('show that a rule asked of what it is not about accuses nobody', () => {
    const all = [...watched().runs.values()].flat();
    const wrong = [...watched().runs.keys()].flatMap((rule) => {
      // An obligation and an entry carry what says which rule judges them: no other can be asked.
      if (!['document', 'page', 'case'].includes(rule.subject)) return [];
      const others = all.filter(({ subject }) => subject.kind === rule.subject && rule.appliesTo?.(subject) === false);
      return others
        .map(({ subject, context }) => rule.examine(subject, { ...context, parameters: rule.parameters }))
        .filter(({ outcome }) => outcome === 'fail')
        .map(({ explanation }) => `${rule.code} ${explanation}`);
    });
    expect(wrong).toEqual([]);
  });

  it('have a case for every verdict that stands in a rule', () => {
    const sources = files.filter((file) => !/\.(?:spec|fixture)\.ts$/.test(file));
    const missing = sources.flatMap(verdictsIn).filter((site) => !watched().sites.has(site));
    expect(missing.map((site) => relative(__dirname, site))).toEqual([]);
  });

  it('have cases on both sides of every number that a rule declares', () => {
    const open = [...watched().runs].flatMap(([rule, runs]) =>
      Object.entries(rule.parameters).flatMap(([name, declared]) =>
        typeof declared !== 'number' ? [] : sidesOpen(rule, runs, name).map((side) => `${rule.code} ${name} ${side}`),
      ),
    );
    expect(open).toEqual([]);
  });
});

/** The sides on which another value would change nothing that the cases say. */
function sidesOpen(rule: Rule, runs: readonly Run[], name: string): string[] {
  return (['less', 'more'] as const).filter((side) => {
    const isSeen = runs.some(({ subject, context, verdict }) => {
      const value = context.parameters[name];
      if (typeof value !== 'number') return false;
      const step = (Number.isInteger(value) ? 1 : 0.01) * (side === 'less' ? -1 : 1);
      const parameters = { ...context.parameters, [name]: value + step };
      return said(rule.examine(subject, { ...context, parameters })) !== said(verdict);
    });
    return !isSeen;
  });
}

/** What a person reads of it, but for figures: the outcome, how grave, and whether it warns. */
function said(verdict: Verdict): string {
  const severity = 'proof' in verdict ? verdict.proof?.severity : undefined;
  const isUnseen = verdict.outcome === 'cannotTell' && verdict.unseen;
  const isWarning = verdict.outcome === 'notApplicable' && verdict.warning !== undefined;
  return [verdict.outcome, severity, isUnseen && 'unseen', isWarning && 'warning'].filter(Boolean).join(' ');
}

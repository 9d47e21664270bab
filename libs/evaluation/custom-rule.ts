import { Evidence } from '@app/observation/observation';
import { Expression, readExpression } from './expression';
import { CustomSubject, FACTS, factsOf, Facts } from './rule-facts';
import {
  Dimension,
  fail,
  Parameters,
  pass,
  Proof,
  Rule,
  RuleContext,
  Severity,
  Subject,
  unseen,
  Verdict,
} from './rule';

/** 自定义规则 — a rule that the office wrote: what it looks at, and the condition that is a problem. */
export interface CustomRule {
  readonly title: string;
  readonly dimension: Dimension;
  readonly subject: CustomSubject;
  /** Where it is true there is a problem. */
  readonly expression: string;
  /** Where it is given and not true, the rule has nothing to say. */
  readonly appliesWhen?: string;
  /** One Chinese sentence; {name} stands for a fact or a parameter. */
  readonly explanation: string;
  readonly basis: string;
  readonly advice: string;
  readonly severity: Severity;
  readonly parameters?: Parameters;
  /** Approved to judge by itself; otherwise it only proposes. */
  readonly mayFail?: boolean;
}

/** Codes of an office's own rules. */
export const CUSTOM_CODE = /^ZDY-\d{2,4}$/;

/** What keeps it from being saved, by field, with the place in the text where there is one; Chinese. */
export interface CustomRuleProblem {
  readonly field: keyof CustomRule;
  readonly message: string;
  readonly from?: number;
  readonly to?: number;
}

export function customRuleProblems(custom: CustomRule): CustomRuleProblem[] {
  const { subject, expression, appliesWhen, parameters = {} } = custom;
  const facts = new Set(FACTS[subject].map(({ name }) => name));
  const problems: CustomRuleProblem[] = [];
  for (const field of ['title', 'explanation', 'basis', 'advice'] as const)
    if (custom[field].trim().length < 2) problems.push({ field, message: `请写明${FIELD_NAMES[field]}` });
  for (const name of Object.keys(parameters)) {
    if (!PARAMETER_NAME.test(name))
      problems.push({ field: 'parameters', message: `参数名“${name}”应为小写字母开头的字母和数字` });
    else if (facts.has(name)) problems.push({ field: 'parameters', message: `参数名“${name}”与事实同名` });
  }
  for (const [, name = ''] of custom.explanation.matchAll(PLACEHOLDER))
    if (!facts.has(name) && !Object.hasOwn(parameters, name))
      problems.push({ field: 'explanation', message: `说明中的{${name}}不是事实或参数的名称` });
  if (problems.some(({ field }) => field === 'parameters')) return problems;
  const texts = { expression, ...(appliesWhen === undefined ? {} : { appliesWhen }) };
  for (const [field, text] of Object.entries(texts)) {
    const read = readExpression(text, subject, parameters);
    if ('problem' in read) problems.push({ field: field as keyof CustomRule, ...read.problem });
  }
  return problems;
}

const FIELD_NAMES = { title: '名称', explanation: '问题说明', basis: '依据', advice: '整改建议' };
const PARAMETER_NAME = /^[a-z][A-Za-z0-9]{0,30}$/;
const PLACEHOLDER = /\{([A-Za-z0-9]{1,40})\}/g;

/**
 * The rule an office wrote, as `evaluate` runs it; undefined where its text cannot be read any more (a fact was renamed),
 * so that a bad rule never stops the others.
 */
export function ruleOf(code: string, custom: CustomRule): Rule | undefined {
  const [when, applies] = [compiled(custom, custom.expression), compiled(custom, custom.appliesWhen ?? 'true')];
  if (!when || !applies) return undefined;
  return {
    code,
    id: code.toLowerCase(),
    title: custom.title,
    dimension: custom.dimension,
    basis: custom.basis,
    severity: custom.severity,
    machine: custom.mayFail ? 'A' : 'S',
    subject: custom.subject,
    // Each has its own line of life.
    family: `custom-${code.toLowerCase()}`,
    parameters: custom.parameters ?? {},
    advice: custom.advice,
    isCurable: true,
    doubts: '条件所用的事实没有采集到，或页面没有载明',
    examine: (subject, context) => {
      const facts = factsOf(subject, context);
      return verdictOf({ custom, when, applies }, facts, { subject, context });
    },
  };
}

function compiled(custom: CustomRule, text: string): Expression | undefined {
  const read = readExpression(text, custom.subject, custom.parameters);
  return 'expression' in read ? read.expression : undefined;
}

interface Compiled {
  readonly custom: CustomRule;
  readonly when: Expression;
  readonly applies: Expression;
}

function verdictOf(
  { custom, when, applies }: Compiled,
  facts: Facts,
  { subject, context }: { readonly subject: Subject; readonly context: RuleContext },
): Verdict {
  const { parameters } = context;
  const concerned = applies.run(facts, parameters);
  if ('unknown' in concerned) return unseen(`${concerned.unknown}，不知是否适用，不作判断`);
  if (!concerned.value) return { outcome: 'notApplicable', explanation: '不属于本规则检查的情形' };
  const answer = when.run(facts, parameters);
  if ('unknown' in answer) return unseen(`${answer.unknown}，不作判断`);
  if (!answer.value) return pass(`未发现“${custom.title}”的情形`);
  return fail(filled(custom.explanation, { ...facts, ...parameters }), proofOf(subject, context));
}

const LONGEST_VALUE = 80;

/** {title} → the title; what is not known is said so. */
export function filled(template: string, values: Facts): string {
  return template.replace(PLACEHOLDER, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return '（未知）';
    const text =
      typeof value === 'boolean' ? (value ? '是' : '否') : typeof value === 'object' ? value.join('、') : String(value);
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  });
}

/** What was looked at; without any, `evaluate` lets nobody be accused. */
function proofOf(subject: Subject, { observation }: RuleContext): Proof {
  switch (subject.kind) {
    case 'document':
      return documentProof(subject.document.url, subject.document.evidence);
    case 'obligation': {
      const { document, dueOn, deadline } = subject.obligation;
      const proof = document
        ? { ...documentProof(document.url, document.evidence), publishedOn: document.publishedOn }
        : sectionProof(subject.item.section);
      return { ...proof, dueOn, deadline };
    }
    case 'item':
      return sectionProof(subject.item.section);
    case 'section':
      return sectionProof(subject.section);
    default:
      return documentProof(observation.scope.homeUrl, observation.home?.evidence ?? null);
  }
}

function documentProof(url: string, evidence: Evidence | null): Proof {
  return { url, evidence: evidence ? [evidence] : [] };
}

function sectionProof(section: { readonly url: string; readonly evidence: readonly Evidence[] } | null): Proof {
  return { url: section?.url ?? '', evidence: section?.evidence ?? [] };
}

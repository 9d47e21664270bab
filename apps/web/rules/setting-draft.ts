import type { CustomRule, SettingView } from '../../api/rule-views';
import type { Severity } from '../../api/views';
import type { BodyOf } from '../api/routes';

/** What is being written; text where the form holds text. */
export interface SettingDraft {
  readonly line?: number;
  readonly code: string;
  readonly unitId?: number;
  readonly domain: string;
  readonly itemKey: string;
  /** Undefined: as the wider setting has it. */
  readonly isEnabled?: boolean;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly severity?: Severity;
  readonly rectificationDays?: number;
  readonly effectiveFrom: string;
  readonly effectiveTo: string;
  readonly reason: string;
  readonly precisionBar?: number;
  readonly precisionCases?: number;
  readonly definition?: CustomRule;
}

const NEW_RULE: CustomRule = {
  title: '',
  dimension: '内容',
  subject: 'document',
  expression: '',
  explanation: '',
  basis: '',
  advice: '',
  severity: 'low',
  parameters: {},
};

export function blankDraft({
  code,
  isCustom,
  today,
}: {
  code: string;
  isCustom: boolean;
  today: string;
}): SettingDraft {
  return {
    code,
    domain: '',
    itemKey: '',
    parameters: {},
    effectiveFrom: today,
    effectiveTo: '',
    reason: '',
    ...(isCustom ? { definition: NEW_RULE } : {}),
  };
}

/** The next version of a line, or, cloned, the first of another one. It begins today, whenever the other began. */
export function draftOf(
  { content, line, unitId }: SettingView,
  { isClone, today }: { isClone: boolean; today: string },
): SettingDraft {
  return {
    ...(isClone ? {} : { line }),
    code: isClone && content.definition ? '' : content.code,
    ...(unitId === null ? {} : { unitId }),
    domain: content.domain ?? '',
    itemKey: content.itemKey ?? '',
    isEnabled: content.isEnabled,
    parameters: content.parameters ?? {},
    severity: content.severity,
    rectificationDays: content.rectificationDays,
    effectiveFrom: content.effectiveFrom > today ? content.effectiveFrom : today,
    effectiveTo: content.effectiveTo ?? '',
    reason: isClone ? '' : content.reason,
    precisionBar: content.precisionBar,
    precisionCases: content.precisionCases,
    ...(content.definition ? { definition: content.definition } : {}),
  };
}

/** As the API takes it: what is empty is not said. */
export function bodyOf({
  code,
  domain,
  itemKey,
  parameters,
  effectiveTo,
  ...draft
}: SettingDraft): BodyOf<'/api/rule-settings', 'POST'> {
  return {
    ...draft,
    ...(code ? { code } : {}),
    ...(domain.trim() ? { domain: domain.trim() } : {}),
    ...(itemKey.trim() ? { itemKey: itemKey.trim() } : {}),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    ...(effectiveTo ? { effectiveTo } : {}),
  };
}

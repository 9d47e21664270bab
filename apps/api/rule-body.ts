import { z } from 'zod';
import { CUSTOM_SUBJECTS } from '@app/evaluation/rule-facts';
import { Day } from './calendar-edit-body';

const id = z.number().int().positive().max(2_147_483_647);
const line = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\0'), '文字有误');
const Reason = line(500).refine((text) => text.trim().length >= 2, '请写明理由');
const Severity = z.enum(['veto', 'high', 'medium', 'low', 'tip']);
const Parameters = z
  .record(z.string().max(40), z.union([z.number(), line(500), z.boolean()]))
  .refine((values) => Object.keys(values).length <= 20, '参数过多');
export const RULE_CODE = /^[A-Z]{2,3}-\d{2,4}$/;

export const Definition = z.object({
  title: line(40),
  dimension: z.enum(['完整性', '时效性', '平台', '内容', '互动', '机制', '目录']),
  subject: z.enum(CUSTOM_SUBJECTS),
  expression: line(2000),
  appliesWhen: line(2000).optional(),
  explanation: line(300),
  basis: line(300),
  advice: line(300),
  severity: Severity,
  parameters: Parameters.optional(),
  mayFail: z.boolean().optional(),
});

/** A version of a setting as it is sent. A new rule of the office has no code yet. */
export const SettingBody = z.object({
  line: id.optional(),
  code: z.string().regex(RULE_CODE, '应为规则编号').optional(),
  unitId: id.nullish(),
  domain: line(40).nullish(),
  itemKey: line(1000).nullish(),
  isEnabled: z.boolean().optional(),
  parameters: Parameters.optional(),
  severity: Severity.optional(),
  rectificationDays: z.number().optional(),
  effectiveFrom: Day,
  effectiveTo: Day.nullish(),
  reason: line(500),
  definition: Definition.optional(),
  precisionBar: z.number().optional(),
  precisionCases: z.number().optional(),
});

export const Note = z.object({ note: line(500).default('') });
export const PackChoice = z.object({ pack: line(40).nullable(), note: line(500).default('') });
export const Reset = z.object({ reason: line(500).refine((text) => text.trim().length >= 2, '请写明重新起算的理由') });
export const Check = z.object({ definition: Definition });
export const Try = z.object({ definition: Definition, unitId: id });

/** Of a stored version, or of one that is not saved yet. */
export const BacktestBody = z
  .object({
    settingId: id.optional(),
    setting: SettingBody.optional(),
    from: Day,
    to: Day,
    unitIds: z.array(id).min(1).max(1000).optional(),
  })
  .refine(({ settingId, setting }) => (settingId === undefined) !== (setting === undefined), '请选定一项设置')
  .refine(({ from, to }) => from <= to, '开始日期不能晚于结束日期');
export const FlipQuery = z.object({ unit: z.coerce.number().int().positive().max(2_147_483_647) });

/** 词表修订: a word as it is to stand in the list, with the reason. */
export const WordBody = z.object({
  wording: line(60).transform((text) => text.trim()),
  instead: line(60)
    .transform((text) => text.trim())
    .default(''),
  kind: z.enum(['typo', 'expression', 'right']),
  isGrave: z.boolean().default(false),
  reason: Reason,
});
export const WordWithdrawal = z.object({ wording: line(60), reason: Reason });

import { z } from 'zod';
import { parseLocalDate } from '@app/calendar/local-date';
import { REGISTER_KIND_IDS } from '@app/registers/register-kinds';

/** Text of a person: NUL, which the database has no room for, is dropped. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.replaceAll('\0', ''));
const day = z.string().refine((value) => parseLocalDate(value) !== undefined, '应为日期 YYYY-MM-DD');
const id = z.coerce.number().int().positive().max(2_147_483_647);

export const KindParam = z.enum(REGISTER_KIND_IDS);
export const EntryId = id;

export const EntriesQuery = z.object({
  unit: id.optional(),
  q: text(100).optional(),
  state: z.enum(['open', 'revoked']).optional(),
  from: day.optional(),
  to: day.optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});

/** Cells by column id, as a person types them; what each has to be is said by its kind. */
export const EntryBody = z.object({
  unitId: id,
  texts: z.record(text(40), text(1000)).refine((cells) => Object.keys(cells).length <= 40, '列数过多'),
  note: text(200).optional(),
});

/** The fields beside the file; without a unit every row has to name its own. */
export const SheetFields = z.object({
  unit: z
    .literal('')
    .transform(() => undefined)
    .or(id)
    .optional(),
  note: text(200).optional(),
});

export const Revocation = z.object({ note: text(500).refine((note) => note.trim() !== '', '请写明撤销的原因') });

export const NoteDecision = z
  .object({
    decision: z.enum(['采纳', '不采纳']),
    until: day.optional(),
    reason: text(500).refine((reason) => reason.trim() !== '', '请写明理由'),
  })
  .refine(({ decision, until }) => decision === '不采纳' || until !== undefined, {
    path: ['until'],
    message: '采纳情况说明须写明有效期',
  });

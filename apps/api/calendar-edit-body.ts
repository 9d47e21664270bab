import { z } from 'zod';
import { CalendarEdit } from '@app/calendar/calendar-edit';
import { parseLocalDate } from '@app/calendar/local-date';
import { readHolidayNotice } from '@app/calendar/read-holiday-notice';
import { sheetEdit } from '@app/calendar/read-holiday-sheet';
import { WorkCalendar } from '@app/calendar/working-days';

export const Day = z.string().refine((text) => parseLocalDate(text) !== undefined, '应为日期 YYYY-MM-DD');
const Year = z.number().int().min(2000).max(2100);

export const EditBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('day'),
    day: Day,
    isWorking: z.boolean(),
    name: z.string().trim().min(1, '请写明这一天的名目').max(40),
    source: z.string().trim().min(1, '请写明依据的文件').max(200),
  }),
  z.object({ kind: z.literal('dayRemoved'), day: Day }),
  z.object({ kind: z.literal('notice'), year: Year, text: z.string().min(1, '请粘贴通知全文').max(20_000) }),
  z.object({
    kind: z.literal('sheet'),
    year: Year,
    source: z.string().trim().min(1, '请写明依据的文件').max(200),
    days: z
      .array(z.object({ day: Day, isWorking: z.boolean(), name: z.string().trim().min(1).max(40) }))
      .min(1)
      .max(400),
  }),
  z.object({ kind: z.literal('noticeRemoved'), year: Year }),
  z.object({ kind: z.literal('rollOver'), rollOver: z.number().int().min(0).max(10) }),
]);

/** The year beside an uploaded table of days off. */
export const SheetFields = z.object({ year: z.coerce.number().int().min(2000).max(2100) });

/** What a request wants changed on this calendar, or what keeps its text or table from being trusted. */
export function editOf(
  body: z.infer<typeof EditBody>,
  calendar: WorkCalendar,
): { readonly edit: CalendarEdit } | { readonly problems: readonly string[] } {
  if (body.kind === 'sheet') {
    const edit = sheetEdit(body.days, body, calendar);
    return typeof edit === 'string' ? { problems: [edit] } : { edit };
  }
  if (body.kind !== 'notice') return { edit: body };
  const { notice, problems } = readHolidayNotice(body.text, body.year);
  return problems.length > 0 ? { problems } : { edit: { kind: 'notice', notice } };
}

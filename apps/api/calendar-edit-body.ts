import { z } from 'zod';
import { CalendarEdit } from '@app/calendar/calendar-edit';
import { parseLocalDate } from '@app/calendar/local-date';
import { readHolidayNotice } from '@app/calendar/read-holiday-notice';

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
  z.object({ kind: z.literal('noticeRemoved'), year: Year }),
  z.object({ kind: z.literal('rollOver'), rollOver: z.number().int().min(0).max(10) }),
]);

/** What a request wants changed, and what keeps the pasted text of a notice from being trusted. */
export function editOf(body: z.infer<typeof EditBody>): { edit: CalendarEdit; problems: readonly string[] } {
  if (body.kind !== 'notice') return { edit: body, problems: [] };
  const { notice, problems } = readHolidayNotice(body.text, body.year);
  return { edit: { kind: 'notice', notice }, problems };
}

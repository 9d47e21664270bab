import { z } from 'zod';
import { parseLocalDate } from '@app/calendar/local-date';
import { CATALOG_KINDS, CATALOG_STATES, CatalogKind, CatalogState } from '@app/catalog/catalog-version';

/** Text of a person: NUL, which the database has no room for, is dropped. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.replaceAll('\0', ''));
const kind = z.enum(Object.keys(CATALOG_KINDS) as [CatalogKind, ...CatalogKind[]]);
const state = z.enum(Object.keys(CATALOG_STATES) as [CatalogState, ...CatalogState[]]);
const id = z.coerce.number().int().positive().max(2_147_483_647);

export const CatalogQuery = z.object({ unit: id.optional(), kind: kind.optional(), state: state.optional() });

export const RowsQuery = z.object({
  q: text(100).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});

export const DiffQuery = z.object({ with: id.optional() });

/** The fields beside the file of an upload. */
export const Upload = z.object({ unit: id, kind, note: text(500).optional() });

export const Approval = z.object({
  effectiveOn: z.string().refine((day) => parseLocalDate(day) !== undefined, '应为日期 YYYY-MM-DD'),
  note: text(500).optional(),
});

export const Rejection = z.object({ note: text(1000).refine((note) => note.trim() !== '', '请写明退回的原因') });

export const Discarding = z.object({ note: text(1000).refine((note) => note.trim() !== '', '请写明作废的原因') });

export const FourEyes = z.object({ isFourEyes: z.boolean() });

const cell = text(32_767);
const Texts = z.object({
  sequence: text(40).default(''),
  domain: text(80).default(''),
  levels: z.array(text(2000)).min(1).max(9),
  elements: cell.default(''),
  basis: cell.default(''),
  timeLimit: text(4000).default(''),
  unit: text(1000).default(''),
  channels: text(4000).default(''),
  audience: text(1000).default(''),
  method: z.enum(['proactive', 'onRequest', 'both', 'unknown']),
  tiers: z.array(text(60)).max(20).default([]),
  section: text(2000).default(''),
  post: z
    .object({
      division: text(400).default(''),
      position: text(400).default(''),
      authority: text(2000).default(''),
      procedure: text(4000).default(''),
      handlingLimit: text(1000).default(''),
    })
    .prefault({}),
  own: z
    .record(text(200), cell)
    .refine((columns) => Object.keys(columns).length <= 100, '列数过多')
    .default({}),
});
const key = text(20_000);

export const Edits = z.object({
  revision: z.number().int().positive(),
  edits: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('change'), key, texts: Texts }),
        z.object({ kind: z.literal('add'), texts: Texts, after: key.optional() }),
        z.object({ kind: z.literal('remove'), key }),
      ]),
    )
    .min(1)
    .max(100),
});

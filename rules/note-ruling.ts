import { LocalDate } from '@app/calendar/local-date';
import { RuleContext } from '@app/evaluation/rule';
import { ObservedDocument, UnitObservation } from '@app/observation/observation';
import { textIn } from '@app/registers/register-kind';
import { spoken } from './wording';

/** 情况说明认定 as it stands on the day judged. */
export interface NoteRuling {
  /** 采纳, 采纳 that has run out, 不采纳. */
  readonly state: 'accepted' | 'expired' | 'refused';
  /** Chinese, for explanations. */
  readonly said: string;
}

/**
 * What a person decided about the 情况说明 of a row. A decision about one page holds for that page; one without an address
 * is about the matter itself and holds for any note, and where there is none on the website.
 */
export function noteRuling(
  { records }: UnitObservation,
  { itemKey, noteUrl, today }: { readonly itemKey: string; readonly noteUrl?: string; readonly today: LocalDate },
): NoteRuling | undefined {
  const ruling = records?.entries.find(
    (entry) => entry.kind === 'situationNote' && !entry.isRevoked && textIn(entry, 'item') === itemKey,
  );
  if (!ruling || ruling.occurredOn > today) return undefined;
  const url = textIn(ruling, 'url');
  if (url && url !== noteUrl) return undefined;
  const [decision, until, reason] = ['decision', 'until', 'reason'].map((column) => textIn(ruling, column) ?? '');
  const on = spoken(ruling.occurredOn, today);
  if (decision !== '采纳') return { state: 'refused', said: `情况说明${on}未予采纳（${reason}）` };
  const term = `有效期至${spoken(until ?? today, today)}`;
  if (today > (until ?? '')) return { state: 'expired', said: `情况说明${on}采纳，${term}，已到期` };
  return { state: 'accepted', said: `情况说明${on}已采纳，${term}（${reason}）` };
}

/** Why a missing publication is not judged: a note stands for it that was accepted, or that nobody decided about yet. */
export function excusedByNote(
  itemKey: string,
  note: ObservedDocument | undefined,
  { observation, today }: Pick<RuleContext, 'observation' | 'today'>,
): string | undefined {
  const ruling = noteRuling(observation, { itemKey, noteUrl: note?.url, today });
  if (ruling?.state === 'accepted') return `以情况说明代替：${ruling.said}`;
  return note && ruling?.state !== 'refused' ? '以情况说明代替，由PUB-03提请核实' : undefined;
}

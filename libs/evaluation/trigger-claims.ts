import { LocalDate, spokenDay } from '@app/calendar/local-date';

/**
 * Who says on which day the information came into being, the most trusted first: a person of the unit, whose objection
 * was upheld, or its office system; the 信息框; the 落款; the year of the 文号 (then `on` is its 1 January); the crawler's first sight.
 */
export const CLAIM_ORIGINS = ['manual', 'api', 'box', 'signature', 'numberYear', 'firstSeen'] as const;
export type ClaimOrigin = (typeof CLAIM_ORIGINS)[number];

export interface DateClaim {
  readonly on: LocalDate;
  readonly origin: ClaimOrigin;
}

/** The day chosen, if any claim can carry it, with the bounds and every contradiction that a person should look at. */
export interface ChosenTrigger {
  readonly on?: LocalDate;
  readonly origin?: ClaimOrigin;
  /** Not before: 1 January of the year of the 文号. */
  readonly earliest?: LocalDate;
  /** Not after: the day it was first seen. */
  readonly latest?: LocalDate;
  /** Chinese, one sentence each. */
  readonly contradictions: readonly string[];
}

/**
 * 起算日的采信顺序: 申诉认定或接口推送 > 信息框的成文日期 > 落款 > 文号年份 (only a lower bound) > 首次采集 (only an upper bound).
 * A year and a sighting never are the day itself: a deadline counted from them would be invented. Of several claims of
 * one origin the first given is taken, and the others are named.
 */
export function triggerDate(claims: readonly DateClaim[]): ChosenTrigger {
  const stated = CLAIM_ORIGINS.filter((origin) => !BOUNDS.has(origin)).flatMap(
    (origin) => claims.find((claim) => claim.origin === origin) ?? [],
  );
  const earliest = claims.find(({ origin }) => origin === 'numberYear')?.on;
  const latest = claims
    .filter(({ origin }) => origin === 'firstSeen')
    .map(({ on }) => on)
    .sort()[0];
  const chosen = stated[0];
  return {
    ...(chosen ? { on: chosen.on, origin: chosen.origin } : {}),
    ...(earliest ? { earliest } : {}),
    ...(latest ? { latest } : {}),
    contradictions: contradictionsIn(claims, chosen, { earliest, latest }),
  };
}

const BOUNDS: ReadonlySet<ClaimOrigin> = new Set(['numberYear', 'firstSeen']);
const ORIGIN_TEXT: Record<ClaimOrigin, string> = {
  manual: '申诉认定',
  api: '接口推送',
  box: '信息框',
  signature: '落款',
  numberYear: '文号年份',
  firstSeen: '首次采集',
};

function contradictionsIn(
  claims: readonly DateClaim[],
  chosen: DateClaim | undefined,
  { earliest, latest }: { earliest?: LocalDate; latest?: LocalDate },
): string[] {
  if (!chosen) return earliest && latest && latest < earliest ? [`首次采集早于文号年份${earliest.slice(0, 4)}年`] : [];
  const said = `${ORIGIN_TEXT[chosen.origin]}的成文日期${spokenDay(chosen.on, true)}`;
  const others = claims.filter(({ on, origin }) => !BOUNDS.has(origin) && on !== chosen.on);
  return [
    ...new Set(others.map(({ on, origin }) => `${said}与${ORIGIN_TEXT[origin]}的${spokenDay(on, true)}不一致`)),
    ...(earliest && chosen.on < earliest ? [`${said}早于文号年份${earliest.slice(0, 4)}年`] : []),
    ...(latest && chosen.on > latest ? [`${said}晚于本系统首次采集的${spokenDay(latest, true)}`] : []),
  ];
}

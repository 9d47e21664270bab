import { notApplicable, unseen, Verdict } from '@app/evaluation/rule';
import { UnitObservation } from '@app/observation/observation';
import { NamedPlace, PlaceTopic, SiteFacts } from '@app/observation/site-facts';

/** Why the unit is not judged by what a government website as a whole must have; undefined where it is. */
function noOwnSite({ unit, scope }: UnitObservation): Verdict | undefined {
  if (unit.kind === 'enterprise' || unit.kind === 'village')
    return notApplicable('公共企事业单位和村（居）不适用政府网站的要求');
  if (!scope.isOwnSite) return notApplicable('本单位没有独立网站，由所在网站的主办单位负责');
  return undefined;
}

/** The verdict on what the site shows; `unseen` where it was not looked at. */
export function ofSite(observation: UnitObservation, examine: (facts: SiteFacts) => Verdict): Verdict {
  const { siteFacts, home, gap } = observation;
  if (!home) return unseen(`首页未能采集（${gap ?? '原因未记录'}），不作判断`);
  return siteFacts ? examine(siteFacts) : unseen('本次监测记录没有站点情况，待下一轮采集');
}

/** As `ofSite`, for what only the unit that runs the site answers for. */
export function ofOwnSite(observation: UnitObservation, examine: (facts: SiteFacts) => Verdict): Verdict {
  return noOwnSite(observation) ?? ofSite(observation, examine);
}

/** 能否认定站点“没有”某个栏目或入口 — why not; undefined when it may be said. */
export function placeDoubt(observation: UnitObservation, wanted: string): Verdict | undefined {
  const { isComplete, gap, siteFacts, scope, home } = observation;
  const proof = { url: scope.homeUrl, evidence: home ? [home.evidence] : [] };
  if (!isComplete) return unseen(`未见${wanted}，但本次采集不完整（${gap ?? '原因未记录'}），不作认定`, proof);
  const hidden = siteFacts?.places.gap;
  return hidden ? unseen(`未见${wanted}，但${hidden}，不作认定`, proof) : undefined;
}

/** As `placeDoubt`, of what stands in the frame of every page: sections that were not read hide none of it. */
export function frameDoubt({ isComplete, gap, scope, home }: UnitObservation, wanted: string): Verdict | undefined {
  if (isComplete) return undefined;
  const proof = { url: scope.homeUrl, evidence: home ? [home.evidence] : [] };
  return unseen(`未见${wanted}，但本次采集不完整（${gap ?? '原因未记录'}），不作认定`, proof);
}

/** As `placeDoubt`, of an entry that may also lead to another site: a picture without words on the home page may be it. */
export function entryDoubt(observation: UnitObservation, wanted: string): Verdict | undefined {
  const { siteFacts, scope, home } = observation;
  const pictures = siteFacts?.places.unnamed ?? 0;
  if (pictures === 0) return placeDoubt(observation, wanted);
  return (
    placeDoubt(observation, wanted) ??
    unseen(`未见${wanted}，但首页有${pictures}个没有文字的链接指向未读取的地址，其中可能有入口，不作认定`, {
      url: scope.homeUrl,
      evidence: home ? [home.evidence] : [],
    })
  );
}

/** Places of a topic that are there: read, unread, or on another site. */
export function placesFor({ places }: SiteFacts, topic: PlaceTopic): readonly NamedPlace[] {
  return (places.found[topic] ?? []).filter(({ state }) => state !== 'gone');
}

/** Places of a topic that a link names and the site says are not there. */
export function gonePlaces({ places }: SiteFacts, topic: PlaceTopic): readonly NamedPlace[] {
  return (places.found[topic] ?? []).filter(({ state }) => state === 'gone');
}

/** Pages the observation rests on, those an earlier round read among them. */
export function pagesSeen({ pagesRead, carried }: UnitObservation): number {
  return pagesRead + (carried?.pages ?? 0);
}

/** The home page: what a verdict about the whole site rests on. */
export function homeProof({ home, scope }: UnitObservation) {
  return { url: scope.homeUrl, evidence: home ? [home.evidence] : [] };
}

export function placeProof({ url, evidence }: NamedPlace) {
  return { url, evidence: evidence ? [evidence] : [] };
}

export const listed = (words: readonly string[], most = 8): string =>
  words.length > most ? `${words.slice(0, most).join('、')}等${words.length}项` : words.join('、');

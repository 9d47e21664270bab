import { addDays, daysBetween, LocalDate } from '@app/calendar/local-date';
import { cannotTell, defineRule, fail, notApplicable, pass, unseen, Verdict } from '@app/evaluation/rule';
import { ObservedSection, UnitObservation } from '@app/observation/observation';
import { NamedPlace, SiteFacts } from '@app/observation/site-facts';
import { topicsOf } from '@app/observation/site-facts-places';
import { entryDoubt, gonePlaces, homeProof, ofOwnSite, pagesSeen, placeProof, placesFor } from '../site-subject';
import { spoken } from '../wording';

/** 公共企事业单位专栏 — a government's site has a section for water, power, schools, hospitals …, and keeps it current. */
export const enterpriseSection = defineRule({
  code: 'PUB-12',
  id: 'enterprise-section',
  title: '公共企事业单位信息公开专栏缺失或不更新',
  dimension: '完整性',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第五十五条（条款待核对原文）；苏府办〔2020〕250号 二(九)；建城规〔2021〕4号（条款待核对原文）',
  severity: 'medium',
  machine: 'A',
  subject: 'site',
  family: 'enterprise-section',
  parameters: { days: 365 },
  advice: '请在门户网站设置公共企事业单位信息公开专栏，并督促供水、供电、供气、教育、医疗等单位及时更新。',
  isCurable: true,
  doubts: '专栏在其他网站上、列表未读完或没有日期，网站未读完、有栏目未能读取，或首页有没有文字的图片链接',

  examine(_site, { observation, today, parameters: { days } }) {
    if (observation.unit.kind !== 'government') return notApplicable('由县级政府门户网站设置');
    return ofOwnSite(observation, (facts) => {
      const [place] = placesFor(facts, 'enterprises');
      if (place) return currency(place, facts, { observation, today, days });
      const [gone] = gonePlaces(facts, 'enterprises');
      if (gone) return fail(`专栏“${gone.name}”打不开，网站答复页面不存在`, placeProof(gone));
      const sum = `已读取${pagesSeen(observation)}个页面，未见公共企事业单位信息公开专栏`;
      return entryDoubt(observation, '公共企事业单位信息公开专栏') ?? fail(sum, homeProof(observation));
    });
  },
});

interface Judged {
  readonly observation: UnitObservation;
  readonly today: LocalDate;
  readonly days: number;
}

function currency(place: NamedPlace, { newestOn }: SiteFacts, { observation, today, days }: Judged): Verdict {
  const proof = placeProof(place);
  if (place.state === 'elsewhere') return cannotTell(`专栏“${place.name}”在其他网站上，请人工查看是否更新`, proof);
  if (place.state === 'unread') return unseen(`专栏“${place.name}”未能读取，不作更新判断`, proof);
  const parts = observation.sections.filter(isOfEnterprises);
  const dates = parts.flatMap(({ url }) => newestOn[url] ?? []);
  const newest = dates.sort().at(-1);
  const evidence = parts.flatMap((section) => section.evidence).slice(0, 20);
  const seen = { ...proof, evidence: evidence.length > 0 ? evidence : proof.evidence, publishedOn: newest ?? null };
  if (newest && newest > today) return cannotTell(`专栏“${place.name}”有晚于判定日的日期（${newest}），请核实`, seen);
  if (newest && newest >= addDays(today, -days))
    return pass(`专栏“${place.name}”最近更新为${spoken(newest, today)}，在${days}天内`, seen);
  if (parts.some(({ isComplete, seenSince }) => !isComplete && !seenSince))
    return unseen(`专栏“${place.name}”的列表未能读完，不作更新判断`, seen);
  if (!newest) return cannotTell(`专栏“${place.name}”没有带日期的内容，请核实`, seen);
  const age = daysBetween(newest, today);
  return fail(`专栏“${place.name}”最近更新为${spoken(newest, today)}，已${age}天无更新（应在${days}天内）`, seen);
}

function isOfEnterprises({ name, path }: ObservedSection): boolean {
  return [name, ...path].some((level) => topicsOf(level).includes('enterprises'));
}

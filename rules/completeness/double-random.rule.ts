import { defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { ObservedSection, UnitObservation } from '@app/observation/observation';
import { ofSite } from '../site-subject';

const CONCERNED = /双随机|随机抽查/u;
/** The three pieces, by what their titles say; inside a section of 双随机 shorter words are enough. */
const PIECES: readonly (readonly [name: string, words: RegExp, inside: RegExp])[] = [
  ['抽查事项清单', /随机.{0,16}清单|抽查.{0,8}清单/u, /清单|名录/u],
  ['抽查计划', /(?:随机|抽查).{0,16}计划|计划.{0,16}(?:双随机|随机抽查)/u, /计划|方案/u],
  ['抽查结果', /(?:随机|抽查).{0,24}(?:结果|情况)|结果.{0,16}(?:双随机|随机抽查)/u, /结果|情况|公示/u],
];

/** 双随机三件套 — list, plan and results of random inspections, for a unit that publishes any of it or owes it. */
export const doubleRandom = defineRule({
  code: 'PUB-14',
  id: 'double-random',
  title: '双随机一公开三项内容不全',
  dimension: '完整性',
  basis: '皋政办发〔2020〕147号 二(二)3（检查对象、随机抽查事项清单，结果公布）；苏府办〔2018〕193号 一(一)',
  severity: 'medium',
  machine: 'A',
  subject: 'site',
  family: 'double-random',
  parameters: { leastPieces: 3 },
  advice: '请补充公开随机抽查事项清单、年度抽查计划和抽查结果。',
  isCurable: true,
  doubts: '有栏目未能读取、双随机栏目未读完或网站未读完；目录和网站都没有双随机内容的单位不适用',

  examine(_site, { observation, parameters: { leastPieces } }) {
    return ofSite(observation, ({ places }) => {
      const sections = observation.sections.filter(isConcerned);
      const owes = observation.items.some(({ key }) => CONCERNED.test(key));
      if (sections.length === 0 && !owes) return notApplicable('目录和网站均无双随机内容，不适用');
      const missing = PIECES.filter((piece) => !shows(observation, piece)).map(([name]) => name);
      const seen = PIECES.length - missing.length;
      const [first] = sections;
      const proof = {
        url: first?.url ?? observation.scope.homeUrl,
        evidence: (first
          ? sections.flatMap(({ evidence }) => evidence)
          : [observation.home?.evidence ?? []].flat()
        ).slice(0, 20),
      };
      if (seen >= leastPieces) return pass(`双随机内容见到${seen}项，不少于${leastPieces}项`, proof);
      const sum = `双随机内容应有${leastPieces}项，见到${seen}项，未见${missing.join('、')}`;
      const why = hiding(observation, sections) ?? places.gap;
      return why ? unseen(`${sum}，但${why}，不作认定`, proof) : fail(sum, proof);
    });
  },
});

function isConcerned({ name, path }: ObservedSection): boolean {
  return [name, ...path].some((level) => CONCERNED.test(level));
}

/** A list with entries by that name, or a text by that title anywhere on the unit's pages. */
function shows({ sections, items }: UnitObservation, [, words, inside]: (typeof PIECES)[number]): boolean {
  const inLists = sections.some((section) => {
    const own = isConcerned(section) ? inside : words;
    if (section.entries.length > 0 && isConcerned(section) && inside.test(section.name)) return true;
    return section.entries.some(({ title }) => own.test(title));
  });
  return inLists || items.some(({ documents }) => documents.some(({ title }) => words.test(title)));
}

function hiding({ isComplete, gap }: UnitObservation, sections: readonly ObservedSection[]): string | undefined {
  if (!isComplete) return `本次采集不完整（${gap ?? '原因未记录'}）`;
  const unread = sections.find((section) => !section.isComplete);
  return unread ? `栏目“${unread.name}”未能读完（${unread.gap ?? '原因未记录'}）` : undefined;
}

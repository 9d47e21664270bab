import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { publicationDay } from '@app/evaluation/fulfilment';
import { cannotTell, defineRule, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { isCatchAllName, isGenericName, normalName } from '@app/observation/names';
import { ItemObservation, ObservedDocument, UnitObservation } from '@app/observation/observation';
import { quoted } from '../wording';

/** 放错栏目 — a text that names a row stands in another section, and the row's own does not have it. Only proposes. */
export const misplacedDocument = defineRule({
  code: 'PUB-07',
  id: 'misplaced-document',
  title: '放错栏目',
  dimension: '完整性',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十四条（便于检索、查阅，条款待核对原文）；事项目录载明的公开渠道和栏目；地方测评口径（以本地方案为准）',
  severity: 'low',
  machine: 'S',
  subject: 'item',
  family: 'placement',
  parameters: {},
  advice: '请把该信息发布到目录载明的栏目；需要在原栏目保留的，两处同时发布。',
  isCurable: true,
  doubts:
    '只提请核实，从不自行认定：按标题与事项名称判断；栏目未确认、未读完或事项名称通用（政策文件、通知公告）的不提请',

  appliesTo: ({ item }) => item.elsewhere.length > 0,

  examine({ item }, { observation, since }) {
    const { section } = item;
    if (!isOnlineVerifiable(item.item)) return notApplicable('公开渠道不含网站或为依申请公开，不在线核验');
    if (!section || !item.isCertain) return notApplicable('对应栏目未确认，不判放错栏目');
    if (!section.isComplete) return unseen(`栏目“${section.name}”未能读完（${section.gap ?? '原因未记录'}），不作判断`);
    if (isGenericName(item.item.name)) return notApplicable('事项名称通用，不按标题判断');
    const proof = { url: section.url, evidence: section.evidence };
    const [stray, ...more] = strays(item, observation).filter((document) => (publicationDay(document) ?? '') >= since);
    if (!stray) return pass(`栏目“${section.name}”以外没有应放入的信息`, proof);
    const place = observation.sections.find(({ url }) => url === stray.sectionUrl)?.name ?? '';
    const evidence = stray.evidence ? [stray.evidence, ...section.evidence] : section.evidence;
    return cannotTell(
      `${quoted(stray)}${more.length > 0 ? `等${more.length + 1}条` : ''}放在栏目“${place}”，而目录载明的栏目“${section.name}”没有，请核实`,
      { url: stray.url, evidence },
    );
  },
});

/** What stands in a section that another row has for itself answers that row; only catch-all sections hold strays. */
function strays({ documents, elsewhere }: ItemObservation, { sections }: UnitObservation): ObservedDocument[] {
  const titles = new Set(documents.map(({ title }) => normalName(title)));
  const places = new Map(sections.map((section) => [section.url, section]));
  return elsewhere.filter((document) => {
    const place = places.get(document.sectionUrl ?? '');
    return (
      place !== undefined &&
      isCatchAllName(place.name) &&
      !document.isSituationNote &&
      !titles.has(normalName(document.title))
    );
  });
}

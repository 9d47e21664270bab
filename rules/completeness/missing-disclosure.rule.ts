import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { cannotTell, defineRule, notApplicable, pass, Proof, unseen, Verdict } from '@app/evaluation/rule';
import { ItemObservation, UnitObservation } from '@app/observation/observation';
import { isEmptySection } from '../absence';
import { excusedByNote } from '../note-ruling';
import { quoted, sectionCount } from '../wording';

/** 应公开未公开 — a row that should be on the website and for which nothing was found. Only ever a proposal. */
export const missingDisclosure = defineRule({
  code: 'PUB-01',
  id: 'missing-disclosure',
  title: '应公开未公开',
  dimension: '完整性',
  basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条；事项目录载明的公开渠道',
  severity: 'high',
  machine: 'S',
  subject: 'item',
  family: 'completeness',
  parameters: {},
  advice: '请在目录载明的栏目公开该事项；确已公开的，请提供网址，由监督人员确认对应栏目。',
  isCurable: true,
  doubts: '没有找到对应栏目或对应条目时只提请核实，从不自行认定；网站未读完时不提请',

  examine({ item }, { observation, today }) {
    if (!isOnlineVerifiable(item.item)) return notApplicable('公开渠道不含网站或为依申请公开，不在线核验');
    const [found] = [...item.documents, ...item.elsewhere];
    if (found) return pass(`已见${quoted(found)}等${item.documents.length + item.elsewhere.length}条`, seenProof(item));
    if (isEmptySection(item)) return notApplicable('对应栏目为空，由PUB-02判定');
    const excused = excusedByNote(item.key, undefined, { observation, today });
    if (excused) return notApplicable(excused);
    return nothingFound(item, observation);
  },
});

function nothingFound(item: ItemObservation, observation: UnitObservation): Verdict {
  const proof = absenceProof(item, observation);
  const { section } = item;
  if (!observation.isComplete)
    return unseen(`本次采集不完整（${observation.gap ?? '原因未记录'}），未见不等于未公开`, proof);
  if (section && (item.isUnread || !section.isComplete))
    return unseen(`栏目“${section.name}”未能读完（${section.gap ?? '原因未记录'}），未见不等于未公开`, proof);
  if ((item.unassigned ?? []).length > 0)
    return unseen(
      `栏目“${section?.name}”由多个事项共用，有${item.unassigned?.length}条无法归属，未见不等于未公开`,
      proof,
    );
  if (section) return cannotTell(`${sectionCount(section)}，未见与“${item.item.name}”对应的条目，请核实`, proof);
  return cannotTell(sectionNotFound(item, observation), proof);
}

function sectionNotFound({ item, candidates }: ItemObservation, { sections }: UnitObservation): string {
  const wanted = item.section ? `目录载明的栏目“${item.section}”` : `与“${item.name}”对应的栏目`;
  const close = candidates.map(({ name }) => `“${name}”`).slice(0, 3);
  const hint = close.length > 0 ? `，相近的有${close.join('、')}` : '';
  return `已读取网站${sections.length}个栏目，未见${wanted}${hint}，也未见相关信息，请核实`;
}

function seenProof({ documents, elsewhere, section }: ItemObservation): Proof {
  const [document] = [...documents, ...elsewhere];
  const evidence = document?.evidence ? [document.evidence] : (section?.evidence ?? []);
  return { url: document?.url ?? section?.url ?? '', evidence };
}

function absenceProof({ section }: ItemObservation, { home, scope }: UnitObservation): Proof {
  if (section) return { url: section.url, evidence: section.evidence };
  return { url: scope.homeUrl, evidence: home ? [home.evidence] : [] };
}

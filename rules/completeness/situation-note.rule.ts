import { LocalDate } from '@app/calendar/local-date';
import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { publicationDay } from '@app/evaluation/fulfilment';
import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { ObservedDocument } from '@app/observation/observation';
import { noteRuling } from '../note-ruling';
import { quoted } from '../wording';

/** 以情况说明代替公开 — only notes that nothing occurred. Neither fine nor a violation: a person accepts or refuses it. */
export const situationNote = defineRule({
  code: 'PUB-03',
  id: 'situation-note',
  title: '以情况说明代替公开',
  dimension: '完整性',
  basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条；地方测评口径（各地不一，以本地考评方案为准）',
  severity: 'medium',
  machine: 'S',
  subject: 'item',
  family: 'completeness',
  parameters: {},
  advice: '确未发生的，请在情况说明中写明事项、期间和原因；已经发生的，请公开正式信息。',
  isCurable: true,
  doubts: '只有情况说明、没有正式信息时提请核实，由监督人员采纳或不采纳；采纳到期后重新提请，不采纳的保持提请',

  examine({ item }, { since, today, observation }) {
    if (!isOnlineVerifiable(item.item)) return notApplicable('公开渠道不含网站或为依申请公开，不在线核验');
    const recent = item.documents.filter((document) => isSince(document, since));
    const notes = recent.filter(({ isSituationNote }) => isSituationNote);
    const [note] = notes;
    if (!note) return notApplicable('未见情况说明');
    const evidence = note.evidence ? [note.evidence] : (item.section?.evidence ?? []);
    const proof = { url: note.url, evidence };
    if (notes.length < recent.length) return pass(`除情况说明外另有${recent.length - notes.length}条正式信息`, proof);
    const ruling = noteRuling(observation, { itemKey: item.key, noteUrl: note.url, today });
    if (ruling?.state === 'accepted') return pass(`${quoted(note)}：${ruling.said}`, proof);
    if (ruling?.state === 'refused') return cannotTell(`只见${quoted(note)}，${ruling.said}，应公开正式信息`, proof);
    if (ruling) return cannotTell(`只见${quoted(note)}，${ruling.said}，请重新核实`, proof);
    return cannotTell(`本期只见情况说明${quoted(note)}，未见正式信息，请核实是否采纳`, proof);
  },
});

function isSince(document: ObservedDocument, since: LocalDate): boolean {
  return (publicationDay(document) ?? '9999-12-31') >= since;
}

import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { absenceDoubt, isEmptySection } from '../absence';
import { excusedByNote } from '../note-ruling';
import { asOf, sectionCount } from '../wording';

/** 空白栏目 — the item's own section exists, was read to its end and shows nothing at all. */
export const sectionEmpty = defineRule({
  code: 'PUB-02',
  id: 'section-empty',
  title: '有栏目无内容',
  dimension: '完整性',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“栏目不更新”第3项（空白栏目）',
  severity: 'high',
  machine: 'A',
  subject: 'item',
  family: 'completeness',
  parameters: {},
  advice: '请在该栏目公开应公开的信息；确未发生的，请发布情况说明并注明期间。',
  isCurable: true,
  doubts: '栏目由脚本载入、有列表页未读、匹配未确认、整站采集不完整，或为行政处罚事项（未处罚无须公开）',

  examine({ item }, { observation, today }) {
    const { section } = item;
    if (!isOnlineVerifiable(item.item)) return notApplicable('公开渠道不含网站或为依申请公开，不在线核验');
    if (!section) return notApplicable('未找到对应栏目，由PUB-01提请核实');
    const proof = { url: section.url, evidence: section.evidence };
    if (section.entries.length > 0) return pass(sectionCount(section), proof);
    if (!isEmptySection(item)) return unseen(`栏目“${section.name}”未能读完（${section.gap ?? '原因未记录'}）`, proof);
    const excused = excusedByNote(item.key, undefined, { observation, today });
    if (excused) return notApplicable(`栏目“${section.name}”为空，${excused}`);
    const [found] = item.elsewhere;
    const doubt = absenceDoubt(item, observation);
    if (doubt) return doubt;
    if (found) return notApplicable(`栏目“${section.name}”为空，但在其他栏目见到相关信息（${found.url}）`);
    return fail(`${asOf(today)}，栏目“${section.name}”共0条，没有任何内容`, proof);
  },
});

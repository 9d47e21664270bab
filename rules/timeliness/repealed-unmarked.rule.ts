import { cannotTell, defineRule, pass } from '@app/evaluation/rule';
import { ObservedDocument } from '@app/observation/observation';
import { noLonger, proofOf } from '../content/page-facts';
import { quoted, spoken } from '../wording';

/** 失效信息未标注 — its own text says that it has run out, or a later one repeals it, and it is still shown as in force. */
export const repealedUnmarked = defineRule({
  code: 'TIM-15',
  id: 'repealed-unmarked',
  title: '失效信息未标注',
  dimension: '时效性',
  basis: '市中政办字〔2020〕25号 三(二)（失效清理）；苏府办〔2020〕250号 二(三)（动态调整）',
  severity: 'medium',
  machine: 'S',
  subject: 'page',
  family: 'validity',
  parameters: { graceDays: 0 },
  advice: '请在页面上注明“失效”或“废止”，或移入历史文件栏目；继续有效的，请公开延长有效期的文件。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：有效期可能已经延长，废止可能只涉及部分条款',

  appliesTo: ({ page }) => page.validity !== undefined || (page.earlier ?? []).includes('validity'),

  examine({ page }, { today, parameters }) {
    const { validity, document, section } = page;
    if (!validity) return noLonger(page, '失效的记载');
    const { until, repealedBy } = validity;
    const proof = proofOf(page, [repealedBy?.evidence ?? null]);
    const isPast = until !== undefined && daysPast(until, today) > parameters.graceDays;
    const expired = isPast ? `载明有效期至${spoken(until, today)}，已过期` : undefined;
    const ended = repealedBy ? `已被${quoted(repealedBy)}宣布废止` : expired;
    if (!ended) return pass(`${quoted(document)}载明有效期至${until ?? ''}，尚在有效期内`, proof);
    if (isMarked(document, section)) return pass(`${quoted(document)}已标注失效`, proof);
    return cannotTell(`${quoted(document)}${ended}，页面${shown(document)}，请核实`, proof);
  },
});

function daysPast(until: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(until)) / 86_400_000);
}

const MARKED = /失效|废止|已修改|历史|无效/u;

function isMarked({ title, validity }: ObservedDocument, section: string | null): boolean {
  return (
    MARKED.test(validity ?? '') ||
    /[（(【\[](?:已)?(?:失效|废止)[^）)】\]]{0,10}[）)】\]]/u.test(title) ||
    MARKED.test(section ?? '')
  );
}

function shown({ validity }: ObservedDocument): string {
  return validity ? `仍显示为“${validity}”` : '没有标注失效';
}

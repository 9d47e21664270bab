import { Finding } from '@app/evaluation/finding';

/**
 * 证据摘要 — the facts a finding rests on, as short text: rule, outcome, page and days. Not when or as which bytes they
 * were captured, nor anything that grows by itself (已逾期21个工作日): only a change in what happened changes it.
 */
export function digestOf(
  finding: Pick<Finding, 'code' | 'outcome' | 'url' | 'dueOn' | 'publishedOn' | 'explanation' | 'restriction'>,
): string {
  const { code, url, dueOn, publishedOn, restriction } = finding;
  // A rule that only proposes for the time being says nothing new by it: what was dismissed stays dismissed.
  const isHeldBack = restriction !== undefined && finding.outcome === 'cannotTell';
  const [outcome, explanation] = isHeldBack
    ? ['fail', finding.explanation.replace(`（${restriction}）`, '')]
    : [finding.outcome, finding.explanation];
  return hashOf([code, outcome, url, dueOn, publishedOn, lasting(explanation)].map((fact) => fact ?? '').join('\n'));
}

/** The sentence without the parts that change from day to day: 截至…, running counts, numbers of entries. */
function lasting(explanation: string): string {
  return explanation
    .replace(/截至(?:\d{4}年)?\d{1,2}月\d{1,2}日[，,]?/gu, '')
    .replace(/已(?:逾期|超期)?\d+(?:个工作日|日|天)(?:未更新|无更新)?/gu, '')
    .replace(/(?:共|还有|距截止日还有|已读取网站|等)\d+(?:条|个工作日|个栏目|个)?/gu, '');
}

/** FNV-1a over both halves of each code unit, 53 bits of it: short, stable, and no secret. */
function hashOf(text: string): string {
  let [high, low] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ (unit & 0xff), 0x01000193) >>> 0;
    low = Math.imul(low ^ unit ^ (high >>> 13), 0x01000193) >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

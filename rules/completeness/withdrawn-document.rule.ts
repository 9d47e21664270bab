import { cannotTell, defineRule, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { proofOf } from '../content/page-facts';
import { quoted, spoken } from '../wording';

/** 内容被撤下 — read on an earlier day, and now the site says that there is no such page. Only proposes. */
export const withdrawnDocument = defineRule({
  code: 'PUB-09',
  id: 'withdrawn-document',
  title: '内容被撤下',
  dimension: '完整性',
  basis:
    '江苏省政府办公厅《关于开展基层政务公开标准化规范化试点工作的实施意见》三(十)①（完整还原）；《中华人民共和国政府信息公开条例》（国务院令第711号）第二十四条',
  severity: 'high',
  machine: 'S',
  subject: 'page',
  family: 'withdrawal',
  parameters: {},
  advice: '请恢复该页面，或说明撤下的原因；改换网址的，请保留原网址的跳转。',
  isCurable: true,
  doubts:
    '只提请核实，从不自行认定：变更、撤销的行政处罚应当撤回（行政处罚法第四十八条），网址可能改换；打不开、超时、被限制访问的不算撤下；公示期间撤下的按“高”，其余按“中”',

  appliesTo: ({ page }) => page.withdrawal !== undefined || (page.earlier ?? []).includes('withdrawal'),

  examine({ page }, { observation, today }) {
    const { withdrawal, document, display } = page;
    if (!withdrawal)
      return page.isUnread
        ? unseen(`${quoted(document)}本轮没有再次访问，不作判断`)
        : pass(`${quoted(document)}已恢复`, proofOf(page));
    if (!observation.isComplete) return unseen(`本次采集不完整（${observation.gap ?? '原因未记录'}），不作判断`);
    const proof = proofOf(page);
    if (display && display.to < today)
      return notApplicable(`${quoted(document)}的公示期${spoken(display.to, today)}已满，撤下不作问题`);
    if (/失效|废止/u.test(document.validity ?? '')) return notApplicable(`${quoted(document)}原已标注失效`);
    const copy = copyOf(page, observation);
    if (copy) return pass(`${quoted(document)}仍在${copy}公开`, { ...proof, url: copy });
    const how = withdrawal.status
      ? `状态码${withdrawal.status}`
      : withdrawal.kind === 'softNotFound'
        ? '页面提示不存在'
        : '页面不存在';
    const during = display ? `，公示期至${spoken(display.to, today)}，尚未届满` : '';
    return cannotTell(
      `${quoted(document)}${spoken(withdrawal.seenOn, today)}采集时公开在网，现访问原网址${how}${during}，请核实撤下的原因`,
      { ...proof, ...(display ? {} : { severity: 'medium' as const }) },
    );
  },
});

/** The same title under another address: moved, not withdrawn. */
function copyOf(
  { document }: { document: { url: string; title: string } },
  { sections }: { sections: readonly { entries: readonly { title: string; url: string }[] }[] },
): string | undefined {
  if (document.title.length < 8) return undefined;
  return sections
    .flatMap(({ entries }) => entries)
    .find(({ title, url }) => url !== '' && url !== document.url && title === document.title)?.url;
}

import { cannotTell, defineRule, fail, pass, unseen } from '@app/evaluation/rule';
import { SearchTrial } from '@app/observation/site-facts';
import { daysBetween, LocalDate } from '@app/calendar/local-date';
import { homeProof, ofOwnSite, frameDoubt } from '../site-subject';

/** 检索可用 — there is a search, and it finds a title that the home page shows. */
export const searchUnusable = defineRule({
  code: 'PLT-03',
  id: 'search-unusable',
  title: '网站检索不可用',
  dimension: '平台',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十四条（检索）；《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）扣分指标“搜索”（条款待核对原文）',
  severity: 'medium',
  machine: 'A/S',
  subject: 'site',
  family: 'search-unusable',
  parameters: { lagDays: 3 },
  advice: '请设置站内检索，并保证已发布的信息能够检索到。',
  isCurable: true,
  doubts: '检索由脚本提交不能试检索、结果由脚本显示、试检索的信息发布不足 lagDays 天，或网站未读完、页眉由脚本载入',

  examine(_site, { observation, today, parameters: { lagDays } }) {
    return ofOwnSite(observation, ({ marks, search }) => {
      const proof = homeProof(observation);
      if (search) return tried(search, today, lagDays);
      if (!marks) return unseen('本次监测记录没有页眉页脚情况，待下一轮采集', proof);
      if (marks.has.includes('search')) return unseen('网站设有检索，但不能以网址方式试检索，请人工查看', proof);
      if (marks.gap) return unseen(`未见检索框，但${marks.gap}，不作认定`, proof);
      return frameDoubt(observation, '检索框') ?? fail('首页和已读取的各页面均未见检索框或检索入口', proof);
    });
  },
});

function tried({ query, outcome, listedOn, url, evidence }: SearchTrial, today: LocalDate, lagDays: number) {
  const proof = { url, evidence: [evidence] };
  if (outcome === 'hit') return pass(`以首页所列“${query}”试检索，前10条内检索到`, proof);
  if (outcome === 'miss') return cannotTell(`以首页所列“${query}”试检索，前10条内未见，请人工查看`, proof);
  const age = listedOn ? daysBetween(listedOn, today) : null;
  if (age === null || age < lagDays)
    return cannotTell(`以首页所列“${query}”试检索，网站提示没有结果；该信息刚发布或日期不明，请核实`, proof);
  return fail(`以首页所列“${query}”（${listedOn}发布，已${age}天）试检索，网站提示没有结果`, proof);
}

import { cannotTell, defineRule, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { quoted } from '../wording';

/** 只在依申请渠道 — a row of 主动公开 for which the site only says how to apply. Only ever a proposal. */
export const requestOnly = defineRule({
  code: 'PUB-10',
  id: 'request-only',
  title: '主动公开事项只在依申请渠道提供',
  dimension: '完整性',
  basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第十三条（条款待核对原文）；事项目录载明的公开方式',
  severity: 'medium',
  machine: 'S',
  subject: 'item',
  family: 'request-only',
  parameters: {},
  advice: '请主动公开该事项的信息；确属依申请公开的，请修改目录中的公开方式。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：页面写明依申请公开，或所在栏目为依申请公开栏目',

  examine({ item }, { observation }) {
    const { documents, section, elsewhere } = item;
    if (!isOnlineVerifiable(item.item)) return notApplicable('公开渠道不含网站或为依申请公开，不在线核验');
    if (!observation.siteFacts) return unseen('本次监测记录没有站点情况，待下一轮采集');
    const all = documents.length > 0 ? documents : elsewhere;
    const [first] = all;
    if (!first) return notApplicable('未见对应信息，由PUB-01、PUB-02判定');
    const sent = new Set(observation.siteFacts.onRequestOnly);
    const isRequestSection = (section?.path ?? []).some((name) => /依申请/u.test(name));
    const open = all.find(({ url }) => !sent.has(url) && !isRequestSection);
    const proofOf = (one: typeof first) => ({ url: one.url, evidence: one.evidence ? [one.evidence] : [] });
    if (open) return pass(`已公开${quoted(open)}`, proofOf(open));
    const where = isRequestSection ? `栏目“${section?.name}”为依申请公开栏目` : '页面写明须申请获取';
    return cannotTell(
      `目录载明主动公开，但见到的${all.length}条（${quoted(first)}等）${where}，请核实`,
      proofOf(first),
    );
  },
});

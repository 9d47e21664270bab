import { cannotTell, defineRule, fail, pass, unseen } from '@app/evaluation/rule';
import { asOf } from '../wording';

/** 标准目录已编制并发布 — a page or attachment of the site that is the unit's catalog. */
export const catalogPublished = defineRule({
  code: 'CAT-01',
  id: 'catalog-published',
  title: '标准目录未发布',
  dimension: '目录',
  basis:
    '市中政办字〔2020〕25号 二(一)；苏府办〔2020〕250号 附件2（集中展示并发布目录清单）；国办发〔2019〕54号（条款待核对原文）',
  severity: 'high',
  machine: 'A',
  subject: 'catalog',
  family: 'catalog',
  parameters: { needsOwnPage: false },
  advice: '请在政府网站集中发布本单位政务公开事项标准目录，并提供下载。',
  isCurable: true,
  doubts:
    '网站未读完、有指向目录的链接未读取、目录页没有表格或附件，或目录可能集中发布在县级政府门户网站（needsOwnPage 为真时不再存疑）',

  examine(_subject, { observation, today, parameters }) {
    const { catalogPages, home, scope, unit } = observation;
    const [page] = catalogPages?.found.filter(({ isReadable }) => isReadable) ?? [];
    if (page) return pass(`网站发布了“${page.title}”`, { url: page.url, evidence: [page.evidence] });
    const [empty] = catalogPages?.found ?? [];
    if (empty)
      return cannotTell(`见到“${empty.title}”，但页面没有目录表格，附件未能读取，请核实`, {
        url: empty.url,
        evidence: [empty.evidence],
      });
    if (!home || !observation.isComplete)
      return unseen(`本次采集不完整（${observation.gap ?? '首页未能读取'}），不作未发布判断`);
    const proof = { url: scope.homeUrl, evidence: [home.evidence] };
    if (catalogPages?.gap) return unseen(`未见目录，但${catalogPages.gap}，不作未发布判断`, proof);
    const sum = `${asOf(today)}，已读取网站${observation.pagesRead}个页面，未见政务公开事项标准目录`;
    if (parameters.needsOwnPage || (unit.kind === 'government' && scope.isOwnSite)) return fail(sum, proof);
    return cannotTell(`${sum}；目录可能集中发布在县级政府门户网站，请核实`, proof);
  },
});

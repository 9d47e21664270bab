import { addDays, daysBetween } from '@app/calendar/local-date';
import { cannotTell, defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { CatalogPage } from '@app/observation/observation';
import { spoken } from '../wording';

/** 目录未动态更新 — the catalog page has read the same for a year. */
export const catalogStale = defineRule({
  code: 'CAT-08',
  id: 'catalog-stale',
  title: '目录未动态更新',
  dimension: '目录',
  basis: '市中政办字〔2020〕25号 三(一)；皋政办发〔2020〕147号 二(一)（实时动态调整）',
  severity: 'low',
  machine: 'A',
  subject: 'catalog',
  family: 'catalog',
  parameters: { days: 365 },
  advice: '请结合机构职能和法律法规的变化更新目录，并注明更新日期。',
  isCurable: true,
  doubts: '平台观察目录页不足所定天数：目录页常在原处修改，只凭页面载明的日期不作认定',

  examine(_subject, { observation, today, parameters }) {
    const pages = observation.catalogPages?.found.filter(({ isReadable }) => isReadable) ?? [];
    const newest = newestOf(pages);
    if (!newest) return notApplicable('网站没有可读的目录页，由CAT-01判定');
    const { page, day } = newest;
    const proof = { url: page.url, evidence: [page.evidence], publishedOn: page.publishedOn };
    const since = addDays(today, -parameters.days);
    if (day && day > today) return cannotTell(`目录页日期（${day}）晚于判定日，请核实`, proof);
    if (day && day >= since) return pass(`目录“${page.title}”最近更新为${spoken(day, today)}`, proof);
    const { unchangedSince } = page;
    if (unchangedSince && unchangedSince < since)
      return fail(
        `目录“${page.title}”自${spoken(unchangedSince, today)}起没有变化，已${daysBetween(unchangedSince, today)}天无更新（应在${parameters.days}天内）`,
        { ...proof, dueOn: addDays(unchangedSince, parameters.days) },
      );
    const said = day ? `载明${spoken(day, today)}发布` : '未载明日期';
    return cannotTell(`目录“${page.title}”${said}，其后是否更新，平台观察不足${parameters.days}天，请核实`, proof);
  },
});

/** The page renewed last; one that changed while it was watched was renewed then. */
function newestOf(pages: readonly CatalogPage[]): { page: CatalogPage; day: string | null } | undefined {
  const dated = pages.map((page) => ({ page, day: latest(page.publishedOn, changedOn(page)) }));
  return dated.sort((a, b) => (b.day ?? '').localeCompare(a.day ?? ''))[0];
}

/** Only where it was seen before it changed. */
function changedOn({ unchangedSince, firstSeenOn }: CatalogPage): string | null {
  return unchangedSince && firstSeenOn && firstSeenOn < unchangedSince ? unchangedSince : null;
}

function latest(a: string | null, b: string | null): string | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

import { cannotTell, defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { ContentPage } from '@app/observation/content-page';
import { UnitObservation } from '@app/observation/observation';
import { foreignness, noLonger, proofOf } from '../content/page-facts';
import { quoted, spoken } from '../wording';
import { longestLength, spokenLength } from './window-length';

/** 公示期不足 — the printed days of a 公示 are fewer than the row asks for, or than the notice itself says. */
export const displayShort = defineRule({
  code: 'TIM-07',
  id: 'display-short',
  title: '公示期不足',
  dimension: '时效性',
  basis: '事项目录载明的公示期；公示所依据的规定（如《中华人民共和国城乡规划法》公告不少于30日，条款待核对原文）',
  severity: 'high',
  machine: 'A/S',
  subject: 'page',
  family: 'display',
  parameters: { days: 0 },
  advice: '请核对公示起止日期；不足的，应当延长公示或重新公示。',
  isCurable: false,
  doubts:
    '期限出自本规则的参数而不是目录或公示本身、对应栏目未确认、不是本单位的公示；起始日计入与否两种算法都不足才认定',

  appliesTo: ({ page }) => page.display !== undefined && page.withdrawal === undefined,

  examine({ page }, { observation, parameters, calendar, today, since }) {
    const { display, document } = page;
    if (!display?.from) return noLonger(page, '公示起止日期');
    const { from, to } = display;
    if (to < since) return notApplicable('早于回溯起点的公示');
    const owed = owedOf(page, observation, parameters.days);
    if (!owed) return notApplicable(`${quoted(document)}没有载明应公示多少日，目录也没有规定`);
    const length = longestLength({ from, to }, owed.unit, calendar);
    const proof = proofOf(page);
    if (length === undefined) return unseen(`${quoted(document)}的公示期超出已公布的工作日历，不能计算`, proof);
    const sum = `${quoted(document)}公示${spoken(from, today)}至${spoken(to, today)}，最多算${spokenLength(length, owed.unit)}，${owed.source}${spokenLength(owed.amount, owed.unit)}`;
    if (length >= owed.amount) return pass(sum, proof);
    const said = `${sum}，不足`;
    const doubt = owed.doubt ?? foreignness(document, observation);
    return doubt ? cannotTell(`${said}；${doubt}，请核实`, proof) : fail(said, proof);
  },
});

interface Owed {
  readonly amount: number;
  readonly unit: 'workday' | 'day';
  readonly source: string;
  readonly doubt?: string;
}

/** The row's own words, then the notice's, then the parameter, which only proposes. */
function owedOf({ document, display }: ContentPage, { items }: UnitObservation, days: number): Owed | undefined {
  for (const { documents, item, isCertain } of items) {
    if (!documents.some(({ url }) => url === document.url)) continue;
    const limits = item.limits.filter(
      ({ kind, amount, unit }) => kind === 'minDisplay' && amount && (unit === 'day' || unit === 'workday'),
    );
    const [limit] = limits;
    if (!limit?.amount || limits.length > 1) continue;
    const doubt = isCertain ? undefined : '栏目匹配未经确认';
    return {
      amount: limit.amount,
      unit: limit.unit === 'workday' ? 'workday' : 'day',
      source: '目录要求',
      ...(doubt ? { doubt } : {}),
    };
  }
  if (display?.stated) return { ...display.stated, source: '公示自称' };
  return days > 0 ? { amount: days, unit: 'day', source: '按设置应为', doubt: '期限出自规则参数' } : undefined;
}

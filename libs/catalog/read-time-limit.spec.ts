import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { leastCpuMs } from '@app/platform/least-time.fixture';
import { readTimeLimits } from './read-time-limit';
import { TimeLimit } from './time-limit';

const PHRASES = join(__dirname, '../../../shared/data/time_limits.jsonl');
interface Expected extends Omit<TimeLimit, 'kind' | 'wording'> {
  phrase: string;
  kind: string;
}
const expected: Expected[] = existsSync(PHRASES)
  ? readFileSync(PHRASES, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Expected)
  : [];

(expected.length > 0 ? describe : describe.skip)('the phrases of ../shared/data/time_limits.jsonl', () => {
  it.each(expected.map((each) => [each.phrase, each] as const))(
    '%s',
    (phrase, { kind, amount, unit, period, trigger }) => {
      const limits = readTimeLimits(phrase);
      if (kind === 'composite') {
        expect(limits.length).toBeGreaterThanOrEqual(2);
        return;
      }
      expect(limits).toHaveLength(1);
      expect(limits[0]).toMatchObject(
        Object.fromEntries(
          Object.entries({ kind, amount, unit, period: periodIn(phrase, period), trigger }).filter(
            ([, v]) => v !== undefined,
          ),
        ),
      );
    },
  );
});

/** `kind amount unit period trigger` of each limit, so that a table stays readable. */
const read = (phrase: string) =>
  readTimeLimits(phrase).map(({ kind, amount, unit, period }) =>
    [kind, amount, unit, period].filter(Boolean).join(' '),
  );

describe('phrases in other words', () => {
  it.each<[string, ...string[]]>([
    ['二十个工作日', 'afterEvent 20 workday'],
    ['自信息形成或变更之日起二十个工作日内予以公开', 'afterEvent 20 workday'],
    ['十五个工作日以内', 'afterEvent 15 workday'],
    ['形成或者變更之日起20個工作日內', 'afterEvent 20 workday'],
    ['信息形成之日起２０　个工作\n日内', 'afterEvent 20 workday'],
    ['5-7个工作日内', 'afterEvent 7 workday'],
    ['20日（工作日）', 'afterEvent 20 workday'],
    ['七日内', 'afterEvent 7 day'],
    ['批复后20日内', 'afterEvent 20 day'],
    ['经本级政府财政部门批复后20日内向社会公开', 'afterEvent 20 day'],
    ['作出行政决定之日起7个工作日内', 'afterEvent 7 workday'],
    ['收到后7个工作日公开', 'afterEvent 7 workday'],
    ['形成或变更20个工作日', 'afterEvent 20 workday'],
    ['最迟不晚于形成之日起20个工作日', 'afterEvent 20 workday'],
    ['信息形成后及时公开，最长不超过20个工作日', 'afterEvent 20 workday'],
    ['解读材料与政策文件同步公布，最迟不超过3个工作日', 'afterEvent 3 workday'],
    ['每季度统计数据形成后7个工作日内', 'afterEvent 7 workday'],
    ['每季度结束后15日内', 'afterEvent 15 day quarterly'],
    ['每半年结束后20日内', 'afterEvent 20 day half_yearly'],
    ['一个月内公开', 'afterEvent 1 month'],
    ['半个月内', 'afterEvent 15 day'],
    ['5小时内', 'afterEvent 5 hour'],
    ['公开时限：20个工作日', 'afterEvent 20 workday'],
    ['除法律法规另有规定外，自信息形成之日起20个工作日内公开', 'afterEvent 20 workday'],
    ['收到申请后15个工作日内答复', 'onRequest 15 workday'],
    ['依申请公开', 'onRequest'],
    ['三个月', 'maxAge 3 month'],
    ['2周', 'maxAge 2 week'],
    ['3个月内更新', 'maxAge 3 month'],
    ['两周内至少更新一次', 'maxAge 2 week'],
    ['90天内更新', 'maxAge 90 day'],
    ['更新周期为15天', 'maxAge 15 day'],
    ['公示期7天', 'minDisplay 7 day'],
    ['公示5个工作日', 'minDisplay 5 workday'],
    ['公告不少于三十日', 'minDisplay 30 day'],
    ['公开期限3年', 'minDisplay 3 year'],
    ['会议召开3日前', 'beforeEvent 3 day'],
    ['听证会举行前7日', 'beforeEvent 7 day'],
    ['提前5个工作日', 'beforeEvent 5 workday'],
    ['每年1月31日前公开上一年度政府信息公开工作年度报告', 'fixedDate yearly:01-31(prev_year)'],
    ['次年3月31日前', 'fixedDate yearly:03-31(prev_year)'],
    ['每年第一季度', 'fixedDate yearly:03-31'],
    ['每年12月底前', 'fixedDate yearly:12-31'],
    ['年底前', 'fixedDate yearly:12-31'],
    ['每年2月底前', 'fixedDate yearly:02-28'],
    ['12月中旬', 'fixedDate yearly:12-20'],
    ['每年3月至5月', 'fixedDate yearly:05'],
    ['2022年9月底前', 'fixedDate once:2022-09-30'],
    ['2026年3月15日前', 'fixedDate once:2026-03-15'],
    ['每季度首月20日前公开上季度情况', 'fixedDate quarterly:M1-20(prev_quarter)'],
    ['每季度最后一个月25日前', 'fixedDate quarterly:M3-25'],
    ['下季度首月15日前', 'fixedDate quarterly:M1-15(prev_quarter)'],
    ['每季度公开一次，每季度首月20日前', 'fixedDate quarterly:M1-20'],
    ['每月10号前发布上月情况', 'fixedDate monthly:10(prev_month)'],
    ['次月10日前', 'fixedDate monthly:10(prev_month)'],
    ['每月底前', 'fixedDate monthly:31'],
    ['每周五前更新', 'fixedDate weekly:5'],
    ['每年7月15日前公开上半年情况', 'fixedDate yearly:07-15(prev_half_year)'],
    ['每半年公开一次', 'periodic half_yearly'],
    ['6个月更新一次', 'periodic half_yearly'],
    ['每两年更新一次', 'periodic 2 year unspecified'],
    ['一年一次', 'periodic yearly'],
    ['一周至少更新一次', 'periodic weekly'],
    ['每年上半年、下半年各一次', 'periodic half_yearly'],
    ['至少每月更新一次', 'periodic monthly'],
    ['每个工作日更新', 'periodic daily'],
    ['季度公开', 'periodic quarterly'],
    ['与政策文件同步公开', 'simultaneous'],
    ['长期，最新有效', 'continuous'],
    ['任期内', 'continuous'],
    ['当日公开', 'immediate'],
    ['动态更新', 'prompt'],
    ['按规定及时公开', 'prompt'],
    ['按照区财政统一部署执行', 'external'],
    ['法律法规另有规定的从其规定', 'external'],
    ['〃', 'reference'],
    ['（同上）', 'reference'],
  ])('%s: %s', (phrase, ...limits) => expect(read(phrase)).toEqual(limits));

  it.each<[string, string[]]>([
    ['信息形成之日起20个工作日内；行政处罚决定信息自作出之日起7日内', ['afterEvent 20 workday', 'afterEvent 7 day']],
    ['20个工作日内(其中行政许可、行政处罚7个工作日内)', ['afterEvent 20 workday', 'afterEvent 7 workday']],
    ['①政策文件：形成之日起20个工作日内 ②行政许可：7个工作日内', ['afterEvent 20 workday', 'afterEvent 7 workday']],
    ['1.形成或变更之日起20个工作日内公开2.长期公开', ['afterEvent 20 workday', 'continuous']],
    ['决定作出之日起7个工作日内公开，公示期限3年', ['afterEvent 7 workday', 'minDisplay 3 year']],
    ['每年6月、12月', ['fixedDate yearly:06', 'fixedDate yearly:12']],
    ['每月5日、20日', ['fixedDate monthly:05', 'fixedDate monthly:20']],
    ['实时更新，长期公开', ['immediate', 'continuous']],
    ['突发事件发生后5小时内发布权威信息，24小时内举行发布会', ['afterEvent 5 hour', 'afterEvent 24 hour']],
  ])('several in one cell: %s', (phrase, limits) => expect(read(phrase)).toEqual(limits));

  it.each<[string, string]>([
    ['20个工作日', 'info_formed_or_changed'],
    ['作出行政许可决定之日起7个工作日内', 'decision_made'],
    ['行政处罚7个工作日内', 'decision_made'],
    ['批准后20日内', 'approved'],
    ['关联规范性文件公开3个工作日内', 'policy_document_published'],
    ['文件印发之日起20个工作日内', 'document_issued'],
    ['公示期满后5个工作日内', 'public_notice_ended'],
    ['合同签订之日起2个工作日内', 'contract_signed'],
    ['采购结果揭晓之日起2个工作日内', 'event'],
  ])('%s counts from %s', (phrase, trigger) => expect(readTimeLimits(phrase)[0]?.trigger).toBe(trigger));

  it('quotes each limit as the cell writes it', () => {
    expect(
      readTimeLimits('信息形成之日起 20 个工作日内公开；\n其中行政许可7个工作日内').map(({ wording }) => wording),
    ).toEqual(['信息形成之日起 20 个工作日内公开', '其中行政许可7个工作日内']);
  });
});

describe('what sets no limit is unparsed, never a deadline', () => {
  it.each([
    '',
    '   ',
    '/',
    '√',
    '20',
    '工作日',
    '明州市人民政府',
    '今天天气不错',
    'asdf qwer',
    '咨询电话 0512-12345678',
    '周一至周五 9:00-17:00',
    '每周一至周五上午9:00',
    '工作日 8:30-12:00',
    '国办发〔2020〕12号',
    '二十大报告学习',
    '一年级新生',
    '3个事项',
    '2023年度',
    '第三季度',
    '第20个工作日',
    '项目工期3个月',
    '3天内容',
    '有效期5年',
    '有效期至2025年12月31日',
    '自2019年5月15日起施行',
    '不受20个工作日限制',
    '20个工作日（特殊情况可延长20个工作日）',
    '办理时限20个工作日',
    '20个工作日内办结',
    '0个工作日内',
    '99999个工作日内',
    '1.5个工作日内',
    '2月30日前',
    '13月1日前',
    '每月32日前',
    '2026年2月29日前',
    '每季度10日前',
    '不公开',
    '按时公开',
  ])('%j', (phrase) => expect(readTimeLimits(phrase)).toEqual([{ kind: 'unparsed', wording: phrase.trim() }]));

  it('names the part that is not understood and keeps the rest', () => {
    expect(read('20个工作日内；第3个工作日另算')).toEqual(['afterEvent 20 workday', 'unparsed']);
  });

  it.each(['在', '于', '通过', '在甲', '向社会', '前后', '应当'])(
    'comes to an end after a term with many times %s',
    (word) => {
      const phrase = `20个工作日内${word.repeat(300).slice(0, 600)}汉字`.padEnd(700, '汉');
      expect(readTimeLimits(phrase)).toHaveLength(1);
      expect(readTimeLimits(`每年${phrase.slice(7)}`)).toHaveLength(1);
    },
  );

  it('never throws, never gives nothing, and is quick whatever comes', () => {
    const piece = fc.constantFrom(
      ...'每年月日季周度半0123456789一二十个工作内前后起之公开示更新及时长期随;,。(、①1.底末首'.split(''),
      '工作日',
      '形成',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const limits = readTimeLimits(pieces.join(''));
        expect(limits.length).toBeGreaterThan(0);
        expect(limits.every(({ wording }) => typeof wording === 'string')).toBe(true);
      }),
    );
    for (const flood of ['每', '月、', '1月', '公开', '随文件', '(', '20', '按', '在时', '一', '法律、', '年度']) {
      const read = () => [flood.repeat(5000), flood.repeat(1000).slice(0, 1000)].forEach(readTimeLimits);
      expect(leastCpuMs(500, read)).toBeLessThan(500);
    }
  });
});

/** 务必在6月1日前…: the year stands in the notice around the phrase, not in the phrase, so none may be made up. */
function periodIn(phrase: string, period: string | undefined): string | undefined {
  const year = /^once:(\d{4})-/.exec(period ?? '')?.[1];
  return year && !phrase.includes(year) ? period?.replace(`${year}-`, '') : period;
}

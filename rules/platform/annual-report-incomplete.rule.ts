import { cannotTell, defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { ofSite } from '../site-subject';

const PARTS = 6;

/** 年报六部分 — headings, tables that add up, and not last year's text once more. */
export const annualReportIncomplete = defineRule({
  code: 'PLT-07',
  id: 'annual-report-incomplete',
  title: '年度报告内容不规范',
  dimension: '平台',
  basis:
    '国办公开办函〔2021〕30号（政府信息公开工作年度报告格式，条款待核对原文）；《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条（条款待核对原文）',
  severity: 'high',
  machine: 'A/S',
  subject: 'site',
  family: 'annual-report',
  parameters: { likeness: 0.85 },
  advice: '请按规定格式补全年度报告的六个部分，核对表格数据的合计关系，如实写明本年度情况。',
  isCurable: true,
  doubts: '正文在附件、图片中，表格没有读到数字，或与上一年度报告的相似度达到 likeness（雷同须人工认定）',

  examine(_site, { observation, today, parameters: { likeness } }) {
    return ofSite(observation, ({ reports: [report] }) => {
      const year = Number(today.slice(0, 4)) - 1;
      if (!report || report.year < year) return notApplicable(`未见${year}年度报告，是否公开由TIM-06判定`);
      const proof = { url: report.url, evidence: [report.evidence] };
      if (report.gap) return cannotTell(`“${report.title}”${report.gap}，请人工查看`, proof);
      const { missing, sums } = report;
      const faults = [
        ...(missing.length > 0 ? [`应有${PARTS}个部分，缺${missing.join('、')}`] : []),
        ...(sums.wrong.length > 0 ? [`表格数据不符：${sums.wrong.join('；')}`] : []),
      ];
      if (faults.length > 0) return fail(`“${report.title}”${faults.join('；')}`, proof);
      if (report.likeness && report.likeness.value >= likeness)
        return cannotTell(
          `“${report.title}”与${report.likeness.year}年度报告文字相似度${report.likeness.value}，达到${likeness}，请核实是否雷同`,
          proof,
        );
      if (sums.rows === 0) return cannotTell(`“${report.title}”六个部分齐全，但没有读到表格数字，请核实`, proof);
      return pass(`“${report.title}”六个部分齐全，${sums.rows}行数据合计相符`, proof);
    });
  },
});

import { Violation } from '@app/assessment/unit-period-record';
import { spokenDay } from '@app/calendar/local-date';
import {
  Block,
  DocumentPart,
  firstHeading,
  OfficialDocument,
  secondHeading,
} from '@app/rectification/official-document';
import { ReportKind } from './period';
import { ReportContent } from './report-content';
import { deductionTable, problemTable, rankingTable, rectificationTable } from './report-tables';
import { percent } from './report-figures';

/** A report as a document: the text on portrait pages, its lists as attachments on landscape pages. */
export function reportDocument(report: ReportContent): OfficialDocument {
  const appendices = appendicesOf(report);
  return {
    name: report.title,
    parts: [
      {
        blocks: [
          { kind: 'title', lines: report.titleLines },
          { kind: 'addressee', text: addresseeOf(report) },
          ...BODIES[report.kind](report),
          { kind: 'attachments', names: appendices.map(({ title }) => title) },
          { kind: 'signature', office: report.office, on: report.issuedOn },
        ],
      },
      ...appendices.map(appendixPart),
    ],
  };
}

interface Appendix {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Problems of one unit named in the text; all of them are in the list. */
const NAMED_PER_UNIT = 5;

const BODIES: Readonly<Record<ReportKind, (report: ReportContent) => Block[]>> = {
  monthly: (report) => [
    paragraph(openingOf(report, '现将有关情况报告如下。')),
    firstHeading(1, '总体情况'),
    ...situation(report),
    firstHeading(2, '存在的主要问题'),
    ...namedProblems(report),
    firstHeading(3, '整改情况'),
    ...rectificationText(report),
    firstHeading(4, '下步工作'),
    ...requirements(report),
  ],
  quarterly: (report) => [
    paragraph(openingOf(report, '现将有关情况通报如下。')),
    firstHeading(1, '总体情况'),
    ...situation(report),
    firstHeading(2, '考评排名和做得好的单位'),
    ...rankingText(report),
    firstHeading(3, '存在的主要问题'),
    ...namedProblems(report),
    firstHeading(4, '整改情况'),
    ...rectificationText(report),
    firstHeading(5, '整改要求'),
    ...requirements(report),
  ],
  annual: (report) => [
    paragraph(openingOf(report, '现将考核情况通报如下。')),
    firstHeading(1, '考核工作情况'),
    ...situation(report),
    paragraph(methodOf(report)),
    firstHeading(2, '考核结果'),
    ...gradesText(report),
    ...rankingText(report),
    firstHeading(3, '存在的主要问题'),
    ...namedProblems(report),
    firstHeading(4, '整改情况'),
    ...rectificationText(report),
    firstHeading(5, '有关要求'),
    ...requirements(report),
  ],
};

/** 县、市 or 区, as the region is called. */
function addresseeOf({ kind, region }: ReportContent): string {
  const tier = /[县市区旗]$/.exec(region)?.[0] ?? '';
  if (kind === 'monthly') return `${tier}政务公开领导小组`;
  return `各乡镇人民政府、街道办事处，${tier}政府各部门、各直属单位`;
}

function openingOf({ label, office, totals, cutoff }: ReportContent, ending: string): string {
  return (
    `${label}，${office}通过政务公开在线监督平台，对照政务公开事项标准目录，对${totals.units}个单位政务公开的内容完整性、时效性进行了在线监督。` +
    `本期数据截至${cutoff}，此后的变化计入下一期。${ending}`
  );
}

function situation({ totals, gaps }: ReportContent): Block[] {
  const { items, onlineVerifiable, judged, due, published, missing, onTime, late } = totals;
  return [
    paragraph(
      `监督范围。${totals.units}个单位的目录共有公开事项${items}项，其中可在线核验${onlineVerifiable}/${items}项，` +
        `已作出判定${judged}项；其余${items - onlineVerifiable}项为依申请公开或者线下公开，不作在线判断。`,
    ),
    paragraph(
      due === 0
        ? '公开情况。本期没有已判定的到期公开事项。'
        : `公开情况。本期到期应公开${due}项，已公开${published}项，完整率${spokenRate(totals.completeRate)}；` +
            `按时公开${onTime}项，按时率${spokenRate(totals.onTimeRate)}；超期公开${late}项，未公开${missing}项。`,
    ),
    paragraph(
      `问题情况。共发现问题${totals.problems}个（含内容质量问题${totals.quality}个、平台栏目问题${totals.platform}个），` +
        `其中已经人工确认${totals.confirmed}个。${asideOf(totals.proposalsPending, totals.contested)}`,
    ),
    ...gaps.map(({ unit, gap }) =>
      paragraph(`${unit}的网站本期未能完整采集（${sentenceless(gap)}），未采集到的部分不作判断。`),
    ),
  ];
}

function asideOf(proposals: number, contested: number): string {
  const parts = [
    ...(proposals > 0 ? [`另有${proposals}个疑点待核实`] : []),
    ...(contested > 0 ? [`${contested}个问题申诉未决`] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join('，')}，均未列入本期问题。`;
}

function methodOf({ parameters }: ReportContent): string {
  const weights = Object.entries(parameters.weights)
    .map(([name, weight]) => `${name}${weight}分`)
    .join('、');
  return (
    `评分办法。满分100分，其中${weights}；出现单项否决情形的，得分不超过${parameters.vetoCap}分，等次为不合格；` +
    `没有可在线核验事项的单位不参与评分。每一项扣分的事实和依据见附件。`
  );
}

function gradesText({ ranking, notScored }: ReportContent): Block[] {
  const grades = ['优秀', '良好', '合格', '不合格'].flatMap((grade) => {
    const units = ranking.filter((row) => row.grade === grade);
    return units.length === 0 ? [] : [paragraph(`${grade}（${units.length}个）：${names(units)}。`)];
  });
  return ranking.length === 0 && notScored.length > 0 ? [] : grades;
}

function rankingText({ ranking, praised, notScored, kind }: ReportContent): Block[] {
  const leaders = ranking.filter(({ place }) => place <= 3);
  const risers = ranking.filter(({ change }) => change !== null && change >= 3);
  return [
    ...(ranking.length === 0
      ? [paragraph('本期没有参与评分的单位。')]
      : [paragraph(`本期共有${ranking.length}个单位参与评分，得分排名前列的是：${leaders.map(scored).join('、')}。`)]),
    ...(praised.length === 0
      ? []
      : [paragraph(`${praised.join('、')}本期应公开事项全部按时公开、未发现问题，予以表扬。`)]),
    ...(risers.length === 0
      ? []
      : [
          paragraph(
            `与上${kind === 'annual' ? '年度' : '期'}相比，${risers.map(({ unit, change }) => `${unit}上升${change}位`).join('、')}，进步明显。`,
          ),
        ]),
    ...notScored.map(({ unit, reason }) => paragraph(`${unit}不参与评分：${sentenceless(reason)}。`)),
  ];
}

function namedProblems({ problems, totals }: ReportContent): Block[] {
  if (problems.length === 0) return [paragraph('本期未发现问题。')];
  return [
    paragraph(
      kindsOf(
        problems.flatMap(({ violations }) => violations),
        totals.problems,
      ),
    ),
    ...problems.flatMap(({ unit, violations }, index) => [
      ...(index < 99 ? [secondHeading(index + 1, `${unit}（${violations.length}个）`)] : [paragraph(unit)]),
      ...violations.slice(0, NAMED_PER_UNIT).map((violation, place) => paragraph(problemText(violation, place + 1))),
      ...(violations.length > NAMED_PER_UNIT
        ? [paragraph(`其余${violations.length - NAMED_PER_UNIT}个问题见附件2。`)]
        : []),
    ]),
  ];
}

/** `从类型看，超期公开12个，占40.0%；…` */
function kindsOf(violations: readonly Violation[], total: number): string {
  const counts = new Map<string, number>();
  for (const { title } of violations) counts.set(title, (counts.get(title) ?? 0) + 1);
  const kinds = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([title, count]) => `${title}${count}个，占${spokenRate(percent(count, total))}`);
  return `本期${total}个问题中，${kinds.join('；')}。问题清单见附件2。`;
}

function problemText({ item, row, section, explanation, isClosed }: Violation, ordinal: number): string {
  const subject = item === null ? (section ?? '网站') : `${item}${row === null ? '' : `（目录第${row}行）`}`;
  return `${ordinal}.${subject}：${sentenceless(explanation)}${isClosed ? '（已销号）' : ''}。`;
}

function rectificationText({ totals, lateRectifications, rectifications }: ReportContent): Block[] {
  if (totals.notices === 0) return [paragraph('本期问题尚未发出整改通知。')];
  const overdue = lateRectifications.filter(({ closedOn }) => closedOn === null);
  const units = [...new Set(overdue.map(({ unit }) => unit))];
  return [
    paragraph(
      `就本期问题已向${rectifications.length}个单位发出整改通知${totals.notices}份，涉及问题${totals.noticeProblems}个，` +
        `已销号${totals.closed}个，整改率${spokenRate(totals.rectifiedRate)}；逾期未整改${totals.overdue}个。`,
    ),
    ...(units.length === 0 ? [] : [paragraph(`${units.join('、')}逾期未完成整改，予以通报批评。`)]),
  ];
}

function requirements({ rectifyBy, problems, kind }: ReportContent): Block[] {
  const by = rectifyBy === null ? '本文印发之日起10个工作日内' : `${spokenDay(rectifyBy, true)}前`;
  const consequence = kind === 'annual' ? '考核结果按规定运用。' : '整改情况纳入年度政务公开考评。';
  return [
    ...(problems.length === 0
      ? []
      : [paragraph(`1.限期整改。有关单位要对照附件2问题清单，于${by}逐条整改、销号管理，并在平台反馈整改情况。`)]),
    paragraph(
      `${problems.length === 0 ? 1 : 2}.举一反三。各单位要对照本单位目录逐项自查，关注平台到期预警，防止同类问题重复发生。`,
    ),
    paragraph(
      `${problems.length === 0 ? 2 : 3}.强化落实。对逾期不整改、整改不到位以及屡改屡犯的，将予以督办、约谈；${consequence}`,
    ),
  ];
}

function appendicesOf(report: ReportContent): Appendix[] {
  const ranking = { title: RANKING_TITLES[report.kind], blocks: rankingTable(report) };
  const problems = { title: '问题清单', blocks: problemTable(report) };
  const rectification = { title: '整改情况', blocks: rectificationTable(report) };
  const deductions = { title: '扣分明细', blocks: deductionTable(report) };
  return report.kind === 'annual' ? [ranking, problems, rectification, deductions] : [ranking, problems, rectification];
}

const RANKING_TITLES: Readonly<Record<ReportKind, string>> = {
  monthly: '各单位公开情况统计',
  quarterly: '考评得分排名',
  annual: '考核得分排名',
};

function appendixPart({ title, blocks }: Appendix, index: number): DocumentPart {
  return { isLandscape: true, blocks: [{ kind: 'appendix', label: `附件${index + 1}`, title }, ...blocks] };
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function names(units: readonly { readonly unit: string }[]): string {
  return units.map(({ unit }) => unit).join('、');
}

function scored({ unit, total }: { readonly unit: string; readonly total: number }): string {
  return `${unit}（${total}分）`;
}

function spokenRate(value: number | null | undefined): string {
  return value === null || value === undefined ? '无基数' : `${value.toFixed(1)}%`;
}

/** Explanations come with or without their own full stop. */
function sentenceless(text: string): string {
  return text.replace(/[。；\s]+$/, '');
}

import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import type { OverviewView } from '../../api/views';
import { Chart, type ChartOption } from '../look/chart';
import { usePreferences } from '../look/preferences';
import { FONT, FONT_SIZE, type Tokens } from '../look/tokens';
import { Empty } from '../parts/loaded';

type Unit = OverviewView['byUnit'][number];

const SERIES = [
  { name: '问题', key: 'violations', kind: 'violation' },
  { name: '待核实', key: 'proposals', kind: 'proposal' },
  { name: '预警', key: 'warnings', kind: 'warning' },
] as const;

/** 单位 × state, the unit with most problems on top; a bar leads to its rows. */
export function UnitBars({ units }: { units: Unit[] }) {
  const { tokens, isLarge } = usePreferences();
  const navigate = useNavigate();
  const shown = useMemo(() => [...units].sort(byWeight).filter((unit) => weight(unit) > 0), [units]);
  const option = useMemo(() => barsOption(shown, tokens, isLarge), [shown, tokens, isLarge]);
  if (shown.length === 0) return <Empty>各单位都没有未办结的告警。</Empty>;
  return (
    <Chart
      option={option}
      height={3.5 + shown.length * 2.3}
      label="各单位问题、待核实和预警数量的条形图，数字见下方单位表"
      onMark={({ name, series }) => {
        const unit = shown.find((one) => one.name === name);
        const kind = SERIES.find((one) => one.name === series)?.kind;
        if (unit && kind) navigate(`/alerts?unit=${unit.id}&kind=${kind}`);
      }}
    />
  );
}

function weight(unit: Unit): number {
  return unit.violations + unit.proposals + unit.warnings;
}

function byWeight(first: Unit, second: Unit): number {
  return second.violations - first.violations || weight(second) - weight(first);
}

function barsOption(units: Unit[], tokens: Tokens, isLarge: boolean): ChartOption {
  const textStyle = {
    fontFamily: FONT,
    fontSize: isLarge ? FONT_SIZE.large - 2 : FONT_SIZE.normal - 1,
    color: tokens.text,
  };
  const looks = [
    { color: tokens.vetoFill },
    { color: tokens.surface, borderColor: tokens.doubtFill, borderWidth: 1, decal: hatch(tokens.doubtFill) },
    { color: tokens.tipFill },
  ];
  return {
    textStyle,
    grid: { left: 4, right: 32, top: 30, bottom: 4, outerBoundsMode: 'same' },
    legend: { top: 0, left: 0, textStyle, itemWidth: 14, itemHeight: 10 },
    tooltip: {
      // Drawn, not written as markup: style attributes are refused by the policy of the page.
      renderMode: 'richText',
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      textStyle: { ...textStyle, color: tokens.text },
      backgroundColor: tokens.surface,
      borderColor: tokens.line,
    },
    xAxis: { type: 'value', minInterval: 1, axisLabel: textStyle, splitLine: { lineStyle: { color: tokens.line } } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: units.map(({ name }) => name),
      axisLabel: { ...textStyle, width: isLarge ? 230 : 196, overflow: 'break' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens.lineStrong } },
    },
    series: SERIES.map(({ name, key }, index) => ({
      name,
      type: 'bar',
      stack: 'alerts',
      barMaxWidth: 18,
      itemStyle: looks[index]!,
      data: units.map((unit) => unit[key]),
    })),
  };
}

/** Doubt is hatched here as everywhere. */
function hatch(color: string) {
  return { symbol: 'rect', color, dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: -Math.PI / 4 };
}

import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import type { OverviewView } from '../../api/views';
import { Chart, type ChartOption } from '../look/chart';
import { usePreferences } from '../look/preferences';
import { FONT, FONT_SIZE, type Tokens } from '../look/tokens';
import { Empty } from '../parts/loaded';

const STEPS = [
  { key: 'alerts', name: '告警', to: '/alerts?kind=violation&state=open,confirmed,notified,resolved' },
  { key: 'noticed', name: '已通知', to: '/notices' },
  { key: 'replied', name: '已反馈', to: '/notices' },
  { key: 'closed', name: '已销号', to: '/notices?state=closed' },
] as const;

type FunnelCounts = OverviewView['funnel'];

/** How far alerts got on the way to 销号; each step with its share of all alerts. */
export function Funnel({ funnel }: { funnel: FunnelCounts }) {
  const { tokens, isLarge } = usePreferences();
  const navigate = useNavigate();
  const option = useMemo(() => funnelOption(funnel, tokens, isLarge), [funnel, tokens, isLarge]);
  if (funnel.alerts === 0) return <Empty>还没有告警。</Empty>;
  return (
    <Chart
      option={option}
      height={11}
      label={STEPS.map(({ key, name }) => `${name} ${funnel[key]}`).join('，')}
      onMark={({ name }) => {
        const step = STEPS.find((one) => name.startsWith(one.name));
        if (step) navigate(step.to);
      }}
    />
  );
}

function funnelOption(funnel: FunnelCounts, tokens: Tokens, isLarge: boolean): ChartOption {
  const font = { fontFamily: FONT, fontSize: isLarge ? FONT_SIZE.large - 2 : FONT_SIZE.normal - 1 };
  const fills = [tokens.accentFill, tokens.accentFill, tokens.accentFill, tokens.doneFill];
  return {
    textStyle: font,
    series: [
      {
        type: 'funnel',
        sort: 'none',
        top: 4,
        bottom: 4,
        left: 4,
        width: '62%',
        min: 0,
        max: funnel.alerts,
        minSize: '1%',
        gap: 3,
        funnelAlign: 'center',
        label: { position: 'right', color: tokens.text, ...font },
        labelLine: { lineStyle: { color: tokens.lineStrong } },
        data: STEPS.map(({ key, name }, index) => ({
          name: `${name} ${funnel[key]}${key === 'alerts' ? '' : ` / ${funnel.alerts}`}`,
          value: funnel[key],
          itemStyle: { color: fills[index]!, borderWidth: 0 },
        })),
      },
    ],
  };
}

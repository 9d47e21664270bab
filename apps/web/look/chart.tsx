import { BarChart, type BarSeriesOption } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components';
import { type ComposeOption, type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export type ChartOption = ComposeOption<
  BarSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

interface ChartProps {
  option: ChartOption;
  /** In rem, so that it grows with the text. */
  height: number;
  /** What the picture shows; the same numbers stand as text on the page. */
  label: string;
  onMark: (mark: { name: string; series: string }) => void;
}

/** A chart without animation, as SVG so that it prints sharply. */
export function Chart({ option, height, label, onMark }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const mark = useRef(onMark);
  mark.current = onMark;

  useEffect(() => {
    const drawn = init(box.current, undefined, { renderer: 'svg' });
    chart.current = drawn;
    drawn.on('click', ({ name, seriesName }) => mark.current({ name, series: seriesName ?? '' }));
    const resized = new ResizeObserver(() => drawn.resize());
    resized.observe(box.current!);
    return () => {
      resized.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption({ animation: false, ...option }, true), [option]);
  return <div ref={box} role="img" aria-label={label} style={{ height: `${height}rem` }} />;
}

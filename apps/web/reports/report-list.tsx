import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Segmented, Select, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ReportPeriods, ReportRow } from '../../api/views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { clockTime } from '../words/days';
import { REPORT_KIND } from '../words/labels';

type Kind = ReportRow['kind'];

/** 报告: 月报告, 季通报, 年考核 — frozen at a printed cut-off. */
export function ReportList() {
  const query = useQuery('/api/reports');
  const periods = useQuery('/api/reports/periods');
  return (
    <>
      <div className="head">
        <h1>报告</h1>
        <span className="soft">报告的数字在截止时间冻结；异议未决的问题不列入。</span>
      </div>
      <Loaded query={periods} what="可出报告的期间">
        {(available) => <Creator periods={available} onCreated={query.reload} />}
      </Loaded>
      <Loaded query={query} what="报告">
        {(reports) => (
          <Table
            size="small"
            rowKey="id"
            columns={COLUMNS}
            dataSource={reports}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            locale={{ emptyText: <Empty>还没有报告。选择种类和期间后生成。</Empty> }}
            scroll={{ x: 760 }}
          />
        )}
      </Loaded>
    </>
  );
}

function Creator({ periods, onCreated }: { periods: ReportPeriods; onCreated: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [kind, setKind] = useState<Kind>('monthly');
  const [chosen, setChosen] = useState<string>();
  const period = chosen !== undefined && periods[kind].includes(chosen) ? chosen : periods[kind][0];
  const create = () =>
    run(async () => {
      if (period === undefined) return;
      await send('POST', '/api/reports', { kind, period });
      message.success(`${periodInWords(period)}${REPORT_KIND[kind]}已生成，可在下表下载`);
      onCreated();
    });
  return (
    <div className="filters" role="group" aria-label="生成报告">
      <Segmented
        aria-label="种类"
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        options={Object.entries(REPORT_KIND).map(([value, label]) => ({ value, label }))}
      />
      <Select
        aria-label="期间"
        style={{ width: '12rem' }}
        value={period}
        placeholder="没有可出报告的期间"
        onChange={setChosen}
        options={periods[kind].map((value) => ({ value, label: periodInWords(value) }))}
      />
      <Button type="primary" loading={isRunning} disabled={period === undefined} onClick={create}>
        生成{REPORT_KIND[kind]}
      </Button>
      {isRunning && <span className="soft">正在汇总检查结果并排版…</span>}
      {period === undefined && <span className="soft">评估过的期间才能出报告；完成一轮采集和评估后再来。</span>}
    </div>
  );
}

/** 2026-10 → 2026年10月, 2026Q3 → 2026年第三季度, 2026 → 2026年. */
function periodInWords(period: string): string {
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  if (month) return `${month[1]}年${Number(month[2])}月`;
  const quarter = /^(\d{4})Q([1-4])$/.exec(period);
  if (quarter) return `${quarter[1]}年第${'一二三四'[Number(quarter[2]) - 1]}季度`;
  return /^\d{4}$/.test(period) ? `${period}年` : period;
}

const COLUMNS: TableColumnsType<ReportRow> = [
  { title: '标题', dataIndex: 'title' },
  { title: '种类', width: '6rem', render: (_value, report) => REPORT_KIND[report.kind] },
  { title: '期间', width: '9rem', render: (_value, report) => periodInWords(report.period) },
  { title: '截止时间', width: '10rem', render: (_value, report) => clockTime(report.cutoffAt) },
  { title: '主要数字', width: '16rem', render: (_value, report) => <Totals totals={report.totals} /> },
  { title: '生成人', dataIndex: 'createdBy', width: '8rem' },
  { title: '下载', width: '12rem', render: (_value, report) => <Downloads report={report} /> },
];

/** The figures a reader asks for first, each with its base; a report without them shows none. */
function Totals({ totals }: Pick<ReportRow, 'totals'>) {
  const { due, published, late, missing, onlineVerifiable, items } = totals;
  if (due === undefined || published === undefined) return <span className="soft">—</span>;
  return (
    <span className="small">
      已公开 {published} / 应公开 {due}，超期 {late ?? 0}，未公开 {missing ?? 0}
      <br />
      可在线核验 {onlineVerifiable} / {items} 项
    </span>
  );
}

function Downloads({ report }: { report: ReportRow }) {
  const link = (ending: 'docx' | 'xlsx', name: string) => (
    <Button
      size="small"
      icon={<DownloadOutlined aria-hidden="true" />}
      href={`/api/reports/${report.id}/file.${ending}`}
      download
      aria-label={`下载 ${name}：${report.title}`}
    >
      {name}
    </Button>
  );
  return (
    <Space>
      {link('docx', 'Word')}
      {link('xlsx', 'Excel')}
    </Space>
  );
}

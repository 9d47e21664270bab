import { Input, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { RuleRow } from '../../api/views';
import { useQuery } from '../api/use-query';
import { SeverityMark } from '../look/marks';
import { Empty, Loaded } from '../parts/loaded';
import { RULE_PARAMETER } from '../words/labels';
import { CLEAR } from '../parts/clear';

/** 规则: what is checked, on which legal basis, and when the system refuses to judge. Read only. */
export function RuleList() {
  const query = useQuery<RuleRow[]>('/api/rules');
  const [address] = useSearchParams();
  const [sought, setSought] = useState(address.get('q') ?? '');
  const [dimension, setDimension] = useState<string>();
  return (
    <>
      <div className="head">
        <h1>规则</h1>
        <Input
          aria-label="查找规则"
          placeholder="编号、名称或依据"
          allowClear={CLEAR}
          style={{ width: '16rem' }}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        <Select
          aria-label="维度"
          placeholder="全部维度"
          allowClear
          style={{ width: '9rem' }}
          value={dimension}
          onChange={setDimension}
          options={[...new Set((query.data ?? []).map((rule) => rule.dimension))].map((value) => ({
            value,
            label: value,
          }))}
        />
      </div>
      <Loaded query={query} what="规则">
        {(rules) => (
          <Table
            size="small"
            rowKey="code"
            columns={COLUMNS}
            dataSource={rules.filter(
              (rule) => isSought(rule, sought.trim()) && (!dimension || rule.dimension === dimension),
            )}
            pagination={false}
            expandable={{ expandedRowRender: (rule) => <RuleDetail rule={rule} />, expandRowByClick: true }}
            locale={{ emptyText: <Empty>没有符合条件的规则。</Empty> }}
            scroll={{ x: 760 }}
          />
        )}
      </Loaded>
    </>
  );
}

function isSought(rule: RuleRow, sought: string): boolean {
  return [rule.code, rule.title, rule.basis].some((text) => text.toLowerCase().includes(sought.toLowerCase()));
}

const MACHINE: Record<string, string> = { A: '系统判定', S: '提请核实', 'A/S': '判定或提请', E: '依录入数据' };

const COLUMNS: TableColumnsType<RuleRow> = [
  { title: '编号', dataIndex: 'code', width: '6rem' },
  { title: '名称', dataIndex: 'title', width: '13rem' },
  { title: '维度', dataIndex: 'dimension', width: '5.4rem' },
  { title: '级别', width: '5.4rem', render: (_value, rule) => <SeverityMark severity={rule.severity} /> },
  { title: '判定方式', width: '7rem', render: (_value, rule) => MACHINE[rule.machine] ?? rule.machine },
  { title: '依据', dataIndex: 'basis' },
];

function RuleDetail({ rule }: { rule: RuleRow }) {
  const parameters = Object.entries(rule.parameters);
  return (
    <dl className="facts">
      <dt>何时不能判断</dt>
      <dd>{rule.doubts || '—'}</dd>
      <dt>整改建议</dt>
      <dd>{rule.advice}</dd>
      <dt>参数</dt>
      <dd>
        {parameters.length === 0 && '无'}
        {parameters.map(([name, value]) => (
          <div key={name}>
            {RULE_PARAMETER[name] ?? name}：{String(value)}
          </div>
        ))}
      </dd>
    </dl>
  );
}

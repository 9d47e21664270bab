import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import type { MatchRow } from '../../api/views';
import { OpenLink } from '../parts/external';
import { clockTime } from '../words/days';

interface MatchCardProps {
  row: MatchRow;
  isRunning: boolean;
  onDecide: (sectionUrl: string | null) => void;
}

/** One row: what the catalog asks for, what the site offers, and the choice. */
export function MatchCard({ row, isRunning, onDecide }: MatchCardProps) {
  return (
    <section className="block stack" aria-label={`指定栏目：${row.item}`}>
      <div>
        <h2>{row.item}</h2>
        <p className="soft">
          {row.unitName} · 目录第 {row.row} 行{row.group && ` · ${row.group}`}
        </p>
      </div>
      {row.section && (
        <p>
          <span className="soft">目录载明的栏目：</span>
          {row.section}
        </p>
      )}
      {row.elements && (
        <p className="kept-lines">
          <span className="soft">公开内容：</span>
          {row.elements}
        </p>
      )}
      {row.decided && (
        <p>
          {row.decided.by} 于 {clockTime(row.decided.at)} 指定：
          {row.decided.sectionUrl ?? '网站无此栏目'}
        </p>
      )}
      <ul className="ruled-list">
        {row.candidates.map((candidate, index) => (
          <li key={candidate.url} className="candidate">
            <Button
              disabled={isRunning}
              aria-label={`选定 ${candidate.name}`}
              type={row.decided?.sectionUrl === candidate.url ? 'primary' : 'default'}
              onClick={() => onDecide(candidate.url)}
            >
              {index + 1}
            </Button>
            <div>
              {candidate.name}
              <div className="small mono">{candidate.url}</div>
            </div>
            <div>
              相似度 {Math.round(candidate.score * 100)}% <OpenLink url={candidate.url}>打开</OpenLink>
            </div>
          </li>
        ))}
      </ul>
      {row.candidates.length === 0 && <p className="soft">没有相近的栏目。</p>}
      <OtherSection isRunning={isRunning} onDecide={onDecide} />
      <div>
        <Button disabled={isRunning} onClick={() => onDecide(null)}>
          网站无此栏目
        </Button>
      </div>
    </section>
  );
}

function OtherSection({ isRunning, onDecide }: Omit<MatchCardProps, 'row'>) {
  const [url, setUrl] = useState('');
  const isUrl = /^https?:\/\/\S+$/i.test(url.trim());
  return (
    <Space.Compact style={{ maxWidth: '36rem' }}>
      <Input
        aria-label="其他栏目网址"
        placeholder="其他栏目的网址"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button disabled={!isUrl || isRunning} onClick={() => onDecide(url.trim())}>
        选定此网址
      </Button>
    </Space.Compact>
  );
}

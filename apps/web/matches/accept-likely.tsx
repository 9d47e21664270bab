import { App, Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import type { MatchRow } from '../../api/views';
import { send, sentenceOf } from '../api/client';

/** From here on the first candidate is offered for many rows at once; each can be taken back by itself. */
const LIKELY = 0.9;

interface AcceptLikelyProps {
  rows: readonly MatchRow[];
  onDecided: () => void;
  onEnd: () => void;
}

/** 成批接受: the first candidates that are nearly the row's own name, one after the other, stopped at any time. */
export function AcceptLikely({ rows, onDecided, onEnd }: AcceptLikelyProps) {
  const { message } = App.useApp();
  const [done, setDone] = useState<{ count: number; of: number } | null>(null);
  const isStopped = useRef(false);
  const likely = rows.flatMap((row) => {
    const [first, second] = row.candidates;
    const isAlone = first && first.score >= LIKELY && (second?.score ?? 0) < first.score;
    return isAlone ? [{ row, url: first.url }] : [];
  });
  const start = async () => {
    isStopped.current = false;
    let count = 0;
    try {
      for (const { row, url } of likely) {
        if (isStopped.current) break;
        setDone({ count, of: likely.length });
        await send('POST', '/api/matches', { unitId: row.unitId, itemKey: row.itemKey, sectionUrl: url });
        count += 1;
      }
      message.success(`已接受 ${count} 项首选，可勾选“包括已指定的”逐项撤销`);
    } catch (reason) {
      message.error(`接受了 ${count} 项后停止：${sentenceOf(reason)}`, 6);
    } finally {
      setDone(null);
      onDecided();
      onEnd();
    }
  };
  if (done) {
    return (
      <span className="match-progress">
        正在接受 {done.count} / {done.of}
        <Progress percent={Math.round((done.count / done.of) * 100)} size="small" showInfo={false} />
        <Button size="small" onClick={() => (isStopped.current = true)}>
          停止
        </Button>
      </span>
    );
  }
  if (likely.length < 2) return null;
  return (
    <Button size="small" onClick={() => void start()}>
      接受相似度 {LIKELY * 100}% 以上的首选（{likely.length} 项）
    </Button>
  );
}

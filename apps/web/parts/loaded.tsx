import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Query } from '../api/use-query';

/** What a query has to show: progress in words after a second, the problem with a way on, or the answer. */
export function Loaded<T>({ query, what, children }: LoadedProps<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.problem && <Refusal sentence={query.problem} onRetry={query.reload} />}
        {children(query.data)}
      </>
    );
  }
  if (query.problem) return <Refusal sentence={query.problem} onRetry={query.reload} />;
  return <Waiting what={what} onStop={query.stop} />;
}

interface LoadedProps<T> {
  query: Query<T>;
  /** What is being read, for 正在读取…. */
  what: string;
  children: (answer: T) => ReactNode;
}

export function Refusal({ sentence, onRetry }: { sentence: string; onRetry?: () => void }) {
  return (
    <div className="refusal" role="alert">
      {sentence}
      {onRetry && (
        <Button type="link" onClick={onRetry}>
          重试
        </Button>
      )}
    </div>
  );
}

/** Silent for the first second: most answers come sooner and a flash of text only disturbs. */
function Waiting({ what, onStop }: { what: string; onStop: () => void }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 1000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="waiting" role="status" aria-busy="true">
      {isLong && (
        <>
          正在读取{what}…
          <Button type="link" onClick={onStop}>
            停止
          </Button>
        </>
      )}
    </div>
  );
}

/** 空态: says why there is nothing and what would fill it. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}

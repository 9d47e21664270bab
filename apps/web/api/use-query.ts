import { useCallback, useEffect, useRef, useState } from 'react';
import { readChecked, RequestProblem, sentenceOf } from './client';
import type { AnswerOf, Asked } from './routes';

export interface Query<T> {
  /** Stays while a changed query loads, so that a table does not flash. */
  readonly data: T | undefined;
  readonly problem: string | null;
  /** HTTP status of the problem, 0 when the server was not reached. */
  readonly status: number | null;
  readonly isLoading: boolean;
  reload(): void;
  stop(): void;
}

/** Reads `path` and again whenever it changes or `reload` is called; an older answer never overtakes a newer one. */
export function useQuery<const Path extends string>(
  path: (Path & Asked<Path, 'GET'>) | null,
): Query<AnswerOf<Path, 'GET'>> {
  return useAnswer<AnswerOf<Path, 'GET'>>(path);
}

function useAnswer<T>(path: string | null): Query<T> {
  const [answer, setAnswer] = useState<{ data?: T; problem: string | null; status: number | null }>(NOTHING);
  const [isLoading, setLoading] = useState(path !== null);
  const [round, setRound] = useState(0);
  const running = useRef<AbortController | null>(null);

  useEffect(() => {
    if (path === null) return;
    const controller = new AbortController();
    running.current = controller;
    setLoading(true);
    readChecked<T>(path, controller.signal)
      .then((data) => !controller.signal.aborted && setAnswer({ data, problem: null, status: null }))
      .catch((reason: unknown) => !controller.signal.aborted && setAnswer((old) => failed(old, reason)))
      .finally(() => !controller.signal.aborted && setLoading(false));
    return () => controller.abort();
  }, [path, round]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  const stop = useCallback(() => {
    running.current?.abort();
    setLoading(false);
    setAnswer((old) => ({ ...old, problem: '已停止读取。' }));
  }, []);
  return { data: answer.data, problem: answer.problem, status: answer.status, isLoading, reload, stop };
}

const NOTHING = { problem: null, status: null };

/** A refusal hides what was read before: it may no longer be this account's to see. A network failure does not. */
function failed<T>(old: { data?: T }, reason: unknown): { data?: T; problem: string; status: number | null } {
  const status = reason instanceof RequestProblem ? reason.status : null;
  const keep = status === 0 || (status !== null && status >= 500);
  return { ...(keep && old.data !== undefined ? { data: old.data } : {}), problem: sentenceOf(reason), status };
}

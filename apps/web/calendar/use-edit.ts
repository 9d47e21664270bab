import { useEffect, useState } from 'react';
import type { CalendarEditBody, CalendarPreviewView, PreviewProgressView } from '../../api/calendar-views';
import { read, send, sentenceOf } from '../api/client';
import { useCommand } from '../parts/use-command';

export interface LookedAt extends CalendarPreviewView {
  /** Null until the server has answered for the first time. */
  readonly progress: PreviewProgressView | null;
}

export interface CalendarEditing {
  readonly preview: LookedAt | null;
  readonly isRunning: boolean;
  /** Every deadline was looked at: the edit may be made. */
  readonly canApply: boolean;
  /** Asks what the edit would do. */
  look(edit: CalendarEditBody): Promise<void>;
  /** Shows what is wrong before anything was asked. */
  refuse(problems: string[]): void;
  /** Makes the edit that was looked at last; true when it was made. */
  apply(): Promise<boolean>;
  forget(): void;
}

const POLL_MS = 700;

/** First the preview, then the edit: nobody moves deadlines without having seen which. */
export function useCalendarEdit(): CalendarEditing {
  const { isRunning, run } = useCommand();
  const [looked, setLooked] = useState<LookedAt | null>(null);
  const { id = null, progress = null } = looked ?? {};
  useProgress(isUnderWay(progress) ? id : null, (next) =>
    setLooked((now) => (now && now.id === id ? { ...now, progress: next } : now)),
  );
  const forget = () => {
    if (id !== null && isUnderWay(progress)) void send('DELETE', `/api/calendar/previews/${id}`).catch(() => undefined);
    setLooked(null);
  };
  return {
    preview: looked,
    isRunning,
    canApply: progress?.state === 'done',
    look: async (edit) => {
      forget();
      await run(async () => {
        const preview = await send('POST', '/api/calendar/preview', { edit });
        setLooked({ ...preview, progress: null });
      });
    },
    refuse: (problems) => setLooked({ id: null, problems, days: [], progress: null }),
    apply: async () => {
      if (id === null) return false;
      const isMade = await run(async () => {
        await send('POST', '/api/calendar/edits', { preview: id });
      });
      setLooked(null);
      return isMade;
    },
    forget,
  };
}

function isUnderWay(progress: PreviewProgressView | null): boolean {
  return progress === null || progress.state === 'waiting' || progress.state === 'running';
}

/** Asks how far it has come until it has ended; the work itself goes on whether anybody asks or not. */
function useProgress(id: number | null, tell: (progress: PreviewProgressView) => void): void {
  useEffect(() => {
    if (id === null) return;
    const controller = new AbortController();
    const ask = async () => {
      const progress = await read(`/api/calendar/previews/${id}`, controller.signal).catch(failed);
      if (!controller.signal.aborted) tell(progress);
    };
    void ask();
    const timer = setInterval(() => void ask(), POLL_MS);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [id]);
}

const failed = (reason: unknown): PreviewProgressView => ({
  state: 'failed',
  rowsDone: 0,
  rowsTotal: 0,
  movedCount: 0,
  moved: [],
  problem: sentenceOf(reason),
});

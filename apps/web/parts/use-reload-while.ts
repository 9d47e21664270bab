import { useEffect } from 'react';

const POLL_MS = 3000;

/** Reads again every three seconds while something is running on the server (复查中, 正在采集). */
export function useReloadWhile(isRunning: boolean, reload: () => void): void {
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(reload, POLL_MS);
    return () => clearInterval(timer);
  }, [isRunning, reload]);
}

import { App } from 'antd';
import { useState } from 'react';
import { sentenceOf } from '../api/client';

/** Runs commands one at a time and says what went wrong; `isRunning` holds the buttons meanwhile. */
export function useCommand(): { isRunning: boolean; run(work: () => Promise<void>): Promise<boolean> } {
  const { message } = App.useApp();
  const [isRunning, setRunning] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setRunning(true);
    try {
      await work();
      return true;
    } catch (reason) {
      message.error(sentenceOf(reason), 6);
      return false;
    } finally {
      setRunning(false);
    }
  };
  return { isRunning, run };
}

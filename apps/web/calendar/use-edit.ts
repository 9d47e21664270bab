import { useState } from 'react';
import type { CalendarEditBody, CalendarPreviewView } from '../../api/calendar-views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';

export interface CalendarEditing {
  readonly preview: CalendarPreviewView | null;
  readonly isRunning: boolean;
  /** Asks what the edit would do. */
  look(edit: CalendarEditBody): Promise<void>;
  /** Makes the edit that was looked at last; true when it was made. */
  apply(): Promise<boolean>;
  forget(): void;
}

/** First the preview, then the edit: nobody moves deadlines without having seen which. */
export function useCalendarEdit(): CalendarEditing {
  const { isRunning, run } = useCommand();
  const [looked, setLooked] = useState<{ edit: CalendarEditBody; preview: CalendarPreviewView } | null>(null);
  return {
    preview: looked?.preview ?? null,
    isRunning,
    look: async (edit) => {
      setLooked(null);
      await run(async () => {
        setLooked({ edit, preview: await send<CalendarPreviewView>('POST', '/api/calendar/preview', { edit }) });
      });
    },
    apply: async () => {
      if (!looked || looked.preview.problems.length > 0) return false;
      const { edit, preview } = looked;
      const isMade = await run(async () => {
        await send('POST', '/api/calendar/edits', { edit, versionBefore: preview.versionBefore });
      });
      setLooked(null);
      return isMade;
    },
    forget: () => setLooked(null),
  };
}

import { useState } from 'react';
import { readStored, writeStored } from '../look/preferences';

/** Text being written, kept in this browser so that a closed tab loses nothing; `clear` once it is sent. */
export function useDraft(key: string): { text: string; setText(text: string): void; clear(): void } {
  const name = `mingjian.draft.${key}`;
  const [text, setState] = useState(() => readStored(name) ?? '');
  const setText = (next: string) => {
    writeStored(name, next === '' ? null : next);
    setState(next);
  };
  return { text, setText, clear: () => setText('') };
}

import { useEffect, useRef } from 'react';

/** Single-key commands of a list. Silent while someone types, while a dialog is open, and with Ctrl, Alt or ⌘. */
export function useKeys(keys: Record<string, () => void>): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const action = current.current[event.key];
      if (!action || event.ctrlKey || event.altKey || event.metaKey || isBusyElsewhere(event)) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function isBusyElsewhere(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=combobox]'))
    return true;
  if (event.key === 'Enter' && target.closest('a, button')) return true;
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null;
}

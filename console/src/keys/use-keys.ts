import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { type KeyId, keyTable } from './table';

/** Handlers by shortcut. A handler without a value leaves its shortcut unbound. */
export type KeyHandlers = Partial<Record<KeyId, (() => void) | undefined>>;

let areOn = true;

/** Switches the shortcuts on or off, as the user's preferences have it. */
export function switchKeys(on: boolean): void {
  areOn = on;
}

/** Binds shortcuts of the table while the component is there. */
export function useKeys(handlers: KeyHandlers): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const { id, keys, scope } of keyTable) {
      if (scope === 'form') continue;
      const act = (event: KeyboardEvent): void => {
        const handle = current.current[id];
        if (!handle || !areOn || isTyping(event)) return;
        event.preventDefault();
        handle();
      };
      bindings[keys] = act;
      // A keyboard that has the sign with Shift sends it with Shift.
      if (keys === '?') bindings['Shift+?'] = act;
    }
    return tinykeys(window, bindings);
  }, []);
}

/** Whether the key belongs to a field or a dialog. */
function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]') !== null;
}

/** Returns the handler of a form for Ctrl+Enter, which submits it from any field. */
export function submitOnCtrlEnter(submit: () => void): (event: React.KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
}

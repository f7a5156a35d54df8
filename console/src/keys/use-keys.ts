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
        // One press does one thing: an earlier binding may have used it, and a key that is held down only moves.
        if (event.defaultPrevented || (event.repeat && scope !== 'list')) return;
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
  const fields = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
  return target.closest(`${fields}, [role=dialog]`) !== null;
}

/**
 * Returns the handler of a form for Ctrl+Enter, which submits it from any field. A key that is held down submits once: the
 * form of the next record may be in its place already.
 */
export function submitOnCtrlEnter(submit: () => void): (event: React.KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter') return;
    const isCtrlEnter = event.ctrlKey || event.metaKey;
    if (isCtrlEnter || (event.repeat && !(event.target instanceof HTMLTextAreaElement))) event.preventDefault();
    if (isCtrlEnter && !event.repeat) submit();
  };
}

/**
 * Keyboard shortcuts of the console, in one table: it feeds the bindings and the help. A screen binds those of its scope.
 * They are off in fields and dialogs, and the user can switch off the ones without Ctrl.
 */
export const keyTable = [
  { id: 'goHome', keys: 'g h', scope: 'everywhere' },
  { id: 'goQueue', keys: 'g q', scope: 'everywhere' },
  { id: 'goTriage', keys: 'g t', scope: 'everywhere' },
  { id: 'goTotals', keys: 'g n', scope: 'everywhere' },
  { id: 'goAccounts', keys: 'g a', scope: 'everywhere' },
  { id: 'goUsers', keys: 'g u', scope: 'everywhere' },
  { id: 'goTrail', keys: 'g r', scope: 'everywhere' },
  { id: 'goAccess', keys: 'g w', scope: 'everywhere' },
  { id: 'newComplaint', keys: 'c', scope: 'everywhere' },
  { id: 'search', keys: '/', scope: 'everywhere' },
  { id: 'help', keys: '?', scope: 'everywhere' },
  { id: 'next', keys: 'j', scope: 'list' },
  { id: 'previous', keys: 'k', scope: 'list' },
  { id: 'open', keys: 'o', scope: 'list' },
  { id: 'select', keys: 'x', scope: 'list' },
  { id: 'assign', keys: 'a', scope: 'record' },
  { id: 'hold', keys: 'h', scope: 'record' },
  { id: 'duplicate', keys: 'd', scope: 'record' },
  { id: 'close', keys: 'e', scope: 'record' },
  { id: 'note', keys: 'n', scope: 'record' },
  { id: 'copyReference', keys: 'y', scope: 'record' },
  { id: 'skip', keys: 's', scope: 'triage' },
  { id: 'priority1', keys: '1', scope: 'triage' },
  { id: 'priority2', keys: '2', scope: 'triage' },
  { id: 'priority3', keys: '3', scope: 'triage' },
  { id: 'priority4', keys: '4', scope: 'triage' },
  { id: 'submit', keys: 'Ctrl+Enter', scope: 'form' },
  { id: 'cancel', keys: 'Esc', scope: 'form' },
] as const;

export type KeyId = (typeof keyTable)[number]['id'];
export type KeyScope = (typeof keyTable)[number]['scope'];

/** Infinitives of verbs that several features use, and that are more than the past tense without its `ed`. */
export const irregularVerbs: Readonly<Record<string, string>> = {
  approved: 'approve',
  changed: 'change',
  closed: 'close',
  completed: 'complete',
  created: 'create',
  decided: 'decide',
  did: 'do',
  purged: 'purge',
  read: 'read',
  removed: 'remove',
  saved: 'save',
  submitted: 'submit',
  updated: 'update',
  validated: 'validate',
  withdrew: 'withdraw',
  wrote: 'write',
};

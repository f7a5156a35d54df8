import { count } from './count';

export const accounts = {
  title: 'Accounts',
  none: 'No account has these properties.',
  show: 'Show',
  states: {
    enabled: 'Enabled',
    waiting: 'Waiting for approval',
    locked: 'Locked',
    invited: 'Without a password yet',
    disabled: 'Disabled',
  },
  search: 'Name or email',
  anyRole: 'Any role',
  found: (n: number, hasMore: boolean) =>
    hasMore ? `The first ${count(n, 'account', 'accounts')}` : count(n, 'account', 'accounts'),
  columns: {
    person: 'Person',
    role: 'Role',
    status: 'Status',
    signedIn: 'Last sign-in',
    trained: 'Trained until',
    acts: 'Actions',
  },
  status: {
    active: 'Active',
    waiting: 'Waits for approval',
    invited: 'No password yet',
    locked: 'Locked',
    disabled: 'Disabled',
    ends: (at: string) => `Ends ${at}`,
  },
  never: 'Never',
  unknown: 'Unknown',
  acts: {
    approve: 'Approve',
    invite: 'Make a one-time link',
    unlock: 'Unlock',
    changeRole: 'Change role or seat',
    requestReset: 'Request a reset',
    disable: 'Disable',
    enable: 'Enable',
  },
  effect: {
    approve: 'The person can then sign in after an invitation. You may not approve your own request.',
    invite:
      'The link is shown once. Anyone who has it can set the password. Send it to the person in a way that you trust.',
    unlock: 'The person can sign in with the password again. First make sure that the person asked for it.',
    changeRole:
      'Sessions and machine keys of the account end at once. A new supervisor, administrator or national account waits for a second person.',
    requestReset:
      'When a second person approves it within 24 hours, the password and all second factors are removed. Say how you identified the person.',
    disable: 'The sessions and machine keys of the account end at once. You can enable it again later.',
    enable: 'The person can sign in again with the earlier password.',
  },
  done: {
    approve: (name: string) => `The account of ${name} is approved.`,
    unlock: (name: string) => `The account of ${name} is unlocked.`,
    changeRole: (name: string) => `The role and seat of ${name} are changed.`,
    requestReset: (name: string) => `The reset of ${name} waits for a second person.`,
    disable: (name: string) => `The account of ${name} is disabled.`,
    enable: (name: string) => `The account of ${name} is enabled.`,
    create: (name: string) => `The account of ${name} is created.`,
    reset: (name: string) => `The factors of ${name} are reset.`,
  },
  create: 'New account',
  createEffect:
    'The person can sign in after an invitation. An account of a supervisor, an administrator or the national office first waits for a second person.',
  level: 'Seat',
  levels: { national: 'National office', task_force: 'Task force', agency: 'Agency' },
  taskForce: 'Task force',
  agency: 'Agency',
  agencyHint: 'Without an agency, the seat is the task force.',
  link: {
    made: (name: string) => `The one-time link of ${name}`,
    text: (until: string) => `Copy it now. It is not shown again, and it ends on ${until}.`,
  },
  resets: {
    title: 'Factor resets that wait for a second person',
    caption: 'Requested resets',
    person: 'Person',
    reason: 'Reason',
    requested: 'Requested',
    lapses: 'Lapses',
    by: (name: string, at: string) => `${name}, ${at}`,
    approve: 'Approve the reset',
    effect:
      'The password and all second factors of the person are removed at once. The person needs a new one-time link.',
    yours: 'Another person approves it.',
  },
};

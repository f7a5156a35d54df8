import { describe, expect, it } from '@jest/globals';
import type { DemoAccount } from './accounts-file.js';
import { describeFirstSteps } from './first-steps.js';

const account = (role: DemoAccount['role'], level: DemoAccount['seat']['level']): DemoAccount => ({
  email: `${role}.${level}@example.org`,
  password: 'a password',
  role,
  seat: { level, taskForceId: null, agencyId: null, taskForce: null, agency: null },
});
const accounts = [
  account('investigator', 'agency'),
  account('supervisor', 'national'),
  account('supervisor', 'task_force'),
];

describe('the first steps of the demo', () => {
  it('begin with the address of the console and an account with work', () => {
    const lines = describeFirstSteps({ accounts, accountsFile: 'accounts.json' }, 'http://localhost:3000');
    const first = lines.indexOf('To try first:') + 1;

    expect(lines[first]).toBe(
      '  1. Open http://localhost:3000 in a browser, and sign in as supervisor.task_force@example.org',
    );
    expect(lines.join('\n')).toContain('investigator.agency@example.org: POST http://localhost:3000/api/v1/sessions');
  });

  it('say what to do when the passwords are lost', () => {
    const lines = describeFirstSteps({ accounts: null, accountsFile: 'accounts.json' }, 'http://localhost:3000');

    expect(lines.join('\n')).toContain('accounts.json');
    expect(lines.join('\n')).toContain('Bring the file back, or stop the tracker');
    expect(lines.join('\n')).toContain('`npm run demo` again');
    expect(lines.join('\n')).not.toContain('sign in as');
  });
});

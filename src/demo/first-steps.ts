import { formatTable, type DemoAccount } from './accounts-file.js';
import { operation } from './published-figures.js';

export interface KnownAccounts {
  readonly accounts: readonly DemoAccount[] | null;
  readonly accountsFile: string;
}

/** Returns the list of accounts and the first steps to try. */
export function describeFirstSteps({ accounts, accountsFile }: KnownAccounts, url: string): string[] {
  if (accounts === null) {
    return [
      `The demo is there, and ${accountsFile}, which held the passwords of its accounts, is not: nobody knows them any more.`,
      'Bring the file back, or stop the tracker, remove its database (without DATABASE_URL: the data directory) and run',
      '`npm run demo` again for a new demo with new passwords.',
    ];
  }
  const emailOf = (role: string, level: string): string =>
    String(accounts.find((account) => account.role === role && account.seat.level === level)?.email);
  return [
    '',
    `Accounts, also in ${accountsFile}:`,
    ...formatTable(accounts).map((line) => `  ${line}`),
    '',
    'To try first:',
    `  1. Open ${url} in a browser, and sign in as ${emailOf('supervisor', 'task_force')}`,
    '  or with the API (README shows each as a command):',
    `  2. Sign in as ${emailOf('investigator', 'agency')}: POST ${url}/api/v1/sessions`,
    `  3. Log a complaint of spring 2018: POST ${url}/api/v1/complaints`,
    `  4. As ${emailOf('supervisor', 'national')} see the operation's totals one higher: GET ${url}/api/v1/reports/operations/${operation.id}`,
  ];
}

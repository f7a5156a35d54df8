/**
 * Calls the demo as one of its accounts: `npm run -s call -- investigator@agency GET /complaints`. Prints the status on
 * stderr and the answer on stdout, and ends with 1 unless the answer is 2xx. `-- supervisor@agency token` prints the
 * token of a session.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const [who = '', method = 'GET', path = '/accounts/me', body] = process.argv.slice(2);
const { PORT = '3000', DATA_DIRECTORY = '.data' } = process.env;
const base = `http://127.0.0.1:${PORT}/api/v1`;

try {
  const { token } = await answerOf(await call('POST', '/sessions', JSON.stringify(await accountOf(who))));
  if (method === 'token') process.stdout.write(`${token}\n`);
  else await tell(await call(method, path, body, { authorization: `Bearer ${token}` }));
} catch (fault) {
  process.stderr.write(
    `${fault.cause?.code === 'ECONNREFUSED' ? `No tracker answers on port ${PORT}. Start the demo with npm run demo.` : fault.message}\n`,
  );
  process.exitCode = 1;
}

async function tell(answer) {
  process.stderr.write(`${answer.status} ${answer.statusText}\n`);
  process.stdout.write(`${JSON.stringify(await answerOf(answer), null, 2)}\n`);
  if (!answer.ok) process.exitCode = 1;
}

async function accountOf(name) {
  const accounts = JSON.parse(await readFile(join(DATA_DIRECTORY, 'demo-accounts.json'), 'utf8'));
  const [role, level] = name.split('@');
  const account = accounts.find((one) => one.email === name || (one.role === role && one.seat.level === level));
  if (!account)
    throw new Error(`The demo has no account ${name}. Name one, such as investigator@agency or supervisor@national.`);
  return { email: account.email, password: account.password };
}

function call(method, path, body, headers = {}) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(base + path, { method, body, headers: { ...headers, ...type } });
}

async function answerOf(response) {
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

/**
 * Calls the demo as one of its accounts: `npm run -s call -- investigator@agency GET /complaints`. Prints the status on
 * stderr and the answer on stdout, and ends with 1 unless the answer is 2xx. The body is JSON, or `@report.pdf` for a
 * file. Headers follow it: `'If-Match: "v1"'`. `-- supervisor@agency token` prints the token of a session.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';

const mediaTypes = {
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
};

const [who = '', method = 'GET', path = '/accounts/me', body, ...lines] = process.argv.slice(2);
const { DATA_DIRECTORY = '.data' } = process.env;
const port = process.env.PORT || (await readFile(join(DATA_DIRECTORY, 'demo-port'), 'utf8').catch(() => '3000')).trim();
const base = `http://127.0.0.1:${port}/api/v1`;

// A reader such as `head` may leave before the end.
process.stdout.on('error', (fault) => {
  if (fault.code !== 'EPIPE') throw fault;
});

try {
  const { token } = await answerOf(await call('POST', '/sessions', JSON.stringify(await accountOf(who))));
  if (method === 'token') process.stdout.write(`${token}\n`);
  else {
    const headers = Object.fromEntries(lines.map(headerOf));
    const { content, type } = await contentOf(body);
    await tell(await call(method, path, content, { ...type, ...headers, authorization: `Bearer ${token}` }));
  }
} catch (fault) {
  process.stderr.write(
    `${fault.cause?.code === 'ECONNREFUSED' ? `No tracker answers on port ${port}. Start the demo with npm run demo.` : fault.message}\n`,
  );
  process.exitCode = 1;
}

async function tell(answer) {
  process.stderr.write(`${answer.status} ${answer.statusText}\n`);
  const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? 'application/json');
  process.stdout.write(isJson ? `${JSON.stringify(await answerOf(answer), null, 2)}\n` : await answer.text());
  if (!answer.ok) process.exitCode = 1;
}

async function accountOf(name) {
  const text = await readFile(join(DATA_DIRECTORY, 'demo-accounts.json'), 'utf8').catch((fault) => {
    if (fault.code !== 'ENOENT') throw fault;
    throw new Error(`There is no demo in ${DATA_DIRECTORY}. Start it with npm run demo.`, { cause: fault });
  });
  const accounts = JSON.parse(text);
  const [role, level] = name.split('@');
  const account = accounts.find((one) => one.email === name || (one.role === role && one.seat.level === level));
  if (!account)
    throw new Error(`The demo has no account ${name}. Name one, such as investigator@agency or supervisor@national.`);
  return { email: account.email, password: account.password };
}

/** Reads the file that the body names. Its path is relative to the folder of the caller, which npm changes. */
async function contentOf(body) {
  if (!body?.startsWith('@')) return { content: body, type: {} };
  const file = body.slice(1);
  const content = await readFile(resolve(process.env.INIT_CWD ?? '.', file));
  return { content, type: { 'content-type': mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream' } };
}

function headerOf(line) {
  const at = line.indexOf(':');
  if (at < 1) throw new Error(`A header has a name and a value: ${line}`);
  return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
}

function call(method, path, body, headers = {}) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(base + path, { method, body, headers: { ...type, ...headers } });
}

async function answerOf(response) {
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

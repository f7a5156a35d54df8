import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { digestOfSchema } from '../../src/platform/database/served-schema.js';
import { atOnce, type Answer, type Client } from '../support/client.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { aTip, Given } from '../support/given.js';
import { validRequests } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

interface GetRoute {
  readonly path: string;
  readonly url: string;
  /** Client with the best answer before a migration, and the status of that answer. */
  readonly client: Client;
  readonly status: number;
}

interface Written {
  /** Numbers of answers by their status. */
  readonly written: Readonly<Record<number, number>>;
  /** Number of complaints that were added. */
  readonly stored: number;
}

const writers = 4;
const unavailable = {
  status: 503,
  body: { type: '/problems/unavailable' },
  headers: { 'retry-after': expect.any(String) },
};

let tracker: Tracker;
let given: Given;
let writer: Client;
let gets: readonly GetRoute[];
/** Files of the newer release below `database/`. */
let folder: string;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  const agency = await given.agency();
  writer = tracker.as(await given.account({ agency, role: 'investigator' }));
  gets = await getRoutes(await createFixtures(given, agency), await clientsOf(agency.taskForceId));
});
afterAll(() => tracker.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-newer-'));
  await cp('database', folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const probe = (): Promise<Answer> => tracker.anonymous().get(`${tracker.url}/health/ready`);

/** A release has the migrations of those before it. */
const released = [...migrations];

function migrateToNewerRelease(added: new () => MigrationInterface): Promise<unknown> {
  released.push(added);
  return migrate(tracker.database.ownerUrl, released, folder);
}

describe('an instance after a migration to a newer release that declares it compatible', () => {
  class AddNickname1999999999000 implements MigrationInterface {
    async up(db: QueryRunner): Promise<void> {
      await db.query('ALTER TABLE app.complaints ADD nickname text');
    }

    async down(): Promise<void> {}
  }

  it('stays ready, answers every read and keeps every change', async () => {
    const ran = await tracker.sql<{ name: string }>('SELECT app.ran_migrations() AS name');
    const own = digestOfSchema(ran.map(({ name }) => name));
    await edit('app/functions/compatible_schemas.sql', (text) => text.replace('ARRAY[]::text[]', `ARRAY['${own}']`));

    const { written, stored } = await writeDuring(() => migrateToNewerRelease(AddNickname1999999999000));

    expect(await probe()).toMatchObject({ status: 200 });
    expect(await statusesOfAll()).toEqual(new Map(gets.map(({ path, status }) => [path, status])));
    // Requests are refused while the schema is locked.
    expect({ ...written, 503: 0 }).toEqual({ 201: stored, 503: 0 });
  });
});

describe('an instance after a newer release migrated the database', () => {
  class ChangeMuch1999999999001 implements MigrationInterface {
    async up(db: QueryRunner): Promise<void> {
      await db.query(`
        ALTER TABLE app.saved_views RENAME TO kept_views;
        ALTER TABLE app.tasks RENAME set_at TO created_at;
        DROP FUNCTION app.people(text, uuid, text, date, boolean, uuid, integer);
        DROP FUNCTION app.names_of_accounts(uuid[]);`);
    }

    async down(): Promise<void> {}
  }

  it('turns unready and answers no read with 500, where tables, columns, functions and results changed', async () => {
    await replaceInFiles('app.saved_views', 'app.kept_views');
    for (const kind of ['policies', 'triggers'])
      await rename(join(folder, `app/${kind}/saved_views.sql`), join(folder, `app/${kind}/kept_views.sql`));
    await rm(join(folder, 'app/functions/people.sql'));
    await edit('app/functions/names_of_accounts.sql', (text) =>
      text.replace('role text', 'role varchar').replace('a.role, g.name', 'a.role::varchar, g.name'),
    );
    expect(await probe()).toMatchObject({ status: 200 });

    const { written, stored } = await writeDuring(() => migrateToNewerRelease(ChangeMuch1999999999001));
    const statuses = await statusesOfAll();

    expect(await probe()).toMatchObject(unavailable);
    expect([...statuses.values()]).not.toContain(500);
    for (const path of ['/api/v1/people', '/api/v1/tasks', '/api/v1/saved-views']) expect(statuses.get(path)).toBe(503);
    expect(written[201]).toBe(stored);
    expect(written).not.toHaveProperty('500');
  });

  it.each([
    ['a check', ['ADD CONSTRAINT newer CHECK (false) NOT VALID'], 'DROP CONSTRAINT newer'],
    ['a column that must be set', [`ADD newer text NOT NULL DEFAULT 'none'`, 'ALTER newer DROP DEFAULT'], 'DROP newer'],
    [
      'a reference',
      ['ADD CONSTRAINT newer FOREIGN KEY (id) REFERENCES app.tasks (id) NOT VALID'],
      'DROP CONSTRAINT newer',
    ],
  ])('answers a change 503 that %s of the newer schema refuses', async (_, changes, drop) => {
    const before = await countComplaints();
    for (const change of changes) await tracker.sql(`ALTER TABLE app.complaints ${change}`);

    const answer = await writer.post('/complaints', aTip);
    const after = await countComplaints();
    await tracker.sql(`ALTER TABLE app.complaints ${drop}`);

    expect(answer).toMatchObject(unavailable);
    expect(after).toBe(before);
  });

  it('refuses every request of a session whose function is missing, and stores none of its changes', async () => {
    const before = await countComplaints();
    await tracker.sql('DROP FUNCTION auth.begin_request(bytea, boolean, text, inet)');

    const answers = await atOnce(10, () => writer.post('/complaints', aTip));

    for (const answer of answers) expect(answer).toMatchObject(unavailable);
    expect(await countComplaints()).toBe(before);
    expect([...(await statusesOfAll()).values()]).not.toContain(500);
  });
});

/** Returns clients of the seats and roles that together may read every route. */
async function clientsOf(taskForceId: string): Promise<Client[]> {
  const clients: Client[] = [];
  for (const seat of ['task_force', 'national'] as const)
    for (const role of ['supervisor', 'admin', 'auditor'] as const)
      clients.push(tracker.as(await given.account({ role, seat, taskForceId })));
  return [...clients, tracker.anonymous()];
}

/** Returns every GET route. Almost all have a client that gets 200. */
async function getRoutes(place: Fixtures, clients: readonly Client[]): Promise<GetRoute[]> {
  const routes: GetRoute[] = [];
  for (const { path } of tracker.routes.filter(({ method }) => method === 'GET')) {
    const { path: pathAt, of } = validRequests[`GET ${path}`] ?? {};
    const url = `${tracker.url}${pathAt?.(place) ?? path.replace(':id', of ? place[of] : '')}`;
    let best: GetRoute | undefined;
    for (const client of clients) {
      const { status } = await client.get(url);
      if (status < (best?.status ?? Infinity)) best = { path, url, client, status };
      if (status === 200) break;
    }
    if (best) routes.push(best);
  }
  return routes;
}

/** Returns the status of each route by its path. Step-ups are renewed, because a slow machine needs more than their five minutes. */
async function statusesOfAll(): Promise<ReadonlyMap<string, number>> {
  await tracker.sql('UPDATE auth.sessions SET stepped_up_at = now() WHERE stepped_up_at IS NOT NULL');
  const statuses = new Map<string, number>();
  for (const { path, url, client } of gets) statuses.set(path, (await client.get(url)).status);
  return statuses;
}

/** Logs complaints while the work runs, and one of each writer after it. */
async function writeDuring(work: () => Promise<unknown>): Promise<Written> {
  const before = await countComplaints();
  const answers: Answer[] = [];
  let isRunning = true;
  const write = async (): Promise<void> => {
    for (let isLast = false; !isLast;) {
      isLast = !isRunning;
      answers.push(await writer.post('/complaints', aTip));
    }
  };
  const writing = Array.from({ length: writers }, write);
  await work();
  isRunning = false;
  await Promise.all(writing);
  return { written: countStatuses(answers), stored: (await countComplaints()) - before };
}

async function countComplaints(): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>('SELECT count(*)::int AS n FROM app.complaints');
  return row?.n ?? NaN;
}

function countStatuses(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const file = join(folder, path);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

async function replaceInFiles(text: string, replacement: string): Promise<void> {
  for (const path of await readdir(folder, { recursive: true }))
    if (path.endsWith('.sql')) await edit(path, (sql) => sql.replaceAll(text, replacement));
}

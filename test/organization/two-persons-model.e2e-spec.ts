import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import { modelActs, TwoPersonsModel, type ModelAct, type ModelWorld } from './two-persons-model.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

/** Number of sequences. `TWO_PERSONS_RUNS=20000` is the full count, and `TWO_PERSONS_SEED` repeats a run. */
const runs = times('TWO_PERSONS_RUNS', { api: 300, long: 3000 });
const seed = Number(process.env['TWO_PERSONS_SEED'] ?? Date.now() % 2_147_483_647);
const maxActs = 6;

let tracker: Tracker;
let db: pg.Client;
let world: ModelWorld;

beforeAll(async () => {
  tracker = await startTracker();
  world = await makeWorld(new Given(tracker));
  db = new pg.Client({ connectionString: tracker.database.adminUrl, options: '-c app.action=test.arranged' });
  await db.connect();
});
afterAll(async () => {
  await db.end();
  await tracker.close();
});

describe('one person with one account', () => {
  it('never performs both halves of a two-person act in any sequence of up to six admin acts', async () => {
    const { gathered, counts } = await tryOut({ sequences: runs, seed });

    expect({ seed, gathered }).toEqual({ seed, gathered: [] });
    expect(counts.puppets).toBeGreaterThan(runs / 10);
    figure('two-persons', { sequences: runs, ...counts, gathered: gathered.length });
  }, 3_600_000);

  it('performs both halves when approvers need not be independent, which shows that the model detects it', async () => {
    // These sequences contain all four acts. Those of another seed need not.
    const { gathered } = await tryOut({ sequences: 300, seed: 1, before: withoutTheRule });

    const acts = new Set(gathered.map(({ act }) => act));
    expect([...acts]).toEqual(
      expect.arrayContaining(['account approval', 'factor reset', 'recertification', 'any other act']),
    );
  });
});

const withoutTheRule = `
  CREATE OR REPLACE FUNCTION auth.is_independent(approver uuid, requester uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT true;
  END`;

interface Gathered {
  readonly act: string;
  readonly run: number;
  readonly sequence: readonly ModelAct[];
}

interface Trial {
  readonly sequences: number;
  readonly seed: number;
  /** SQL that runs before each sequence, in its transaction. */
  readonly before?: string;
}

interface Counts {
  acts: number;
  refusals: number;
  puppets: number;
}

/** Tries every sequence of one and two acts, then random ones; each is rolled back. */
async function tryOut({ sequences, seed, before }: Trial): Promise<{ gathered: Gathered[]; counts: Counts }> {
  const gathered: Gathered[] = [];
  const counts: Counts = { acts: 0, refusals: 0, puppets: 0 };
  for (let run = 0; run < sequences; run += 1) {
    const random = randomFrom(seed + run);
    const root = world.roots[run % world.roots.length];
    if (!root) throw new Error('The world has no root.');
    const others = [...world.others, ...world.roots.filter((other) => other !== root)];
    const model = new TwoPersonsModel(db, { ...world, others }, root, random);
    await db.query('BEGIN');
    if (before) await db.query(before);
    const sequence = shortSequences[run] ?? randomSequence(random);
    await model.run(sequence);
    await db.query('ROLLBACK');
    gathered.push(...model.gathered.map((act) => ({ act, run, sequence })));
    counts.acts += model.acts;
    counts.refusals += model.refusals;
    counts.puppets += model.puppets;
  }
  return { gathered, counts };
}

const shortSequences: readonly (readonly ModelAct[])[] = [
  ...modelActs.map((act) => [act]),
  ...modelActs.flatMap((first) => modelActs.map((second) => [first, second])),
];

function randomSequence(random: () => number): ModelAct[] {
  const length = 3 + Math.floor(random() * (maxActs - 2));
  return Array.from({ length }, () => modelActs[Math.floor(random() * modelActs.length)] ?? 'create');
}

async function makeWorld(given: Given): Promise<ModelWorld> {
  const agency = await given.agency();
  const { taskForceId } = agency;
  const neighbour = await given.agency({ taskForceId });
  const status = 'enrolled';
  const roots = [
    await given.account({ taskForceId, role: 'admin', status }),
    await given.account({ agency, role: 'admin', status }),
    await given.account({ seat: 'national', role: 'admin', status }),
  ];
  const others = [
    await given.account({ agency, role: 'supervisor', status }),
    await given.account({ taskForceId, role: 'supervisor', status }),
    await given.account({ taskForceId, role: 'admin', status }),
    await given.account({ seat: 'national', role: 'admin', status }),
  ];
  const unenrolled = await given.account({ agency });
  const of = ({ accountId: id, ...seat }: (typeof roots)[number]) => ({
    id,
    taskForceId: seat.taskForceId,
    agencyId: seat.agencyId,
  });
  return {
    roots: roots.map(of),
    others: others.map(of),
    unenrolled: of(unenrolled),
    taskForceId,
    agencyIds: [agency.id, neighbour.id],
  };
}

function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MeasureKey } from '../../src/reporting/reports/measures/index.js';
import { AttackOnPublications, type SeenNumber, type Target } from './attack-on-publications.js';
import { figure } from '../support/figures.js';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { orderFile, orderTotals, shownNumbers, type PublicTotals } from './public-files.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

const years = times('PUBLICATION_YEARS', { api: 1, long: 3 });
const firstSeed = Number(process.env['PUBLICATION_SEED'] ?? 1);
const files = 24;

const victims = 'victims_identified';
const offenders = 'offenders_identified_hands_on_or_production';
const facetOf = { [victims]: 'timing', [offenders]: 'offender' } as const;
const wordsOf = { [victims]: ['recent', 'ongoing'], [offenders]: ['producer', 'both'] } as const;
type Counted = typeof victims | typeof offenders;

/** Cell that a record can belong to. */
interface Atom {
  readonly measure: MeasureKey;
  readonly taskForceId: string;
  readonly agencyId: string;
  readonly day: string;
  readonly word: string;
}

/** Set of cells, as a row describes it. */
interface Place {
  readonly measure: MeasureKey;
  readonly taskForceId?: string | undefined;
  readonly agencyId?: string | undefined;
  readonly from: string;
  readonly until: string;
  readonly word?: string | undefined;
}

interface World {
  readonly year: number;
  readonly agencies: readonly GivenAgency[];
  readonly publishers: readonly {
    readonly by: GivenAccount;
    readonly taskForceId?: string;
    readonly agencyId?: string;
  }[];
  readonly names: ReadonlyMap<string, string>;
}

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('an attacker with all public files of a random year', () => {
  it('recovers no number from 1 to 4, published or not', async () => {
    const recovered: string[] = [];
    let [published, refused, small] = [0, 0, 0];
    for (let seed = firstSeed; seed < firstSeed + years; seed += 1) {
      const random = randomFrom(seed);
      const world = await worldOf(1950 + seed);
      const seen: SeenNumber<Atom>[] = [];
      for (let n = 0; n < files; n += 1) {
        // Half of the records exist at first, and the others are added later.
        await addRecords(world, random, n === 0 ? 60 : random(4) === 0 ? 6 : 0);
        const numbers = await publishOne(world, random);
        if (numbers) published += 1;
        else refused += 1;
        seen.push(...(numbers ?? []));
      }
      const atoms = atomsOf(world);
      const known = await publicRecords(world);
      const real = (counts: (atom: Atom) => boolean): number => known.filter(counts).length;
      const counted = seen.map((one) => ({ ...one, real: real(one.counts) }));
      expect(counted.filter(({ shown, real: is }) => shown !== null && shown !== is)).toEqual([]);
      const wanted = targetsOf(world).map((one) => ({ ...one, real: real(one.counts) }));
      const targets = [...counted.filter(({ shown }) => shown === null), ...wanted];
      small += targets.filter(({ real: is }) => is >= 1 && is <= 4).length;
      const found = await new AttackOnPublications(atoms, distinct(counted), distinct(targets)).recovered();
      recovered.push(...found.map((one) => `seed ${seed}: ${one}`));
    }

    figure('publications', { years, files: published, refused, attacked: small, recovered: recovered.length });
    expect(recovered).toEqual([]);
    expect(small).toBeGreaterThan(0);
  }, 3_600_000);
});

/** Returns a generator of whole numbers below a bound, the same for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

async function worldOf(year: number): Promise<World> {
  const agencies: GivenAgency[] = [];
  const publishers: World['publishers'][number][] = [];
  const names = new Map<string, string>();
  for (let n = 0; n < 2; n += 1) {
    const one = await given.agency({ name: `Agency ${year} ${n} one` });
    const { taskForceId } = one;
    const two = await given.agency({ taskForceId, name: `Agency ${year} ${n} two` });
    agencies.push(one, two);
    names.set(`Agency ${year} ${n} one`, one.id).set(`Agency ${year} ${n} two`, two.id);
    const [code] = await tracker.sql<{ code: string }>('SELECT code FROM app.task_forces WHERE id = $1', [taskForceId]);
    names.set(code?.code ?? '', taskForceId);
    publishers.push({ by: await given.account({ taskForceId, role: 'supervisor' }), taskForceId });
    publishers.push({ by: await given.account({ agency: one, role: 'supervisor' }), taskForceId, agencyId: one.id });
  }
  publishers.push({ by: await given.account({ seat: 'national', role: 'supervisor' }) });
  for (const agency of agencies) await given.complaint({ agencyId: agency.id });
  return { year, agencies, publishers, names };
}

async function addRecords(world: World, random: (below: number) => number, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const agency = world.agencies[random(world.agencies.length)] as GivenAgency;
    const measure: Counted = random(2) === 0 ? victims : offenders;
    const count = random(3) === 0 ? 5 + random(8) : 1 + random(3);
    const day = `${world.year}-${String(1 + random(12)).padStart(2, '0')}-${['05', '15', '25'][random(3)]}`;
    const values = [agency.taskForceId, agency.id, day, wordsOf[measure][random(2)], count];
    await tracker.sql(measure === victims ? addVictims : addOffenders, values);
  }
}

const ofAgency = 'SELECT c.id FROM app.complaints c WHERE c.task_force_id = $1 AND c.agency_id = $2 LIMIT 1';
const addVictims = `
  INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                      safeguarding_status, identified_on, version)
  SELECT gen_random_uuid(), $1, c.id, $2, 'MV' || g + (SELECT count(*) FROM app.victims_identified v WHERE v.complaint_id = c.id),
         $4, false, 'identified', $3, 1
    FROM (${ofAgency}) c CROSS JOIN generate_series(1, $5) g`;
const addOffenders = `
  INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, offender_class, juvenile, identified_on, version)
  SELECT gen_random_uuid(), $1, c.id, $2, $4, false, $3, 1 FROM (${ofAgency}) c CROSS JOIN generate_series(1, $5)`;

async function publishOne(world: World, random: (below: number) => number): Promise<SeenNumber<Atom>[] | null> {
  const publisher = world.publishers[random(world.publishers.length)] as World['publishers'][number];
  if (random(6) === 0 && publisher.taskForceId && !publisher.agencyId)
    return publishOperation(world, random, publisher);
  const { from, until } = periodOf(world.year, random);
  const by = [undefined, 'month', 'timing', 'offender', ...(publisher.agencyId ? [] : ['agency', 'agency,month'])];
  const dimensions = publisher.taskForceId ? by : [undefined, 'month', 'taskForce', 'taskForce,month', 'timing'];
  const apart = dimensions[random(dimensions.length)];
  const query: PublicTotals = { from, until, ...(apart ? { by: apart } : {}) };
  const answer = await orderTotals(tracker, publisher.by, query);
  if (answer.status === 409) return null;
  // A row with the facet of another measure has no value for this one.
  const told = shownNumbers(answer).filter(({ measure, row }) => {
    const isPart = row['rowKind'] === 'part';
    const [own, other] = measure === victims ? ['timing', 'offender'] : ['offender', 'timing'];
    return row[other] === '' && !(isPart && apart === own && row[own] === '');
  });
  return told.map(({ measure, row, shown }) => {
    const facet = facetOf[measure as Counted];
    const month = row['month'] ?? '';
    const place: Place = {
      measure,
      taskForceId: world.names.get(row['taskForce'] ?? '') ?? publisher.taskForceId,
      agencyId: world.names.get(row['agency'] ?? '') ?? publisher.agencyId,
      from: month === '' ? from : `${month}-01`,
      // A month at the end of the period is counted up to that end.
      until: month === '' || until < `${month}-99` ? until : `${month}-99`,
      word: row[facet] === '' ? undefined : row[facet],
    };
    return seenAt(place, shown);
  });
}

async function publishOperation(
  world: World,
  random: (below: number) => number,
  { by, taskForceId }: World['publishers'][number],
): Promise<SeenNumber<Atom>[] | null> {
  const month = String(1 + random(12)).padStart(2, '0');
  const [startsOn, endsOn] = [`${world.year}-${month}-01`, `${world.year}-${month}-${['10', '20', '28'][random(3)]}`];
  const { id } = await given.operation({ by, startsOn, endsOn });
  const place = { taskForceId, from: startsOn, until: `${endsOn}~` };
  if (random(2) === 0) {
    const { status, text } = await tracker.as(by).post(`/reports/operations/${id}/release`);
    if (status === 409) return null;
    return [victims, offenders].map((measure) => {
      const words = new RegExp(`\\[([^\\]]+)\\]\\([^)]+measure=${measure}\\)`).exec(text)?.[1] ?? '';
      const shown = words === 'no' ? 0 : /^\d+$/.test(words) ? Number(words) : null;
      return seenAt({ ...place, measure: measure as Counted }, shown);
    });
  }
  const answer = await orderFile(tracker, by, `operations/${id}`);
  if (answer.status === 409) return null;
  return shownNumbers(answer).map(({ measure, shown }) => seenAt({ ...place, measure }, shown));
}

function periodOf(year: number, random: (below: number) => number): { readonly from: string; readonly until: string } {
  const first = (month: number): string =>
    month > 12 ? `${year + 1}-01-01` : `${year}-${String(month).padStart(2, '0')}-01`;
  const month = 1 + random(12);
  const quarter = 1 + 3 * random(4);
  const kinds = [
    { from: first(month), until: first(month + 1) },
    { from: first(month), until: first(month + 1) },
    { from: first(quarter), until: first(quarter + 3) },
    { from: first(1), until: first(13) },
    { from: first(1), until: first(10) },
    { from: first(month), until: `${first(month).slice(0, 8)}${['06', '16', '26'][random(3)]}` },
  ];
  return kinds[random(kinds.length)] as { from: string; until: string };
}

function atomsOf({ year, agencies }: World): Atom[] {
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));
  return ([victims, offenders] as const).flatMap((measure) =>
    agencies.flatMap(({ id: agencyId, taskForceId }) =>
      months.flatMap((month) =>
        ['05', '15', '25'].flatMap((day) =>
          wordsOf[measure].map((word) => ({ measure, taskForceId, agencyId, day: `${year}-${month}-${day}`, word })),
        ),
      ),
    ),
  );
}

/** Returns the numbers that an attacker wants to know, published or not. */
function targetsOf({ year, agencies }: World): SeenNumber<Atom>[] {
  const whole = { from: `${year}-01-01`, until: `${year + 1}-01-01` };
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    return { from: `${month}-01`, until: `${month}-99` };
  });
  const days = months.flatMap(({ from }) =>
    ['05', '15', '25'].map((day) => ({ from: `${from.slice(0, 8)}${day}`, until: `${from.slice(0, 8)}${day}~` })),
  );
  const taskForces = [...new Set(agencies.map(({ taskForceId }) => taskForceId))];
  const places: Pick<Place, 'taskForceId' | 'agencyId'>[] = [
    {},
    ...taskForces.map((taskForceId) => ({ taskForceId })),
    ...agencies.map(({ id: agencyId, taskForceId }) => ({ agencyId, taskForceId })),
  ];
  return ([victims, offenders] as const).flatMap((measure) =>
    places.flatMap((place) =>
      [whole, ...months, ...days].flatMap((period) =>
        [undefined, ...wordsOf[measure]].map((word) => seenAt({ measure, ...place, ...period, word }, null)),
      ),
    ),
  );
}

function seenAt(place: Place, shown: number | null): SeenNumber<Atom> {
  const { measure, taskForceId, agencyId, from, until, word } = place;
  const counts = (atom: Atom): boolean =>
    atom.measure === measure &&
    (taskForceId === undefined || atom.taskForceId === taskForceId) &&
    (agencyId === undefined || atom.agencyId === agencyId) &&
    from <= atom.day &&
    atom.day < until &&
    (word === undefined || atom.word === word);
  return { name: JSON.stringify(place), counts, shown, real: 0 };
}

/** Returns the records as the public knows them: those in the register, and those never published. */
async function publicRecords({ year }: World): Promise<Atom[]> {
  const published = `
    SELECT DISTINCT ON (r ->> 'measure', r ->> 'recordId') r ->> 'measure' AS measure, r ->> 'taskForceId' AS "taskForceId",
           r ->> 'agencyId' AS "agencyId", r ->> 'day' AS day,
           coalesce(r -> 'facets' ->> 'timing', r -> 'facets' ->> 'offender') AS word
      FROM app.publications p CROSS JOIN jsonb_array_elements(p.records) r WHERE r ->> 'day' LIKE $1`;
  return tracker.sql<Atom>(published, [`${year}-%`]);
}

/** Removes duplicates, and prefers a shown number to a suppressed one. */
function distinct<T extends Target<Atom> & { readonly shown: number | null }>(numbers: readonly T[]): T[] {
  const told = numbers.toSorted((a, b) => Number(a.shown !== null) - Number(b.shown !== null));
  return [...new Map(told.map((one) => [one.name, one])).values()];
}

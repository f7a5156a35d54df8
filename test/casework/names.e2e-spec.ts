import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type { SimilarSuspects } from '../../src/casework/suspects/similar-suspects.view.js';
import { figure } from '../support/figures.js';
import { Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

/** Number of suspects in the search; docs/figures.md cites 100,000. */
const crowd = Number(process.env['NAMES_SUSPECTS'] ?? 5_000);

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const adult = { offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01' } as const;

async function asked(by: GivenAccount, name: object): Promise<SimilarSuspects['items']> {
  const { status, body } = await tracker.as(by).post<SimilarSuspects>('/suspects/similar', name);
  expect(status).toBe(200);
  return body.items;
}

describe('POST /suspects/similar', () => {
  it.each([
    [
      'sounds alike, across spellings',
      { familyName: 'Schmidt' },
      { familyName: 'Shmit' },
      ['family_name_sounds_alike'],
    ],
    [
      'sounds alike, across languages',
      { familyName: 'Jankowski' },
      { familyName: 'Yankofsky' },
      ['family_name_sounds_alike'],
    ],
    ['has two letters swapped', { familyName: 'Halverson' }, { familyName: 'Havlerson' }, ['family_name_spelt_nearly']],
    ['has an extra letter', { familyName: 'Sample' }, { familyName: 'Samplee' }, ['family_name_spelt_nearly']],
    ['is spelt differently', { familyName: 'Núñez' }, { familyName: 'NÚÑEZ' }, ['family_name_spelt_nearly']],
    [
      'has a similar given name too',
      { givenName: 'Alexander', familyName: 'Sample' },
      { givenName: 'Aleksander', familyName: 'Sample' },
      ['family_name_sounds_alike', 'family_name_spelt_nearly', 'given_name_alike'],
    ],
    ['is in another script', { familyName: 'Иванов' }, { familyName: 'ИВАНОВ' }, ['family_name_spelt_nearly']],
    ['has a given name in another script', { givenName: 'Олег' }, { givenName: 'олег' }, ['given_name_alike']],
    ['was born on that day', { bornOn: '1979-11-02' }, { bornOn: '1979-11-02' }, ['born_on_that_day']],
    [
      'has that given name',
      { givenName: 'Aurelio', familyName: 'Sample' },
      { givenName: 'Aurélio' },
      ['given_name_alike'],
    ],
  ])('finds a suspect who %s, and states the reason', async (_, known, name, reasons) => {
    const complaint = await given.complaint();
    const { id, by } = await given.suspect({ complaint, ...adult, ...known });
    await given.suspect({ complaint, ...adult, givenName: 'Wilhelmina', familyName: 'Oxenford', bornOn: '1950-01-01' });

    const items = await asked(by, name);

    expect(items).toMatchObject([{ suspect: { id } }]);
    expect(items[0]?.reasons).toEqual(expect.arrayContaining(reasons));
  });

  it('finds a suspect by an alias until it is voided, and no voided suspect', async () => {
    const complaint = await given.complaint();
    const suspect = await given.suspect({ complaint, ...adult, givenName: 'Alex', familyName: 'Sample' });
    const { id: suspectId, by } = suspect;
    const name = { suspectId, kind: 'former_name', familyName: 'Oxenford' };
    const alias = await given.made<{ id: string }>(by, '/suspect-aliases', name);
    await given.made(by, '/suspect-aliases', { suspectId, kind: 'nickname', wholeName: 'Night Owl Omaha' });

    const byName = await asked(by, { familyName: 'Oxenfort' });
    const byNickname = await asked(by, { familyName: 'Night Owl' });
    await given.changed(alias, `/suspect-aliases/${alias.id}/void`, { reason: 'A guess.' });
    const afterVoiding = await asked(by, { familyName: 'Oxenfort' });
    await given.changed(suspect, `/suspects/${suspectId}/void`, { reason: 'Recorded twice.' });
    const ofVoided = await asked(by, { familyName: 'Sample' });

    expect(byName).toMatchObject([{ suspect: { id: suspectId }, reasons: expect.arrayContaining(['by_alias']) }]);
    expect(byNickname).toMatchObject([{ suspect: { id: suspectId }, reasons: expect.arrayContaining(['by_alias']) }]);
    expect([afterVoiding, ofVoided]).toEqual([[], []]);
  });

  it('ranks by similarity, merges nobody, and names no juvenile', async () => {
    const complaint = await given.complaint();
    const { by } = complaint;
    const born = { bornOn: '2009-11-02', juvenile: true };
    const far = await given.suspect({ complaint, ...adult, givenName: 'Maria', familyName: 'Sample' });
    const near = await given.suspect({ complaint, ...adult, ...born, givenName: 'Alex', familyName: 'Sampel' });

    const items = await asked(by, { givenName: 'Alex', familyName: 'Sample', bornOn: '2009-11-02' });

    expect(items.map(({ suspect }) => suspect.id)).toEqual([near.id, far.id]);
    expect(items[0]?.suspect).toMatchObject({ juvenile: true, givenName: null, familyName: null });
    expect(items[1]?.suspect).toMatchObject({ givenName: 'Maria', familyName: 'Sample' });
    for (const { id } of [far, near]) expect((await tracker.as(by).get(`/suspects/${id}`)).body['version']).toBe(1);
  });

  it('returns at most twenty', async () => {
    const complaint = await given.complaint();
    for (let number = 0; number < 22; number += 1) {
      await given.suspect({ complaint, ...adult, familyName: 'Oxenford' });
    }

    expect(await asked(complaint.by, { familyName: 'Oxenford' })).toHaveLength(20);
  });

  it('searches within the seat', async () => {
    const complaint = await given.complaint();
    const suspect = await given.suspect({ complaint, ...adult, familyName: 'Oxenford', bornOn: '1979-11-02' });
    await given.made(suspect.by, '/suspect-aliases', { suspectId: suspect.id, kind: 'nickname', wholeName: 'Quill' });
    const { taskForceId } = complaint;
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const foreigner = await given.account({ role: 'supervisor', seat: 'task_force' });
    const head = await given.account({ taskForceId, role: 'supervisor' });

    for (const name of [{ familyName: 'Oxenford' }, { bornOn: '1979-11-02' }, { familyName: 'Quill' }]) {
      expect(await asked(neighbour, name)).toEqual([]);
      expect(await asked(foreigner, name)).toEqual([]);
      expect(await asked(head, name)).toMatchObject([{ suspect: { id: suspect.id } }]);
    }
  });

  it('writes the returned suspects to the trail, without the query', async () => {
    const complaint = await given.complaint();
    const { id, by } = await given.suspect({ complaint, ...adult, familyName: 'Oxenford' });

    await asked(by, { familyName: 'Oxenfort' });

    const entries = await tracker.sql<object>(
      `SELECT to_jsonb(e) AS entry FROM audit.entries e WHERE account_id = $1 AND action = 'suspects.suggested'`,
      [by.accountId],
    );
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).toContain(id);
    expect(JSON.stringify(entries)).not.toMatch(/oxenfor/i);
  });

  it('takes at most two statements, and ignores an idempotency key', async () => {
    const { by } = await given.suspect({ ...adult, familyName: 'Oxenford' });
    const key = { 'idempotency-key': newId() };

    await tracker.expectQueries(2, () => asked(by, { familyName: 'Oxenford' }));
    const first = await tracker.as(by).post('/suspects/similar', { familyName: 'Oxenford' }, key);
    const again = await tracker.as(by).post('/suspects/similar', { familyName: 'Oxenford' }, key);

    expect(again).toMatchObject({ status: 200, body: first.body });
  });

  it.each([
    [{}, 'familyName'],
    [{ familyName: null, givenName: null, bornOn: null }, 'familyName'],
    [{ bornOn: '1979-02-30' }, 'bornOn'],
    [{ name: 'Sample' }, 'name'],
  ])('rejects %j by field name', async (body, field) => {
    const { by } = await given.complaint();

    const response = await tracker.as(by).post('/suspects/similar', body);

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it(`finds a name among ${crowd} suspects of one task force, for its agencies too`, async () => {
    const complaint = await given.complaint();
    const { taskForceId, by } = complaint;
    await crowdInto(complaint);
    const { id } = await given.suspect({ complaint, ...adult, givenName: 'Alex', familyName: 'Oxenford' });
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const times: Record<string, number> = {};

    for (const [seat, reader] of Object.entries({ agency: by, 'task force': head })) {
      const taken: number[] = [];
      for (let round = 0; round < 15; round += 1) {
        const began = performance.now();
        const items = await asked(reader, { givenName: 'Alex', familyName: 'Oxenfort', bornOn: '1979-11-02' });
        taken.push(performance.now() - began);
        expect(items[0]?.suspect.id).toBe(id);
      }
      times[`${seat}, median ms`] = Math.round(taken.toSorted((a, b) => a - b)[7] ?? NaN);
    }

    figure('similar names', { suspects: crowd, ...times });
  });
});

async function crowdInto({ id, taskForceId, agencyId }: GivenComplaint): Promise<void> {
  await tracker.sql(
    `WITH syllables AS (SELECT ARRAY['ba','ker','mil','ler','son','wil','liams','gar','cia','ro','dri','guez','dan','iel','mor',
                                     'gan','ste','vens','chen','pat','el','nov','ak','hol','land','fer','nan','dez','os','born'] s)
     INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, given_name, family_name, born_on, offender_class,
                               juvenile, identified_on, version)
     SELECT gen_random_uuid(), $1, $2, $3, initcap(s[1 + n % 29] || s[1 + n / 7 % 30]),
            initcap(s[1 + n % 30] || s[1 + n / 30 % 30] || s[1 + n / 900 % 30]), date '1940-01-01' + n % 24000, 'unknown', false,
            '2026-03-01', 1
       FROM syllables, generate_series(1, $4::integer) n`,
    [taskForceId, id, agencyId, crowd],
  );
  await tracker.sql('ANALYZE app.suspects');
}

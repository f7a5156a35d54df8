import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type { SuspectPage, SuspectView } from '../../src/casework/suspects/suspect.view.js';
import { atOnce, comparableContent } from '../support/client.js';
import { Given, type GivenComplaint } from '../support/given.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

const known = {
  givenName: 'Alex',
  familyName: 'Sample',
  bornOn: '1979-11-02',
  offenderClass: 'unknown',
  juvenile: false,
  identifiedOn: '2026-03-01',
} as const;

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('POST /suspects', () => {
  it('records a suspect for the agency of the author, and names nobody in the trail', async () => {
    const { id: complaintId, taskForceId, agencyId, by } = await given.complaint();

    const response = await tracker.as(by).post<SuspectView>('/suspects', { complaintId, ...known });

    const { id } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/suspects/${id}` });
    expect(response.body).toMatchObject({ ...known, complaintId, taskForceId, agencyId, version: 1, arrests: [] });
    const [, ...entries] = await tracker.trailOf(complaintId);
    expect(entries).toMatchObject([{ action: 'suspect.recorded', subject: id, accountId: by.accountId }]);
    expect(JSON.stringify(entries)).not.toMatch(/Alex|Sample|1979/);
  });

  it('accepts a suspect with few known facts, identified before receipt, from a task force account', async () => {
    const { id: complaintId, taskForceId, agencyId } = await given.complaint();
    const supervisor = await given.account({ taskForceId, role: 'supervisor' });
    const suspect = { complaintId, offenderClass: 'both', juvenile: false, identifiedOn: '2020-01-01' };

    const response = await tracker.as(supervisor).post<SuspectView>('/suspects', suspect);

    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({ ...suspect, agencyId, givenName: null, familyName: null, bornOn: null });
  });

  it.each([
    ['identified tomorrow', { identifiedOn: '2026-03-03' }, 'identifiedOn'],
    ['born on the day of identification', { bornOn: '2026-03-01' }, 'bornOn'],
    ['an invalid day', { bornOn: '1979-02-30' }, 'bornOn'],
    ['an unknown class', { offenderClass: 'bad' }, 'offenderClass'],
    ['a text for a boolean', { juvenile: 'false' }, 'juvenile'],
    ['an adult as a juvenile', { juvenile: true }, 'juvenile'],
    ['a juvenile as an adult', { bornOn: '2010-11-02' }, 'juvenile'],
    ['a picture', { givenName: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg' }, 'givenName'],
    ['an unknown field', { photo: 'x' }, 'photo'],
  ])('rejects %s at that field', async (_, overrides, field) => {
    const { id: complaintId, by } = await given.complaint();

    const response = await tracker.as(by).post('/suspects', { complaintId, ...known, ...overrides });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
    expect(await tracker.trailOf(complaintId)).toHaveLength(1);
  });

  it('determines a juvenile by age on the day of the offense, in local time', async () => {
    // In Chicago it is still the evening of 14 February, the day before the eighteenth birthday.
    const complaint = await given.complaint({ incidentAt: '2026-02-15T03:00:00Z' });
    const born = { ...known, complaintId: complaint.id, bornOn: '2008-02-15' };

    const asAdult = await tracker.as(complaint.by).post('/suspects', born);
    const asJuvenile = await tracker.as(complaint.by).post('/suspects', { ...born, juvenile: true });

    expect(asAdult).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/juvenile' }] } });
    expect(asJuvenile).toMatchObject({ status: 201, body: { ageBasis: 'incident_as_reported' } });
  });

  it('says at which time the age decided, and none without a day of birth', async () => {
    const complaint = await given.complaint();
    const body = { ...known, complaintId: complaint.id };
    const recorded = async (overrides: object): Promise<unknown> =>
      (await given.made<SuspectView>(complaint.by, '/suspects', { ...body, ...overrides })).ageBasis;

    expect(await recorded({ bornOn: '1984-02-15' })).toBe('identification');
    expect(await recorded({ bornOn: null })).toBeNull();
  });

  it('uses the current day in the time zone of the task force', async () => {
    const { id: taskForceId } = await given.taskForce({ zone: 'Pacific/Auckland' });
    const complaint = await given.complaint({ taskForceId });

    const suspect = await given.suspect({ complaint, identifiedOn: '2026-03-03' });

    expect(suspect.identifiedOn).toBe('2026-03-03');
  });

  it('answers for an invisible complaint as for a missing one', async () => {
    const complaint = await given.complaint();
    const { neighbour, foreigner } = await strangersTo(complaint);

    const answers = [
      await neighbour.post('/suspects', { ...known, complaintId: complaint.id }),
      await foreigner.post('/suspects', { ...known, complaintId: complaint.id }),
      await foreigner.post('/suspects', { ...known, complaintId: newId() }),
    ].map(comparableContent);

    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/complaintId"') });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('accepts any agency of the task force from a task force account, and no other', async () => {
    const complaint = await given.complaint();
    const partner = await given.agency({ taskForceId: complaint.taskForceId });
    const body = { ...known, complaintId: complaint.id };

    const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });

    const accepted = await given.suspect({ complaint, by: head, agencyId: partner.id });
    const answers = [
      await tracker.as(head).post('/suspects', { ...body, agencyId: (await given.agency()).id }),
      await tracker.as(head).post('/suspects', { ...body, agencyId: newId() }),
    ].map(comparableContent);

    expect(accepted.agencyId).toBe(partner.id);
    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/agencyId"') });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('is limited to accounts that may work the complaint, and returns that permission', async () => {
    const { complaint, colleague } = await assigned();
    const { id: complaintId, by } = complaint;

    const refused = await tracker.as(colleague).post('/suspects', { ...known, complaintId });
    const { id, may } = await given.suspect({ complaint });
    const seen = await tracker.as(colleague).get<SuspectView>(`/suspects/${id}`);
    const put = await tracker.as(colleague).put(`/suspects/${id}`, known, { 'if-match': seen.etag });

    expect([refused.status, put.status]).toEqual([403, 403]);
    expect(may).toEqual({ correct: true, arrest: true, link: true, unlink: false, void: true });
    expect(seen.body.may).toEqual({ correct: false, arrest: false, link: false, unlink: false, void: false });
    expect((await tracker.as(by).get<SuspectView>(`/suspects/${id}`)).body.version).toBe(1);
  });
});

describe('GET /suspects', () => {
  it('lists by complaint and class, in pages, with one statement, juveniles without names', async () => {
    const complaint = await given.complaint();
    const { id: complaintId, by } = complaint;
    const older = await given.suspect({ complaint, ...known, offenderClass: 'both', identifiedOn: '2026-02-01' });
    const minor = { ...known, bornOn: '2010-11-02', juvenile: true } as const;
    const child = await given.suspect({ complaint, ...minor, offenderClass: 'both' });
    await given.suspect({ complaint, ...known, offenderClass: 'producer' });
    await given.suspect({ complaint: await given.complaint({ by }), ...known, offenderClass: 'both' });
    const path = `/suspects?complaintId=${complaintId}&offenderClass=both&limit=1`;

    const first = await tracker.expectQueries(1, () => tracker.as(by).get<SuspectPage>(path));
    const second = await tracker.as(by).get<SuspectPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);

    expect(child.givenName).toBe('Alex');
    expect(first.body.items).toMatchObject([{ id: child.id, givenName: null, familyName: null }]);
    expect(second.body).toMatchObject({ items: [{ id: older.id, givenName: 'Alex' }], nextCursor: null });
  });

  it('returns identical 404s for a foreign and a missing suspect', async () => {
    const complaint = await given.complaint();
    const { id } = await given.suspect({ complaint });

    for (const stranger of Object.values(await strangersTo(complaint))) {
      const there = await stranger.get(`/suspects/${id}`);
      const missing = await stranger.get(`/suspects/${newId()}`);
      const list = await stranger.get<SuspectPage>(`/suspects?complaintId=${complaint.id}`);

      expect(there.status).toBe(404);
      expect(comparableContent(there)).toEqual(comparableContent(missing));
      expect(list.body.items).toEqual([]);
    }
  });
});

describe('PUT /suspects/:id', () => {
  it('corrects the facts and writes the reason to the trail', async () => {
    const complaint = await given.complaint();
    const { id, etag, by } = await given.suspect({ complaint, ...known });
    const correction = { ...known, familyName: null, offenderClass: 'producer' };
    const body = { ...correction, reason: 'Forensic examination' };

    const response = await tracker.as(by).put(`/suspects/${id}`, body, { 'if-match': etag });

    expect(response).toMatchObject({ status: 200, etag: '"v2"', body: { ...correction, version: 2 } });
    expect((await tracker.trailOf(complaint.id)).at(-1)).toMatchObject({
      action: 'suspect.corrected',
      reason: 'Forensic examination',
      was: { offender_class: 'unknown' },
      became: { offender_class: 'producer' },
    });
  });

  it('requires every field, with null for unknown facts', async () => {
    const { id, etag, by } = await given.suspect();
    const partly = { ...known, bornOn: undefined };

    const response = await tracker.as(by).put(`/suspects/${id}`, partly, { 'if-match': etag });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/bornOn' }] } });
  });

  it('allows one of four concurrent updates, and rejects updates without If-Match', async () => {
    const { id, etag, by } = await given.suspect();

    const answers = await atOnce(4, (index) =>
      tracker.as(by).put(`/suspects/${id}`, { ...known, givenName: `Name ${index}` }, { 'if-match': etag }),
    );
    const blind = await tracker.as(by).put(`/suspects/${id}`, known);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(blind.status).toBe(428);
  });

  it('does not conflict with an arrest recorded at the same time', async () => {
    const suspect = await given.suspect();
    const { id, etag, by } = suspect;

    const answers = await atOnce(12, (index) =>
      index % 2 === 0
        ? given.arrest({ suspect }).then(() => 201)
        : tracker
            .as(by)
            .put(`/suspects/${id}`, known, { 'if-match': etag })
            .then(({ status }) => status),
    );

    expect(answers.sort()).toEqual([200, ...Array<number>(6).fill(201), ...Array<number>(5).fill(412)]);
  });
});

describe('POST /suspects/:id/void', () => {
  const reason = 'Recorded twice.';

  it('keeps the suspect readable as voided, and rejects further changes', async () => {
    const suspect = await given.suspect({ ...known });
    const { id, etag, by } = suspect;
    const whole = { ...known, bornOn: '1979-11-02' };

    const response = await tracker.as(by).post<SuspectView>(`/suspects/${id}/void`, { reason }, { 'if-match': etag });
    const { body } = await tracker.as(by).get<SuspectView>(`/suspects/${id}`);
    const list = await tracker.as(by).get<SuspectPage>(`/suspects?complaintId=${suspect.complaintId}`);
    const later = [
      await tracker.as(by).put(`/suspects/${id}`, whole, { 'if-match': response.etag }),
      await tracker.as(by).post(`/suspects/${id}/void`, { reason }, { 'if-match': response.etag }),
      await tracker.as(by).post('/arrests', { suspectId: id, arrestedOn: '2026-03-02', kind: 'summoned' }),
      await tracker.as(by).post('/suspect-aliases', { suspectId: id, kind: 'nickname', wholeName: 'Night Owl' }),
      await tracker.as(by).post('/prosecution-referrals', { suspectId: id, forum: 'state', referredOn: '2026-03-02' }),
    ];

    expect(response).toMatchObject({ status: 200, etag: '"v2"' });
    expect(body).toMatchObject({ voidedAt: stoppedAt.toISOString(), voidReason: reason, familyName: 'Sample' });
    expect(body.may).toEqual({ correct: false, arrest: false, link: false, unlink: false, void: false });
    expect(list.body.items).toMatchObject([{ id, voidedAt: stoppedAt.toISOString() }]);
    for (const answer of later) expect(answer).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
    const entries = await tracker.trailOf(suspect.complaintId);
    expect(entries.find(({ action }) => action === 'suspect.voided')).toMatchObject({ subject: id, reason });
  });

  it('is rejected while counted records depend on the suspect', async () => {
    const suspect = await given.suspect();
    const { id, etag, by } = suspect;
    const arrest = await given.arrest({ suspect });
    const filed = {
      suspectId: id,
      forum: 'state',
      court: 'Douglas County',
      filedOn: '2026-03-02',
      isTriedAsAdult: false,
    };
    const prosecution = await given.made<{ id: string }>(by, '/prosecutions', filed);
    const voidIt = () => tracker.as(by).post(`/suspects/${id}/void`, { reason }, { 'if-match': etag });

    const refused = await voidIt();
    await given.changed(arrest, `/arrests/${arrest.id}/void`, { reason });
    const stillRefused = await voidIt();
    await given.changed(prosecution, `/prosecutions/${prosecution.id}/void`, { reason });
    const done = await voidIt();

    const type = '/problems/has-dependent-records';
    expect(refused).toMatchObject({
      status: 409,
      body: { type, dependentRecords: { arrests: 1, referrals: 0, prosecutions: 1 } },
    });
    expect(stillRefused).toMatchObject({ status: 409, body: { dependentRecords: { arrests: 0, prosecutions: 1 } } });
    expect(done.status).toBe(200);
  });

  it('and a concurrent arrest never leave an arrest of a voided suspect', async () => {
    const rounds = await atOnce(8, async () => {
      const suspect = await given.suspect();
      const { id, etag, by } = suspect;
      const [voided, arrested] = await Promise.all([
        tracker.as(by).post(`/suspects/${id}/void`, { reason }, { 'if-match': etag }),
        tracker.as(by).post('/arrests', { suspectId: id, arrestedOn: '2026-03-02', kind: 'summoned' }),
      ]);
      return [voided.status, arrested.status].join(' ');
    });

    for (const round of rounds) expect(['200 409', '409 201']).toContain(round);
  });
});

describe('aliases and identifiers of a suspect', () => {
  it('are listed with the suspect in order of recording, and omitted from the trail', async () => {
    const suspect = await given.suspect();
    const { id: suspectId, by, complaintId } = suspect;
    const name = { suspectId, kind: 'other_name', givenName: 'Aleksander', familyName: 'Sampel' };
    const nickname = { suspectId, kind: 'nickname', wholeName: 'Night Owl' };
    const handle = {
      complaintId,
      suspectId,
      role: 'suspect',
      kind: 'handle',
      platform: 'Example Chat',
      raw: '@Night_Owl',
    };

    const alias = await tracker.as(by).post('/suspect-aliases', name);
    await given.made(by, '/suspect-aliases', nickname);
    const identifier = await tracker.as(by).post('/identifiers', handle);
    const { body } = await tracker.as(by).get<SuspectView>(`/suspects/${suspectId}`);

    expect(alias).toMatchObject({ status: 201, body: { ...name, wholeName: null, version: 1 } });
    expect(identifier).toMatchObject({ status: 201, body: { ...handle, normalised: 'night_owl@example chat' } });
    expect(body.aliases).toMatchObject([name, nickname]);
    expect(body.identifiers).toMatchObject([{ raw: '@Night_Owl' }]);
    const entries = await tracker.trailOf(complaintId);
    expect(entries.map(({ action }) => action).slice(-4)).toEqual([
      'suspect-alias.recorded',
      'suspect-alias.recorded',
      'identifier.recorded',
      'suspect.read',
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Aleksander|Sampel|Night|owl/i);
  });

  it.each([
    ['suspect-aliases', { kind: 'other_name' }, 'wholeName'],
    ['suspect-aliases', { kind: 'other_name', familyName: 'Sampel', wholeName: 'Alex Sampel' }, 'wholeName'],
    ['suspect-aliases', { kind: 'alias', familyName: 'Sampel' }, 'kind'],
    ['identifiers', { kind: 'handle', raw: '@owl' }, 'platform'],
    ['identifiers', { kind: 'email', raw: 'owl@example.com', platform: 'Example Chat' }, 'platform'],
    ['identifiers', { kind: 'email', raw: 'no address' }, 'raw'],
  ])('reject an invalid body at its field: %s %j', async (collection, body, field) => {
    const { id: suspectId, complaintId, by } = await given.suspect();
    const whose = collection === 'identifiers' ? { complaintId, role: 'suspect' } : {};

    const response = await tracker.as(by).post(`/${collection}`, { suspectId, ...whose, ...body });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('are voided once, with a reason, and stay readable', async () => {
    const { id: suspectId, by } = await given.suspect();
    const alias = await given.made<{ id: string }>(by, '/suspect-aliases', {
      suspectId,
      kind: 'nickname',
      wholeName: 'Night Owl',
    });
    const path = `/suspect-aliases/${alias.id}`;
    const voidIt = (etag: string) => tracker.as(by).post(`${path}/void`, { reason: 'A guess.' }, { 'if-match': etag });

    const done = await voidIt(alias.etag);
    const again = await voidIt(done.etag);
    const stale = await voidIt(alias.etag);
    const seen = await tracker.as(by).get(path);

    expect([done.status, again.status, stale.status]).toEqual([200, 409, 412]);
    expect(seen.body).toMatchObject({ wholeName: 'Night Owl', voidReason: 'A guess.', version: 2 });
  });

  it('reject a duplicate identifier until it is voided', async () => {
    const { id: suspectId, complaintId, by } = await given.suspect();
    const email = { complaintId, suspectId, role: 'suspect', kind: 'email', raw: 'Night.Owl@example.com' };
    const found = await given.made<{ id: string }>(by, '/identifiers', email);

    const twice = await tracker.as(by).post('/identifiers', { ...email, raw: 'night.owl@EXAMPLE.com' });
    await given.changed(found, `/identifiers/${found.id}/void`, { reason: 'A guess.' });
    const anew = await tracker.as(by).post('/identifiers', email);

    expect(twice).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
    expect(anew.status).toBe(201);
  });

  it('return 404 to a reader who cannot see the suspect', async () => {
    const suspect = await given.suspect();
    const { id: suspectId, by, taskForceId } = suspect;
    const alias = await given.made<{ id: string }>(by, '/suspect-aliases', {
      suspectId,
      kind: 'nickname',
      wholeName: 'Night Owl',
    });
    const neighbour = tracker.as(await given.account({ agency: await given.agency({ taskForceId }) }));

    const read = await neighbour.get(`/suspect-aliases/${alias.id}`);
    const missing = await neighbour.get(`/suspect-aliases/${newId()}`);
    const added = await neighbour.post('/suspect-aliases', { suspectId, kind: 'nickname', wholeName: 'Owl' });

    expect(comparableContent(read)).toEqual(comparableContent(missing));
    expect(added).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/suspectId' }] } });
  });
});

/** Creates an account of another agency of the same task force, and one of another task force. */
async function strangersTo({ taskForceId }: GivenComplaint) {
  return {
    neighbour: tracker.as(await given.account({ agency: await given.agency({ taskForceId }) })),
    foreigner: tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' })),
  };
}

/** Creates a complaint assigned to one investigator, and another investigator of the same agency. */
async function assigned() {
  const complaint = await given.complaint({ state: 'triaged' });
  const { id, etag, agencyId, taskForceId, by } = complaint;
  const supervisor = await given.account({ taskForceId, role: 'supervisor' });
  const assignment = { agencyId, investigatorId: by.accountId };
  await tracker.as(supervisor).put(`/complaints/${id}/assignment`, assignment, { 'if-match': etag });
  return { complaint, colleague: await given.account({ agency: { id: agencyId, taskForceId, name: '' } }) };
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Complaint } from '../../src/casework/complaints/complaint.entity.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { Database } from '../../src/platform/database/database.js';
import { findByIdOrFail } from '../../src/platform/database/rows.js';
import { Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { recordStatements } from '../support/statements.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let reader: GivenAccount;
let auditor: GivenAccount;
let complaint: GivenComplaint;
let record: ReturnType<typeof recordStatements>;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  const agency = await given.agency();
  reader = await given.account({ agency });
  auditor = await given.account({ agency, role: 'auditor' });
  complaint = await given.complaint({ by: reader });
  record = recordStatements(tracker.app.get(DataSource));
});
afterAll(() => tracker.close());

const selectsComplaint = /^SELECT .* FROM "app"\."complaints" WHERE id = \$1$/;

async function sentFor(account: GivenAccount, id: string): Promise<{ status: number; sent: string[]; text: string }> {
  let answer = { status: 0, text: '' };
  const statements = await record(async () => {
    answer = await tracker.as(account).get(`/complaints/${id}`);
  });
  const kinds = statements.map(({ text }) => {
    if (text.includes('auth.begin_request(')) return 'session';
    return selectsComplaint.test(text) ? 'complaint' : 'other';
  });
  return { ...answer, sent: kinds.filter((kind) => kind !== 'other') };
}

describe('the first read of a route', () => {
  it('is sent once, after the look-up of the session', async () => {
    expect(await sentFor(reader, complaint.id)).toMatchObject({ status: 200, sent: ['session', 'complaint'] });
    expect(await sentFor(reader, complaint.id.toUpperCase())).toMatchObject({
      status: 200,
      sent: ['session', 'complaint'],
    });
  });

  it('is not sent for a malformed id', async () => {
    expect(await sentFor(reader, 'none')).toMatchObject({ status: 404, sent: ['session'] });
  });

  it('is dropped for a role that may not read, whose refusal is in the trail', async () => {
    const asked = await sentFor(auditor, complaint.id);

    expect(asked).toMatchObject({ status: 403, sent: ['session', 'complaint', 'session'] });
    expect(asked.text).not.toContain(complaint.reference);
    const entries = await tracker.sql(`SELECT FROM audit.entries WHERE account_id = $1 AND outcome = 'refused'`, [
      auditor.accountId,
    ]);
    expect(entries).toHaveLength(1);
  });

  it('answers no other statement, and no second one', async () => {
    const database = tracker.app.get(Database);
    const caller = { requestId: 'a request', address: '192.0.2.1', isReadOnly: true };
    const other = await given.complaint({ by: reader });
    const actor = await database.begin(hashOf(reader.token), caller, { entity: Complaint, id: complaint.id });
    if (!actor) throw new Error('The session is unknown');

    const found = await database.read(actor, (tx) => findByIdOrFail(tx, Complaint, other.id));
    const sent = await record(() => database.read(actor, (tx) => findByIdOrFail(tx, Complaint, complaint.id)));

    await database.commit(actor);
    expect(found.id).toBe(other.id);
    // Others are of the tracker's own jobs, which run at any time.
    expect(sent.filter(({ text }) => selectsComplaint.test(text))).toHaveLength(1);
  });

  it('finds nothing of another agency, nor after the end of the session', async () => {
    const stranger = await given.account({ agency: await given.agency() });
    expect(await sentFor(stranger, complaint.id)).toMatchObject({ status: 404 });
    await tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE account_id = $1', [reader.accountId]);

    expect(await sentFor(reader, complaint.id)).toMatchObject({ status: 401, sent: ['session', 'complaint'] });
  });
});

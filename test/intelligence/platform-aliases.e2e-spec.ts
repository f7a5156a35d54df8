import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NormalisePlatforms1765000030000 } from '../../migrations/1765000030000-normalise-platforms.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { IdentifierPage, IdentifierView } from '../../src/casework/identifiers/identifier.view.js';
import type { MatchesView } from '../../src/casework/identifiers/match.view.js';
import type { IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import { connectAsOwner } from '../../src/platform/database/migrate.js';
import { aTip, Given, type GivenAccount } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import { icacReport, jsonBytes } from '../support/tips.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { fileEntered, fileSent } from './imports.js';
import { aSubject, soundChecks } from './subject-index-fixtures.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker({ clock: new Date('2026-06-01T12:00:00Z') });
  given = new Given(tracker);
});
afterAll(() => tracker.close());

/** Returns the id of a complaint with a suspect's handle at the platform, entered by a person. */
async function entered(by: GivenAccount, raw: string, platform: string): Promise<string> {
  const identifiers = [{ kind: 'handle', role: 'suspect', raw, platform }];
  const { body } = await tracker.as(by).post<ComplaintView>('/complaints', { ...aTip, identifiers });
  return body.id;
}

async function imported(by: GivenAccount, raw: string, platform: string): Promise<string> {
  const head = 'source,receivedAt,state,narrative,suspectHandle,suspectPlatform';
  const row = `public_complaint,2026-05-01T12:00:00Z,NE,Seen.,${raw},"${platform}"`;
  const sent = await fileSent(tracker.as(by), 'complaints', `${head}\n${row}`);
  await fileEntered(tracker.as(by), sent);
  const [complaint] = await tracker.sql<{ id: string }>(
    'SELECT id FROM app.complaints WHERE task_force_id = $1 ORDER BY id DESC LIMIT 1',
    [by.taskForceId],
  );
  return complaint?.id ?? '';
}

/** Returns the id of the complaint of a tip whose person names no service, so that its provider is the platform. */
async function reported(by: GivenAccount, raw: string, espName: string): Promise<string> {
  const report = icacReport({
    reportId: String(910_000_000 + nextNumber()),
    reportedInformation: {
      reportingEsp: { espName },
      reportedPeople: { reportedPersons: [{ screenName: { value: raw } }] },
    },
  });
  const { body } = await tracker
    .as(by)
    .send<TipImportView>('POST', '/tip-imports', jsonBytes(report), { 'content-type': 'application/json' });
  return body.items[0]?.complaintId ?? '';
}

async function matchesOf(by: GivenAccount, id: string): Promise<string[]> {
  const { body } = await tracker.as(by).get<MatchesView>(`/complaints/${id}/matches`);
  return body.items.map(({ complaint }) => complaint.id);
}

async function platformsOf(by: GivenAccount, id: string): Promise<unknown[]> {
  const { body } = await tracker.as(by).get<IdentifierPage>(`/identifiers?complaintId=${id}`);
  return body.items.map(({ platform, normalised }) => [platform, normalised]);
}

describe('the same handle', () => {
  it.each([
    ['Instagram, Inc.', 'Instagram'],
    ['X Corp', 'Twitter'],
    ['Snap Inc.', 'Snapchat'],
  ])('matches at %s in a tip and at %s as typed or imported, with the platform as said', async (company, name) => {
    const by = await given.account({ role: 'supervisor' });
    const raw = `owl_${nextNumber()}`;

    const typed = await entered(by, raw, name);
    const ofFile = await imported(by, raw, name);
    const ofTip = await reported(by, raw, company);

    expect((await matchesOf(by, ofTip)).sort()).toEqual([typed, ofFile].sort());
    expect(await platformsOf(by, ofTip)).toMatchObject([[company, expect.stringContaining(`${raw}@`)]]);
    expect(await platformsOf(by, ofFile)).toMatchObject([[name, expect.stringContaining(`${raw}@`)]]);
  });

  it.each([
    ['Facebook', 'Instagram'],
    ['Google LLC', 'YouTube'],
  ])('does not match at %s and %s, which are two platforms', async (one, other) => {
    const by = await given.account({ role: 'supervisor' });
    const raw = `owl_${nextNumber()}`;
    await entered(by, raw, other);

    expect(await matchesOf(by, await reported(by, raw, one))).toEqual([]);
  });
});

describe('the migration of platforms', () => {
  it('renames the platforms of stored handles, so that they match, and keeps those that would collide', async () => {
    const by = await given.account({ role: 'supervisor' });
    const raw = `owl_${nextNumber()}`;
    const [twitter, corporation, elsewhere] = [
      await entered(by, raw, 'Twitter'),
      await entered(by, raw, 'X Corp'),
      await entered(by, raw, 'Example Chat'),
    ];
    const exclusions = ['Snap Inc.', 'Snapchat'];
    for (const [index, platform] of exclusions.entries()) {
      await tracker.sql(
        `INSERT INTO app.excluded_identifiers (id, task_force_id, kind, platform, raw, normalised, reason, excluded_by, excluded_at, version)
         VALUES (gen_random_uuid(), $1, 'handle', $2, 'team', $3, 'Of the company.', $4, now() + $5 * interval '1 second', 1)`,
        [by.taskForceId, platform, `team@${platform.toLowerCase()}`, by.accountId, index],
      );
    }
    const former = `raw || '@' || lower(platform)`;
    await tracker.sql(`UPDATE app.identifiers SET normalised = ${former} WHERE complaint_id = ANY ($1)`, [
      [twitter, corporation, elsewhere],
    ]);
    const before = await matchesOf(by, twitter);

    await migrate((one, db) => one.up(db));

    expect(before).toEqual([]);
    expect(await matchesOf(by, twitter)).toEqual([corporation]);
    expect(await platformsOf(by, corporation)).toEqual([['X Corp', `${raw}@x`]]);
    expect(await platformsOf(by, elsewhere)).toEqual([['Example Chat', `${raw}@example chat`]]);
    const kept = await tracker.sql<{ normalised: string }>(
      'SELECT normalised FROM app.excluded_identifiers WHERE task_force_id = $1 ORDER BY normalised',
      [by.taskForceId],
    );
    expect(kept.map(({ normalised }) => normalised)).toEqual(['team@snap inc.', 'team@snapchat']);

    await migrate((one, db) => one.down(db));

    expect(await platformsOf(by, corporation)).toEqual([['X Corp', `${raw}@x corp`]]);
  });

  it('lets the subject index hash a renamed handle again when its entry is reviewed', async () => {
    const complaint = await given.complaint();
    const { by } = complaint;
    const { id: suspectId, complaintId } = await given.suspect({ complaint });
    const shareHandle = async (platform: string): Promise<string> => {
      const handle = { complaintId, suspectId, role: 'suspect', kind: 'handle', raw: 'owl', platform };
      return (await given.made<IdentifierView>(by, '/identifiers', handle)).id;
    };
    const identifierIds = [await shareHandle('Twitter'), await shareHandle('Example Chat')];
    const subject = { ...aSubject, familyName: 'Sample', suspectId, identifierIds, wasLawfullyObtained: true };
    const entry = await given.made<IndexEntryView>(by, '/subject-index/entries', subject);
    await tracker.sql(`UPDATE app.identifiers SET normalised = raw || '@' || lower(platform) WHERE id = ANY ($1)`, [
      identifierIds,
    ]);
    const keysOf = async (): Promise<unknown[]> => {
      const rows = await tracker.sql<{ key: string }>(
        `SELECT s.key_id AS key FROM app.subject_index_identifiers s JOIN app.identifiers i ON i.id = s.identifier_id
          WHERE s.entry_id = $1 ORDER BY i.platform`,
        [entry.id],
      );
      return rows.map(({ key }) => key);
    };
    const [key] = await keysOf();

    await migrate((one, db) => one.up(db));
    const migrated = await keysOf();
    const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    const approval = { reason: 'It was looked at.', checks: soundChecks };
    await given.changed({ ...entry, by: head }, `/subject-index/entries/${entry.id}/approval`, approval);

    expect(migrated).toEqual([key, '']);
    expect(await keysOf()).toEqual([key, key]);
  });
});

type Step = (migration: NormalisePlatforms1765000030000, db: ReturnType<Source['createQueryRunner']>) => Promise<void>;
type Source = Awaited<ReturnType<typeof connectAsOwner>>;

async function migrate(step: Step): Promise<void> {
  const source = await connectAsOwner(tracker.database.ownerUrl, []);
  const db = source.createQueryRunner();
  try {
    await db.startTransaction();
    await step(new NormalisePlatforms1765000030000(), db);
    await db.commitTransaction();
  } finally {
    await db.release();
    await source.destroy();
  }
}

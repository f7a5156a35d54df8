import type { SubjectDisseminationView } from '../../src/intelligence/subject-index/dissemination.view.js';
import type { IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { IndexQueryView } from '../../src/intelligence/subject-index/index-query.view.js';
import type { Given, Made } from '../support/given.js';
import { nextNumber, type GivenAgency } from '../support/people.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { ValidRequest } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';

export const subjectIndexKinds = [
  'subjectEntry',
  'submittedEntry',
  'unfoundedEntry',
  'standingEntry',
  'indexQuery',
  'dissemination',
  'indexNotice',
] as const;
export type SubjectIndexKind = (typeof subjectIndexKinds)[number];

export const aSubject = {
  givenName: 'Alex',
  criminalActivity: 'enticement',
  suspicionBasis: 'Two children who do not know each other named the same account.',
  obtainedHow: 'By a subpoena to the provider.',
  sensitivity: 'unclassified',
} as const;

export const soundChecks = {
  showsReasonableSuspicion: true,
  wasLawfullyObtained: true,
  protectedViews: 'none',
} as const;

/** Reason for a dissemination to an agency without an agreement. */
export const disseminationReason = {
  needToKnow: 'The same account asks children here for pictures.',
  rightToKnow: 'Investigates offenses against children under State law.',
  imminentDanger: 'A meeting with a child is arranged for tonight.',
} as const;

const reason = 'For the sake of the walk.';

/** Creates one of each at an agency; the notice is for another agency of its task force. */
export async function subjectIndexAt(
  given: Given,
  agency: GivenAgency,
): Promise<Readonly<Record<SubjectIndexKind, string>>> {
  const { taskForceId, id: toAgencyId } = agency;
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const other = await given.agency({ taskForceId });
  const [familyName, foreignName] = [`Sample ${nextNumber()}`, `Sample ${nextNumber()}`];
  const submitted = async (at: GivenAgency, name: string): Promise<Made<IndexEntryView>> => {
    const suspect = await given.suspect({ complaint: await given.complaint({ agencyId: at.id }) });
    const subject = { ...aSubject, familyName: name, suspectId: suspect.id, wasLawfullyObtained: true };
    return given.made<IndexEntryView>(suspect.by, '/subject-index/entries', subject);
  };
  const approved = async (at: GivenAgency, name: string): Promise<Made<IndexEntryView>> => {
    const entry = await submitted(at, name);
    const path = `/subject-index/entries/${entry.id}/approval`;
    return given.changed({ ...entry, by: head }, path, { reason, checks: soundChecks });
  };
  const [entry, foreign] = [await approved(agency, familyName), await approved(other, foreignName)];
  const asker = await given.account({ agency });
  const asked = {
    ...disseminationReason,
    givenName: 'Alex',
    familyName: foreignName,
    purpose: reason,
    caseReference: 'A case',
  };
  const query = await given.made<IndexQueryView>(asker, '/subject-index/queries', asked);
  const details = {
    ...disseminationReason,
    entryId: entry.id,
    toAgencyId,
    recipient: 'Dana Reyes',
    content: 'The name.',
  };
  const gave = await given.made<SubjectDisseminationView>(head, '/subject-index/disseminations', details);
  const correction = { ...aSubject, familyName: `${foreignName}s`, bornOn: null, descriptors: null };
  const corrected = { ...correction, reason, checks: soundChecks };
  await given.changed(foreign, `/subject-index/entries/${foreign.id}/correction`, corrected);
  return {
    subjectEntry: entry.id,
    submittedEntry: (await submitted(agency, familyName)).id,
    unfoundedEntry: (await submitted(agency, familyName)).id,
    standingEntry: (await approved(agency, `Sample ${nextNumber()}`)).id,
    indexQuery: query.id,
    dissemination: gave.id,
    indexNotice: await given.noticeTo(toAgencyId),
  };
}

const { suspicionBasis } = aSubject;

async function anotherLike(tracker: Tracker, suspectId: string): Promise<string> {
  const [row] = await tracker.sql<{ id: string }>(
    `INSERT INTO app.suspects
     SELECT (jsonb_populate_record(s, jsonb_build_object('id', $2::uuid))).* FROM app.suspects s WHERE s.id = $1 RETURNING id`,
    [suspectId, newId()],
  );
  return row?.id ?? newId();
}

export const subjectIndexRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/subject-index/entries': {
    of: 'suspect',
    body: async ({ suspect }, _, tracker) => ({
      ...aSubject,
      suspectId: await anotherLike(tracker, suspect),
      familyName: `Sample ${nextNumber()}`,
      bornOn: '1979-11-02',
      descriptors: 'Tattoo of an anchor on the left forearm.',
      wasLawfullyObtained: true,
    }),
  },
  'GET /api/v1/subject-index/entries': {},
  'GET /api/v1/subject-index/entries/:id': { of: 'subjectEntry' },
  'PUT /api/v1/subject-index/entries/:id/approval': {
    of: 'submittedEntry',
    isFinal: true,
    body: () => ({ reason, checks: { ...soundChecks } }),
  },
  'PUT /api/v1/subject-index/entries/:id/refusal': { of: 'unfoundedEntry', isFinal: true, body: () => ({ reason }) },
  'PUT /api/v1/subject-index/entries/:id/revalidation': {
    of: 'subjectEntry',
    body: () => ({ reason, suspicionBasis, checks: { ...soundChecks } }),
  },
  'PUT /api/v1/subject-index/entries/:id/correction': {
    of: 'standingEntry',
    isFinal: true,
    body: () => ({
      ...aSubject,
      familyName: `Sample ${nextNumber()}`,
      bornOn: '1979-11-02',
      descriptors: null,
      reason,
      checks: { ...soundChecks },
    }),
  },
  'POST /api/v1/subject-index/entries/:id/purge': { of: 'standingEntry', isFinal: true, body: () => ({ reason }) },
  'GET /api/v1/subject-index/reviews': {},
  'POST /api/v1/subject-index/queries': {
    of: 'agency',
    body: ({ agency: agencyId }) => ({
      ...disseminationReason,
      agencyId,
      givenName: 'Alex',
      familyName: 'Sample',
      purpose: 'Identify the holder of an account.',
      caseReference: 'NE-000123',
    }),
  },
  'GET /api/v1/subject-index/queries': {},
  'GET /api/v1/subject-index/queries/:id': { of: 'indexQuery' },
  'POST /api/v1/subject-index/disseminations': {
    of: 'subjectEntry',
    body: ({ subjectEntry: entryId, agency: toAgencyId }) => ({
      ...disseminationReason,
      entryId,
      toAgencyId,
      recipient: 'Detective Dana Reyes',
      content: 'The name and the day of birth.',
    }),
  },
  'GET /api/v1/subject-index/disseminations': {},
  'GET /api/v1/subject-index/disseminations/:id': { of: 'dissemination' },
  'GET /api/v1/subject-index/notices': {},
  'GET /api/v1/subject-index/notices/:id': { of: 'indexNotice' },
  'PUT /api/v1/subject-index/notices/:id/acknowledgement': { of: 'indexNotice', isFinal: true },
};

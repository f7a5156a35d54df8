import { newId } from '../../src/platform/ids/ids.js';
import { nextNumber } from './people.js';
import type { ValidRequest } from './requests.js';
import { aSubject, soundChecks, disseminationReason } from './subject-index-fixtures.js';
import type { Tracker } from './tracker.js';

const reason = 'It was looked at.';
const { suspicionBasis } = aSubject;

/** Creates another suspect of the same complaint without an index entry, because each submission uses one. */
async function anotherLike(tracker: Tracker, suspectId: string): Promise<string> {
  const [row] = await tracker.sql<{ id: string }>(
    `INSERT INTO app.suspects
     SELECT (jsonb_populate_record(s, jsonb_build_object('id', $2::uuid))).* FROM app.suspects s WHERE s.id = $1 RETURNING id`,
    [suspectId, newId()],
  );
  return row?.id ?? newId();
}

/** One valid request per route of the shared subject index. */
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
      what: 'The name and the day of birth.',
    }),
  },
  'GET /api/v1/subject-index/disseminations': {},
  'GET /api/v1/subject-index/disseminations/:id': { of: 'dissemination' },
  'GET /api/v1/subject-index/notices': {},
  'GET /api/v1/subject-index/notices/:id': { of: 'indexNotice' },
  'PUT /api/v1/subject-index/notices/:id/acknowledgement': { of: 'indexNotice', isFinal: true },
};

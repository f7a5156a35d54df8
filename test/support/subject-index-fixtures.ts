import type { SubjectDisseminationView } from '../../src/intelligence/subject-index/dissemination.view.js';
import type { IndexEntryView } from '../../src/intelligence/subject-index/index-entry.view.js';
import type { IndexQueryView } from '../../src/intelligence/subject-index/index-query.view.js';
import type { Given, Made } from './given.js';
import { nextNumber, type GivenAgency } from './people.js';

/** Fixtures of the shared subject index: entries in each state, queries, disseminations and notices. */
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

/** Valid description of a subject. */
export const aSubject = {
  givenName: 'Alex',
  criminalActivity: 'enticement',
  suspicionBasis: 'Two children who do not know each other named the same account.',
  obtainedHow: 'By a subpoena to the provider.',
  sensitivity: 'unclassified',
} as const;

/** Review without objections. */
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
  const details = { ...disseminationReason, entryId: entry.id, toAgencyId, recipient: 'Dana Reyes', what: 'The name.' };
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

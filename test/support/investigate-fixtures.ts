import type { ForensicExamView } from '../../src/casework/investigations/forensic-exam.view.js';
import type { InvestigationView } from '../../src/casework/investigations/investigation.view.js';
import type { LegalProcessView } from '../../src/casework/investigations/legal-process.view.js';
import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Fixtures of investigations, legal process and forensic examinations. */
export const investigateKinds = [
  'investigation',
  'closedInvestigation',
  'legalProcess',
  'servedProcess',
  'forensicExam',
] as const;
export type InvestigateKind = (typeof investigateKinds)[number];

/** Valid search warrant for a complaint received the day before. */
export const aWarrant = {
  kind: 'search_warrant_premises',
  authority: 'District Court of Douglas County',
  number: 'CR 26-2231',
  directedTo: 'The residence on the corner',
  issuedOn: '2026-03-01',
  expiresOn: '2026-03-11',
} as const;

/** Creates one of each at an agency; the investigations have no outstanding process, so they can be closed. */
export async function investigateAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<InvestigateKind, string>>> {
  const investigated = async () => {
    const { id, by } = await given.complaint({ agencyId, state: 'assigned' });
    const opening = { complaintIds: [id], title: 'Uploads from one household', openedOn: '2026-03-01' };
    return given.made<InvestigationView>(by, '/investigations', opening);
  };
  const open = await investigated();
  const closed = await investigated();
  const closing = { outcome: 'unable_to_identify_suspect', closedOn: '2026-03-02', narrative: 'No lead is left.' };
  await given.changed(closed, `/investigations/${closed.id}/closure`, closing);
  const { id: complaintId, by } = await given.complaint({ agencyId });
  const issued = await given.made<LegalProcessView>(by, '/legal-processes', { complaintId, ...aWarrant });
  const served = await given.made<LegalProcessView>(by, '/legal-processes', { complaintId, ...aWarrant });
  await given.changed(served, `/legal-processes/${served.id}/service`, { servedOn: '2026-03-02' });
  const request = { complaintId, requestedOn: '2026-03-01' };
  return {
    investigation: open.id,
    closedInvestigation: closed.id,
    legalProcess: issued.id,
    servedProcess: served.id,
    forensicExam: (await given.made<ForensicExamView>(by, '/forensic-exams', request)).id,
  };
}

/** Creates an issued legal process in a complaint of its own. */
export async function processAt(given: Given, { id: agencyId }: GivenAgency): Promise<string> {
  const { id: complaintId, by } = await given.complaint({ agencyId });
  return (await given.made<LegalProcessView>(by, '/legal-processes', { complaintId, ...aWarrant })).id;
}

/** Creates a requested forensic examination in a complaint of its own. */
export async function examAt(given: Given, { id: agencyId }: GivenAgency): Promise<string> {
  const { id: complaintId, by } = await given.complaint({ agencyId });
  return (await given.made<ForensicExamView>(by, '/forensic-exams', { complaintId, requestedOn: '2026-03-01' })).id;
}

import { complaintSources } from '../../../casework/complaints/complaints.words.js';
import { isId } from '../../../platform/ids/ids.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { may, oneOf, text } from '../field.js';
import type { ReadAt } from './imported-kind.js';

/** Fields by which a row names its complaint. */
export const complaintNameFields = {
  complaint: may(text({ max: 60 }), 'complaintId', 'complaintReference', 'ourReference', 'caseNumber'),
  source: may(oneOf(complaintSources), 'complaintSource'),
  externalReference: may(text({ max: 60 }), 'reference', 'tipNumber', 'reportNumber', 'cyberTip', 'reportId'),
} as const;

const byId = 'SELECT c.id FROM app.complaints c WHERE c.id = $1';
const byReference = `
  SELECT c.id FROM app.complaints c WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.reference = $1`;
const byNumber = `
  SELECT c.id FROM app.complaints c
   WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.source = $1 AND c.external_reference = $2`;

const notThere = 'names a complaint that does not exist or is not accessible';

/**
 * Returns the complaint that a row names: by reference, by id, or by the number of its source. Rejects a complaint that
 * the actor cannot see (422).
 */
export async function complaintNamed(said: Readonly<Record<string, string>>, { tx }: ReadAt): Promise<string> {
  const { complaint, source, externalReference } = said;
  if (complaint !== undefined) {
    const [row] = isId(complaint.toLowerCase())
      ? await tx.query<{ id: string }[]>(byId, [complaint.toLowerCase()])
      : await tx.query<{ id: string }[]>(byReference, [complaint.toUpperCase()]);
    if (!row) throw InvalidInput.at('/complaint', notThere);
    return row.id;
  }
  if (externalReference === undefined) {
    throw InvalidInput.at('/complaint', 'must be set, or the source and the externalReference of the complaint');
  }
  if (source === undefined) throw InvalidInput.at('/source', 'must be set: the source of the number');
  const [row] = await tx.query<{ id: string }[]>(byNumber, [source, externalReference]);
  if (!row) throw InvalidInput.at('/externalReference', notThere);
  return row.id;
}

import { complaintSources } from '../../../casework/complaints/complaints.enums.js';
import { isId } from '../../../platform/ids/ids.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { sourceParser } from '../codes.js';
import { externalReferenceNames } from '../complaint-fields.js';
import { toExternalReference } from '../complaint-row.js';
import { optionalField, referenceParser, textParser } from '../field.js';
import type { ReadContext } from './imported-kind.js';

export const complaintNameFields = {
  complaint: optionalField(textParser({ max: 60 }), 'complaintId', 'complaintReference', 'ourReference', 'caseNumber'),
  source: optionalField(sourceParser(complaintSources), 'complaintSource'),
  externalReference: optionalField(referenceParser({ max: 60 }), ...externalReferenceNames),
} as const;

const selectById = 'SELECT c.id FROM app.complaints c WHERE c.id = $1';
const selectByReference = `
  SELECT c.id FROM app.complaints c WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.reference = $1`;
/** A sealed complaint keeps its number, and a later one may have the same. The later one is open to work. */
const selectByNumber = `
  SELECT c.id FROM app.complaints c
   WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.source = $1 AND c.external_reference = $2
   ORDER BY c.sealed_before DESC LIMIT 1`;

const notFoundDetail = 'names a complaint that does not exist or is not accessible';

/**
 * Returns the complaint that a row names: by reference, by id, or by the number of its source. Rejects a complaint that
 * the actor cannot see (422).
 */
export async function resolveComplaint(values: Readonly<Record<string, string>>, { tx }: ReadContext): Promise<string> {
  const { complaint, source } = values;
  const externalReference = toExternalReference(source, values['externalReference']);
  if (complaint !== undefined) {
    const [row] = isId(complaint.toLowerCase())
      ? await tx.query<{ id: string }[]>(selectById, [complaint.toLowerCase()])
      : await tx.query<{ id: string }[]>(selectByReference, [complaint.toUpperCase()]);
    if (!row) throw InvalidInput.forPath('/complaint', notFoundDetail);
    return row.id;
  }
  if (externalReference === undefined) {
    throw InvalidInput.forPath('/complaint', 'must be set, or the source and the externalReference of the complaint');
  }
  if (source === undefined) throw InvalidInput.forPath('/source', 'must be set: the source of the number');
  const [row] = await tx.query<{ id: string }[]>(selectByNumber, [source, externalReference]);
  if (!row) throw InvalidInput.forPath('/externalReference', notFoundDetail);
  return row.id;
}

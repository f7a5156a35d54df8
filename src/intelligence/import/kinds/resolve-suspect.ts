import { IsNull } from 'typeorm';
import { isId } from '../../../platform/ids/ids.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { Suspect } from '../../../casework/suspects/suspect.entity.js';
import { RecordSuspect } from '../../../casework/suspects/suspect.request.js';
import { optionalField, textParser } from '../field.js';
import { dayFromRequest, fieldFromRequest } from './field-from-request.js';
import type { ReadContext } from './imported-kind.js';
import { resolveComplaint, complaintNameFields } from './resolve-complaint.js';

/** Fields that name a suspect: an id, or the complaint with parts of name and birth. */
export const suspectNameFields = {
  suspect: optionalField(textParser({ max: 60 }), 'suspectId'),
  ...complaintNameFields,
  givenName: optionalField(fieldFromRequest(RecordSuspect, 'givenName'), 'firstName'),
  familyName: optionalField(fieldFromRequest(RecordSuspect, 'familyName'), 'lastName', 'surname'),
  bornOn: optionalField(dayFromRequest(RecordSuspect, 'bornOn'), 'dateOfBirth', 'birthDate', 'dob'),
} as const;

const notFoundDetail = 'names a suspect that does not exist or is not accessible';

/** Returns the suspect that a row names: by id, or within the complaint by the given parts of name and birth. */
export async function resolveSuspect(values: Readonly<Record<string, string>>, context: ReadContext): Promise<string> {
  const { suspect, givenName, familyName, bornOn } = values;
  if (suspect !== undefined) {
    const id = suspect.toLowerCase();
    const one = isId(id) ? await context.tx.findOneBy(Suspect, { id }) : null;
    if (!one) throw InvalidInput.forPath('/suspect', notFoundDetail);
    context.seen.add([one]);
    return one.id;
  }
  const complaintId = await resolveComplaint(values, context);
  const [column] = Object.entries({ familyName, givenName, bornOn }).find(([, one]) => one !== undefined) ?? [];
  if (column === undefined) throw InvalidInput.forPath('/suspect', 'must be set, or a name or the day of birth');
  const named = await context.tx.findBy(Suspect, {
    complaintId,
    voidedAt: IsNull(),
    ...(givenName === undefined ? {} : { givenName }),
    ...(familyName === undefined ? {} : { familyName }),
    ...(bornOn === undefined ? {} : { bornOn }),
  });
  context.seen.add(named);
  const [one, other] = named;
  if (!one) throw InvalidInput.forPath(`/${column}`, notFoundDetail);
  if (other)
    throw InvalidInput.forPath(
      `/${column}`,
      'matches more than one suspect of the complaint: add details or name the suspect',
    );
  return one.id;
}

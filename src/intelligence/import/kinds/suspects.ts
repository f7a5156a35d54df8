import { IsNull } from 'typeorm';
import { Suspect } from '../../../casework/suspects/suspect.entity.js';
import { RecordSuspect } from '../../../casework/suspects/suspect.request.js';
import { offenderClasses } from '../../../casework/suspects/suspects.enums.js';
import { yesNoParser } from '../codes.js';
import { optionalField, requiredField } from '../field.js';
import { agencyField, resolveAgency } from '../resolve-agency.js';
import { hasValues, matchExisting, type WriteContext, type RecordKind, type ExistingMatch } from './imported-kind.js';
import { resolveComplaint, complaintNameFields } from './resolve-complaint.js';
import { codeFromRequest, dayFromRequest, fieldFromRequest } from './field-from-request.js';

/** Suspects of existing complaints. Name and birth identify a suspect, or else all values of the row. */
export const suspects: RecordKind<RecordSuspect> = {
  fields: {
    ...complaintNameFields,
    givenName: optionalField(fieldFromRequest(RecordSuspect, 'givenName'), 'firstName'),
    familyName: optionalField(fieldFromRequest(RecordSuspect, 'familyName'), 'lastName', 'surname'),
    bornOn: optionalField(dayFromRequest(RecordSuspect, 'bornOn'), 'dateOfBirth', 'birthDate', 'dob'),
    offenderClass: requiredField(codeFromRequest(RecordSuspect, 'offenderClass', offenderClasses), 'class'),
    juvenile: requiredField(yesNoParser, 'isJuvenile'),
    identifiedOn: requiredField(dayFromRequest(RecordSuspect, 'identifiedOn'), 'identified', 'dateIdentified'),
    agency: agencyField,
  },
  permission: 'suspects:record',
  request: RecordSuspect,
  duplicateColumn: 'row',
  columns: { agencyId: 'agency', complaintId: 'complaint' },

  async toBody(values, context) {
    const { givenName, familyName, bornOn, offenderClass, juvenile, identifiedOn, agency } = values;
    const complaintId = await resolveComplaint(values, context);
    const agencyId = resolveAgency(agency, context.agencies);
    const person = { givenName, familyName, bornOn, offenderClass, juvenile: juvenile === 'true', identifiedOn };
    return { complaintId, ...person, agencyId };
  },

  keyOf({ complaintId, givenName = null, familyName = null, bornOn = null, ...rest }) {
    const named = [complaintId, givenName, familyName, bornOn];
    return isUnnamed({ givenName, familyName, bornOn }) ? [...named, rest] : named;
  },

  async findExisting(body: RecordSuspect, { tx, seen }: WriteContext): Promise<ExistingMatch | null> {
    const { complaintId, givenName = null, familyName = null, bornOn = null } = body;
    const { offenderClass, juvenile, identifiedOn, agencyId } = body;
    const existing = await tx.findBy(Suspect, {
      complaintId,
      givenName: givenName ?? IsNull(),
      familyName: familyName ?? IsNull(),
      bornOn: bornOn ?? IsNull(),
      voidedAt: IsNull(),
    });
    seen.add(existing);
    const match = matchExisting(existing, (one) => hasValues(one, { offenderClass, juvenile, identifiedOn, agencyId }));
    return match === 'other' && isUnnamed({ givenName, familyName, bornOn }) ? null : match;
  },

  create: (useCases, actor, body) => useCases.suspects.record(actor, body),
};

function isUnnamed(names: Readonly<Record<'givenName' | 'familyName' | 'bornOn', string | null>>): boolean {
  return Object.values(names).every((name) => name === null);
}

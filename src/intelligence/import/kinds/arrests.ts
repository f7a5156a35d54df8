import { IsNull } from 'typeorm';
import { isId } from '../../../platform/ids/ids.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { Arrest } from '../../../casework/suspects/arrest.entity.js';
import { RecordArrest } from '../../../casework/suspects/arrest.request.js';
import { Suspect } from '../../../casework/suspects/suspect.entity.js';
import { RecordSuspect } from '../../../casework/suspects/suspect.request.js';
import { arrestKinds, juvenileHandlings } from '../../../casework/suspects/suspects.enums.js';
import { optionalField, requiredField, textParser } from '../field.js';
import { resolveAgency } from '../resolve-agency.js';
import {
  hasValues,
  matchExisting,
  type WriteContext,
  type ReadContext,
  type RecordKind,
  type ExistingMatch,
} from './imported-kind.js';
import { resolveComplaint, complaintNameFields } from './resolve-complaint.js';
import { codeFromRequest, dayFromRequest, fieldFromRequest } from './field-from-request.js';

/** Arrests of existing suspects. The suspect and the day identify an arrest. */
export const arrests: RecordKind<RecordArrest> = {
  fields: {
    suspect: optionalField(textParser({ max: 60 }), 'suspectId'),
    ...complaintNameFields,
    givenName: optionalField(fieldFromRequest(RecordSuspect, 'givenName'), 'firstName'),
    familyName: optionalField(fieldFromRequest(RecordSuspect, 'familyName'), 'lastName', 'surname'),
    bornOn: optionalField(dayFromRequest(RecordSuspect, 'bornOn'), 'dateOfBirth', 'birthDate', 'dob'),
    arrestedOn: requiredField(dayFromRequest(RecordArrest, 'arrestedOn'), 'arrested', 'arrestDate', 'dateOfArrest'),
    kind: requiredField(codeFromRequest(RecordArrest, 'kind', arrestKinds), 'arrestKind', 'arrestType'),
    juvenileHandling: optionalField(codeFromRequest(RecordArrest, 'juvenileHandling', juvenileHandlings), 'handling'),
    agency: optionalField(textParser({ max: 200 }), 'agencyId', 'ori', 'agencyOri', 'agencyName'),
  },
  permission: 'suspects:record',
  request: RecordArrest,
  duplicateColumn: 'arrestedOn',
  columns: { agencyId: 'agency', suspectId: 'suspect', complaintId: 'complaint' },

  async toBody(values, context) {
    const { arrestedOn, kind, juvenileHandling, agency } = values;
    const suspectId = await resolveSuspect(values, context);
    const agencyId = agency === undefined ? undefined : resolveAgency(agency, context.agencies);
    return { suspectId, arrestedOn, kind, juvenileHandling, agencyId };
  },

  keyOf: ({ suspectId, arrestedOn }) => [suspectId, arrestedOn],

  async findExisting(body: RecordArrest, { tx, seen }: WriteContext): Promise<ExistingMatch | null> {
    const { suspectId, arrestedOn, kind, juvenileHandling, agencyId } = body;
    const existing = await tx.findBy(Arrest, { suspectId, arrestedOn, voidedAt: IsNull() });
    seen.add(existing);
    return matchExisting(existing, (one) => hasValues(one, { kind, juvenileHandling, agencyId }));
  },

  create: (useCases, actor, body) => useCases.arrests.record(actor, body),
};

const notFoundDetail = 'names a suspect that does not exist or is not accessible';

/** Returns the suspect that a row names: by id, or within the complaint by the given parts of name and birth. */
async function resolveSuspect(values: Readonly<Record<string, string>>, context: ReadContext): Promise<string> {
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

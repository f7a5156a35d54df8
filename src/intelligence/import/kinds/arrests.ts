import { IsNull } from 'typeorm';
import { isId } from '../../../platform/ids/ids.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { Arrest } from '../../../casework/suspects/arrest.entity.js';
import { RecordArrest } from '../../../casework/suspects/arrests.contract.js';
import { Suspect } from '../../../casework/suspects/suspect.entity.js';
import { RecordSuspect } from '../../../casework/suspects/suspects.contract.js';
import { may, needed, text } from '../field.js';
import { agencyNamed } from '../named-agencies.js';
import { holdsAll, standingOf, type EnteredAt, type ReadAt, type RecordKind, type Standing } from './imported-kind.js';
import { complaintNamed, complaintNameFields } from './named-complaint.js';
import { dayOfRequest, ofRequest } from './of-request.js';

/** Arrests of existing suspects. The suspect and the day identify an arrest. */
export const arrests: RecordKind<RecordArrest> = {
  fields: {
    suspect: may(text({ max: 60 }), 'suspectId'),
    ...complaintNameFields,
    givenName: may(ofRequest(RecordSuspect, 'givenName'), 'firstName'),
    familyName: may(ofRequest(RecordSuspect, 'familyName'), 'lastName', 'surname'),
    bornOn: may(dayOfRequest(RecordSuspect, 'bornOn'), 'dateOfBirth', 'birthDate', 'dob'),
    arrestedOn: needed(dayOfRequest(RecordArrest, 'arrestedOn'), 'arrested', 'arrestDate', 'dateOfArrest'),
    kind: needed(ofRequest(RecordArrest, 'kind'), 'arrestKind', 'arrestType'),
    juvenileHandling: may(ofRequest(RecordArrest, 'juvenileHandling'), 'handling'),
    agency: may(text({ max: 200 }), 'agencyId', 'ori', 'agencyOri', 'agencyName'),
  },
  permission: 'suspects:record',
  request: RecordArrest,
  knownBy: 'arrestedOn',
  columns: { agencyId: 'agency', suspectId: 'suspect', complaintId: 'complaint' },

  async bodyOf(said, at) {
    const { arrestedOn, kind, juvenileHandling, agency } = said;
    const suspectId = await suspectNamed(said, at);
    const agencyId = agency === undefined ? undefined : agencyNamed(agency, at.agencies);
    return { suspectId, arrestedOn, kind, juvenileHandling, agencyId };
  },

  keyOf: ({ suspectId, arrestedOn }) => [suspectId, arrestedOn],

  async standing(body: RecordArrest, { tx, seen }: EnteredAt): Promise<Standing | null> {
    const { suspectId, arrestedOn, kind, juvenileHandling, agencyId } = body;
    const there = await tx.findBy(Arrest, { suspectId, arrestedOn, voidedAt: IsNull() });
    seen.see(there);
    return standingOf(there, (one) => holdsAll(one, { kind, juvenileHandling, agencyId }));
  },

  enter: (entrances, actor, body) => entrances.arrests.record(actor, body),
};

const notThere = 'names a suspect that does not exist or is not accessible';

/** Returns the suspect that a row names: by id, or within the complaint by the given parts of name and birth. */
async function suspectNamed(said: Readonly<Record<string, string>>, at: ReadAt): Promise<string> {
  const { suspect, givenName, familyName, bornOn } = said;
  if (suspect !== undefined) {
    const id = suspect.toLowerCase();
    const one = isId(id) ? await at.tx.findOneBy(Suspect, { id }) : null;
    if (!one) throw InvalidInput.at('/suspect', notThere);
    at.seen.see([one]);
    return one.id;
  }
  const complaintId = await complaintNamed(said, at);
  const [column] = Object.entries({ familyName, givenName, bornOn }).find(([, one]) => one !== undefined) ?? [];
  if (column === undefined) throw InvalidInput.at('/suspect', 'must be set, or a name or the day of birth');
  const named = await at.tx.findBy(Suspect, {
    complaintId,
    voidedAt: IsNull(),
    ...(givenName === undefined ? {} : { givenName }),
    ...(familyName === undefined ? {} : { familyName }),
    ...(bornOn === undefined ? {} : { bornOn }),
  });
  at.seen.see(named);
  const [one, other] = named;
  if (!one) throw InvalidInput.at(`/${column}`, notThere);
  if (other)
    throw InvalidInput.at(
      `/${column}`,
      'matches more than one suspect of the complaint: add details or name the suspect',
    );
  return one.id;
}

import { IsNull } from 'typeorm';
import { Suspect } from '../../../casework/suspects/suspect.entity.js';
import { RecordSuspect } from '../../../casework/suspects/suspects.contract.js';
import { may, needed, oneOf, text } from '../field.js';
import { agencyNamed } from '../named-agencies.js';
import { holdsAll, standingOf, type EnteredAt, type RecordKind, type Standing } from './imported-kind.js';
import { complaintNamed, complaintNameFields } from './named-complaint.js';
import { dayOfRequest, ofRequest } from './of-request.js';

/** Suspects of existing complaints. Name and birth identify a suspect, or else all values of the row. */
export const suspects: RecordKind<RecordSuspect> = {
  fields: {
    ...complaintNameFields,
    givenName: may(ofRequest(RecordSuspect, 'givenName'), 'firstName'),
    familyName: may(ofRequest(RecordSuspect, 'familyName'), 'lastName', 'surname'),
    bornOn: may(dayOfRequest(RecordSuspect, 'bornOn'), 'dateOfBirth', 'birthDate', 'dob'),
    offenderClass: needed(ofRequest(RecordSuspect, 'offenderClass'), 'class'),
    juvenile: needed(oneOf(['true', 'false']), 'isJuvenile'),
    identifiedOn: needed(dayOfRequest(RecordSuspect, 'identifiedOn'), 'identified', 'dateIdentified'),
    agency: may(text({ max: 200 }), 'agencyId', 'ori', 'agencyOri', 'agencyName'),
  },
  permission: 'suspects:record',
  request: RecordSuspect,
  knownBy: 'row',
  columns: { agencyId: 'agency', complaintId: 'complaint' },

  async bodyOf(said, at) {
    const { givenName, familyName, bornOn, offenderClass, juvenile, identifiedOn, agency } = said;
    const complaintId = await complaintNamed(said, at);
    const agencyId = agency === undefined ? undefined : agencyNamed(agency, at.agencies);
    const person = { givenName, familyName, bornOn, offenderClass, juvenile: juvenile === 'true', identifiedOn };
    return { complaintId, ...person, agencyId };
  },

  keyOf({ complaintId, givenName = null, familyName = null, bornOn = null, ...rest }) {
    const named = [complaintId, givenName, familyName, bornOn];
    return isNobody({ givenName, familyName, bornOn }) ? [...named, rest] : named;
  },

  async standing(body: RecordSuspect, { tx, seen }: EnteredAt): Promise<Standing | null> {
    const { complaintId, givenName = null, familyName = null, bornOn = null } = body;
    const { offenderClass, juvenile, identifiedOn, agencyId } = body;
    const there = await tx.findBy(Suspect, {
      complaintId,
      givenName: givenName ?? IsNull(),
      familyName: familyName ?? IsNull(),
      bornOn: bornOn ?? IsNull(),
      voidedAt: IsNull(),
    });
    seen.see(there);
    const is = standingOf(there, (one) => holdsAll(one, { offenderClass, juvenile, identifiedOn, agencyId }));
    return is === 'other' && isNobody({ givenName, familyName, bornOn }) ? null : is;
  },

  enter: (entrances, actor, body) => entrances.suspects.record(actor, body),
};

function isNobody(names: Readonly<Record<'givenName' | 'familyName' | 'bornOn', string | null>>): boolean {
  return Object.values(names).every((name) => name === null);
}

import { BeginMembership, CreateAgency } from '../../../organization/agencies/agencies.contract.js';
import { AgencyMembership } from '../../../organization/agencies/agency-membership.entity.js';
import { Agency } from '../../../organization/agencies/agency.entity.js';
import { isId } from '../../../platform/ids/ids.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { may, needed, text } from '../field.js';
import { holdsAll, standingOf, type EnteredAt, type ReadAt, type RecordKind, type Standing } from './imported-kind.js';
import { dayOfRequest, ofRequest } from './of-request.js';

/** Agencies of a task force, each with its first membership. The ORI identifies an agency, or else its name. */
export const agencies: RecordKind<CreateAgency> = {
  fields: {
    name: needed(ofRequest(CreateAgency, 'name'), 'agency', 'agencyName'),
    ori: may(ofRequest(CreateAgency, 'ori'), 'agencyOri'),
    kind: needed(ofRequest(CreateAgency, 'kind'), 'agencyKind', 'agencyType'),
    level: needed(ofRequest(CreateAgency, 'level')),
    state: needed(ofRequest(CreateAgency, 'state')),
    contactPhone: may(ofRequest(CreateAgency, 'contactPhone'), 'phone'),
    contactEmail: may(ofRequest(CreateAgency, 'contactEmail'), 'email'),
    membership: needed(ofRequest(BeginMembership, 'kind'), 'membershipKind'),
    beganOn: needed(dayOfRequest(BeginMembership, 'beganOn'), 'memberSince', 'joinedOn'),
    mouSignedOn: may(dayOfRequest(BeginMembership, 'mouSignedOn'), 'mouSigned'),
    standardsAdoptedOn: may(dayOfRequest(BeginMembership, 'standardsAdoptedOn'), 'standardsAdopted'),
    taskForce: may(text({ max: 60 }), 'taskForceId', 'taskForceCode'),
  },
  permission: 'agencies:manage',
  request: CreateAgency,
  knownBy: 'name',
  columns: {
    taskForceId: 'taskForce',
    'membership/kind': 'membership',
    'membership/beganOn': 'beganOn',
    'membership/mouSignedOn': 'mouSignedOn',
    'membership/standardsAdoptedOn': 'standardsAdoptedOn',
  },

  async bodyOf(said, at) {
    const { name, ori, kind, level, state, contactPhone, contactEmail } = said;
    const { membership, beganOn, mouSignedOn, standardsAdoptedOn, taskForce } = said;
    const taskForceId = await taskForceNamed(taskForce, at);
    const agency = { name, ori, kind, level, state, contactPhone, contactEmail, taskForceId };
    return { ...agency, membership: { kind: membership, beganOn, mouSignedOn, standardsAdoptedOn } };
  },

  keyOf: ({ ori, name, taskForceId }) => (ori == null ? [taskForceId, name] : [ori]),

  async standing(body: CreateAgency, { tx }: EnteredAt): Promise<Standing | null> {
    const { membership, taskForceId, ori, ...particulars } = body;
    // At the national seat the row must name the task force. The use case rejects a missing one.
    if (taskForceId === undefined) return null;
    const there = await tx.findOneBy(Agency, ori == null ? { taskForceId, name: body.name } : { ori });
    if (!there) return null;
    const began = await tx.findBy(AgencyMembership, { taskForceId: there.taskForceId, agencyId: there.id });
    const isSaid = holdsAll(there, { ...particulars, taskForceId });
    return standingOf([there], () => isSaid && began.some((one) => holdsAll(one, { ...membership })));
  },

  enter: (entrances, actor, body) => entrances.agencies.create(actor, body),
};

const byCode = 'SELECT t.id FROM app.task_forces t WHERE t.code = $1';

/** Returns the task force that a row names by id or code, or else the actor's own. */
async function taskForceNamed(cell: string | undefined, { tx, actor }: ReadAt): Promise<string | undefined> {
  if (cell === undefined) return actor.seat.at === 'national' ? undefined : actor.seat.taskForceId;
  if (isId(cell.toLowerCase())) return cell.toLowerCase();
  const [row] = await tx.query<{ id: string }[]>(byCode, [cell.toUpperCase()]);
  if (!row) throw InvalidInput.at('/taskForceId', 'does not name a task force');
  return row.id;
}

import { BeginMembership, CreateAgency } from '../../../organization/agencies/agency.request.js';
import { AgencyMembership } from '../../../organization/agencies/agency-membership.entity.js';
import { Agency } from '../../../organization/agencies/agency.entity.js';
import { isId } from '../../../platform/ids/ids.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { parseCountyList } from '../../../organization/places/parse-county-list.js';
import { agencyKinds, agencyLevels, membershipKinds } from '../../../organization/agencies/agencies.enums.js';
import { postalCodes, type PostalCode } from '../../../organization/task-forces/postal-codes.enums.js';
import { stateParser } from '../codes.js';
import { optionalField, requiredField, textParser } from '../field.js';
import {
  hasValues,
  matchExisting,
  type WriteContext,
  type ReadContext,
  type RecordKind,
  type ExistingMatch,
} from './imported-kind.js';
import { codeFromRequest, dayFromRequest, fieldFromRequest } from './field-from-request.js';

/** Agencies of a task force, each with its first membership. The ORI identifies an agency, or else its name. */
export const agencies: RecordKind<CreateAgency> = {
  fields: {
    name: requiredField(fieldFromRequest(CreateAgency, 'name'), 'agency', 'agencyName'),
    ori: optionalField(fieldFromRequest(CreateAgency, 'ori'), 'agencyOri'),
    kind: requiredField(codeFromRequest(CreateAgency, 'kind', agencyKinds), 'agencyKind', 'agencyType'),
    level: requiredField(codeFromRequest(CreateAgency, 'level', agencyLevels)),
    state: requiredField(stateParser(postalCodes)),
    city: optionalField(fieldFromRequest(CreateAgency, 'city')),
    counties: optionalField(
      textParser({ max: 5000, multiline: true }),
      'county',
      'countiesServed',
      'countyServed',
      'countyFips',
      'fips',
      'fipsCode',
      'fipsCodes',
    ),
    contactPhone: optionalField(fieldFromRequest(CreateAgency, 'contactPhone'), 'phone'),
    contactEmail: optionalField(fieldFromRequest(CreateAgency, 'contactEmail'), 'email'),
    membership: requiredField(codeFromRequest(BeginMembership, 'kind', membershipKinds), 'membershipKind'),
    beganOn: requiredField(dayFromRequest(BeginMembership, 'beganOn'), 'memberSince', 'joinedOn'),
    mouSignedOn: optionalField(
      dayFromRequest(BeginMembership, 'mouSignedOn'),
      'mouSigned',
      'mou',
      'mouDate',
      'dateOfMou',
    ),
    standardsAdoptedOn: optionalField(dayFromRequest(BeginMembership, 'standardsAdoptedOn'), 'standardsAdopted'),
    taskForce: optionalField(textParser({ max: 60 }), 'taskForceId', 'taskForceCode'),
  },
  permission: 'agencies:manage',
  request: CreateAgency,
  duplicateColumn: 'name',
  columns: {
    taskForceId: 'taskForce',
    countyFips: 'counties',
    'membership/kind': 'membership',
    'membership/beganOn': 'beganOn',
    'membership/mouSignedOn': 'mouSignedOn',
    'membership/standardsAdoptedOn': 'standardsAdoptedOn',
  },

  async toBody(values, context) {
    const { name, ori, kind, level, state, city, counties, contactPhone, contactEmail } = values;
    const { membership, beganOn, mouSignedOn, standardsAdoptedOn, taskForce } = values;
    const taskForceId = await resolveTaskForce(taskForce, context);
    const countyFips = toCountyFips(state, counties);
    const agency = { name, ori, kind, level, state, city, countyFips, contactPhone, contactEmail, taskForceId };
    return { ...agency, membership: { kind: membership, beganOn, mouSignedOn, standardsAdoptedOn } };
  },

  keyOf: ({ ori, name, taskForceId }) => (ori == null ? [taskForceId, name] : [ori]),

  async findExisting(body: CreateAgency, { tx }: WriteContext): Promise<ExistingMatch | null> {
    const { membership, taskForceId, ori, countyFips, ...particulars } = body;
    // At the national seat the row must name the task force. The use case rejects a missing one.
    if (taskForceId === undefined) return null;
    const existing = await tx.findOneBy(Agency, ori == null ? { taskForceId, name: body.name } : { ori });
    if (!existing) return null;
    const memberships = await tx.findBy(AgencyMembership, { taskForceId: existing.taskForceId, agencyId: existing.id });
    const isSame = hasValues(existing, { ...particulars, taskForceId }) && hasCounties(existing, countyFips);
    return matchExisting([existing], () => isSame && memberships.some((one) => hasValues(one, { ...membership })));
  },

  create: (useCases, actor, body) => useCases.agencies.create(actor, body),
};

/** Returns the FIPS codes of the counties that a cell lists. The parsed State is a postal code. */
function toCountyFips(state: string | undefined, cell: string | undefined): readonly string[] | undefined {
  if (cell === undefined) return undefined;
  const list = parseCountyList(state as PostalCode, cell);
  if ('fault' in list) throw InvalidInput.forPath('/countyFips', list.fault);
  return list.codes;
}

/** Whether the agency serves exactly these counties, in any order. Omitted counties match any. */
function hasCounties(existing: Agency, codes: readonly string[] | undefined): boolean {
  if (codes === undefined) return true;
  const served = new Set(existing.countyFips);
  return served.size === codes.length && codes.every((code) => served.has(code));
}

const selectByCode = 'SELECT t.id FROM app.task_forces t WHERE t.code = $1';

/** Returns the task force that a row names by id or code, or else the actor's own. */
async function resolveTaskForce(cell: string | undefined, { tx, actor }: ReadContext): Promise<string | undefined> {
  if (cell === undefined) return actor.seat.level === 'national' ? undefined : actor.seat.taskForceId;
  if (isId(cell.toLowerCase())) return cell.toLowerCase();
  const [row] = await tx.query<{ id: string }[]>(selectByCode, [cell.toUpperCase()]);
  if (!row) throw InvalidInput.forPath('/taskForceId', 'does not name a task force');
  return row.id;
}

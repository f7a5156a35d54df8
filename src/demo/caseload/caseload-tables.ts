import { normaliseIdentifier } from '../../casework/identifiers/normal-forms.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import { deriveId } from '../ids.js';
import { startOfDay } from '../local-days.js';
import { Random } from '../random.js';
import type { Person } from '../record/accounts.js';
import { createAgencies, type DemoAgency } from '../record/agencies.js';
import { complaintRows, decisionRows } from '../record/complaints.js';
import { addSeconds } from '../record/courses.js';
import type { ComplaintDecisions } from '../record/decisions.js';
import type { Share } from '../record/shares.js';
import type { TableRows } from '../record/task-force-record.js';
import { createCaseloadCases, type CaseloadCase, type CaseloadPlace } from './caseload-cases.js';
import { selectCaseloadPeople } from './caseload-people.js';

const hour = 3600;
const day = 24 * hour;

/** Number of new complaints that share the identifiers of an earlier one. */
const strongMatches = 6;

/** Task force with its agencies and its name, for the other side of an offer or a hit. */
export interface CaseloadSide {
  readonly taskForceId: string;
  readonly taskForce: string;
  readonly agency: DemoAgency;
}

export interface Caseload {
  readonly share: Share;
  readonly place: CaseloadPlace;
  readonly cases: readonly CaseloadCase[];
  readonly decided: readonly ComplaintDecisions[];
  readonly taskForceId: string;
  /** Start of the day. Nothing of the caseload is later, but the first receipts of the day. */
  readonly now: Date;
}

/** Creates the caseload of the last thirty days. The same day gives the same caseload. Nothing of it is within the operation. */
export function createCaseload(share: Share, people: readonly Person[], today: Day): Caseload {
  const { code, zone } = share.taskForce;
  const units = createAgencies(share, new Random(`${code} agencies`)).filter(({ ori }) => ori !== null);
  const place = { code, index: share.place, zone, today, units, people: selectCaseloadPeople(code, people) };
  const random = new Random(`${code} caseload ${today}`);
  const cases = createCaseloadCases(place, random);
  const decided = cases.map((one) => toDecisions(one, random));
  return { share, place, cases, decided, taskForceId: deriveId('task-force', code), now: startOfDay(today, zone) };
}

/** Returns the caseload with the complaints of a hit and an offer alone, for a task force at their other end. */
export function reduceToSharedCases(caseload: Caseload): Caseload {
  const kept = [...caseOfHit(caseload), ...inState(caseload, 'transfer_pending')];
  const isKept = (one: CaseloadCase): boolean => kept.includes(one);
  return {
    ...caseload,
    cases: caseload.cases.filter(isKept),
    decided: caseload.decided.filter((_, at) => isKept(caseload.cases[at] as CaseloadCase)),
  };
}

export function sideOf({ share, taskForceId, place }: Caseload): CaseloadSide {
  return { taskForceId, taskForce: `${share.taskForce.place} ICAC Task Force`, agency: place.units[0] as DemoAgency };
}

/** Returns the complaints with their decisions, in the order of their foreign keys. */
export function caseTables(caseload: Caseload): TableRows[] {
  const decisions = decisionRows(caseload.share, caseload.decided, caseload.place.people.supervisor.id);
  return [
    ['complaints', caseloadComplaintRows(caseload)],
    ['triages', decisions.triages],
    ['assignments', decisions.assignments],
    ['disclosures', decisions.disclosures],
    ['dispositions', decisions.dispositions],
  ];
}

/** Returns the work on the complaints, in the order of its foreign keys. */
export function workTables(caseload: Caseload): TableRows[] {
  return [
    ['complaint_holds', holdRows(caseload)],
    ['closure_proposals', proposalRows(caseload)],
    ['suspects', suspectRows(caseload)],
    ['prosecution_referrals', referralRows(caseload)],
    ['identifiers', identifierRows(caseload)],
    ['tasks', taskRows(caseload)],
    ['preservations', preservationRows(caseload)],
    ['saved_views', savedViewRows(caseload)],
  ];
}

/** Returns an unanswered hit at one end: both task forces had asked about the same account. */
export function hitTables(caseload: Caseload, other: CaseloadSide): TableRows[] {
  return [
    ['deconfliction_checks', checkRows(caseload)],
    ['deconfliction_hits', hitRows(caseload, other)],
  ];
}

/** Returns the offer of the complaint whose transfer is pending. */
export function offerTables(caseload: Caseload, other: CaseloadSide): TableRows[] {
  const offered = inState(caseload, 'transfer_pending');
  const common = (one: CaseloadCase) => ({ task_force_id: caseload.taskForceId, complaint_id: one.tip.id });
  const offered_at = addSeconds(caseload.now, -day);
  const by = caseload.place.people.supervisor.id;
  return [
    [
      'transfers',
      offered.map((one) => ({
        id: deriveId('caseload-offer', one.tip.id),
        ...common(one),
        agency_id: one.tip.owner.id,
        from_name: one.tip.owner.name,
        kind: 'transfer',
        to_task_force_id: other.taskForceId,
        to_agency_id: other.agency.id,
        to_name: other.agency.name,
        basis: 'own_agency',
        reason: 'The account was used there.',
        summary: 'An account in contact with minors, last used in the area of the receiver.',
        // The reference is set afterwards, because Postgres numbers the complaint.
        reference: caseload.share.taskForce.code,
        source: one.tip.source,
        type: one.tip.classified?.[0] ?? null,
        mode: one.tip.classified?.[1] ?? null,
        priority: one.priority,
        offered_by: by,
        offered_at,
        answer_by: addDays(caseload.place.today, 5),
        state: 'offered',
        version: 1,
      })),
    ],
    [
      'disclosures',
      offered.map((one) => ({
        id: deriveId('caseload-offer-disclosure', one.tip.id),
        ...common(one),
        what: 'offer',
        recipient: other.agency.name,
        recipient_task_force_id: other.taskForceId,
        recipient_agency_id: other.agency.id,
        basis: 'own_agency',
        purpose: 'The account was used there.',
        record_id: deriveId('caseload-offer', one.tip.id),
        disclosed_by: by,
        disclosed_at: offered_at,
        entered_at: offered_at,
      })),
    ],
  ];
}

function toDecisions(one: CaseloadCase, random: Random): ComplaintDecisions {
  const { tip, state, loggedAt, triagedAt, work, priority, dueAt, stateSince } = one;
  return {
    course: { tip, state, loggedAt, triagedAt, work },
    priority,
    rationale: priority === null ? '' : 'Read on the day it arrived.',
    dueAt,
    disposition:
      state === 'closed'
        ? {
            code: random.pick(['insufficient_information', 'unfounded_no_crime', 'informational_only'] as const),
            disposedAt: stateSince,
          }
        : null,
  };
}

function caseloadComplaintRows({ share, cases, decided }: Caseload): object[] {
  const survivor = cases.find(({ state }) => state === 'under_investigation');
  return complaintRows(share, decided).map((row, number) => {
    const { state, stateBefore, stateSince } = cases[number] as CaseloadCase;
    return {
      ...row,
      state_before: stateBefore,
      state_since: stateSince,
      cycle: state === 'reopened' ? 2 : 1,
      merged_into: state === 'merged' ? (survivor?.tip.id ?? null) : null,
    };
  });
}

function inState({ cases }: Caseload, ...states: readonly string[]): CaseloadCase[] {
  return cases.filter(({ state }) => states.includes(state));
}

function toKeyColumns(kind: string, { taskForceId }: Caseload, { tip }: CaseloadCase): object {
  return { id: deriveId(`caseload-${kind}`, tip.id), task_force_id: taskForceId, complaint_id: tip.id };
}

function holdRows(caseload: Caseload): object[] {
  return inState(caseload, 'on_hold').map((one, number) => ({
    ...toKeyColumns('hold', caseload, one),
    reason: 'Waiting for the answer of a provider.',
    review_on: addDays(caseload.place.today, [-1, 0, 9][number] ?? 14),
    held_by: caseload.place.people.supervisor.id,
    held_at: one.stateSince,
  }));
}

function proposalRows(caseload: Caseload): object[] {
  return inState(caseload, 'under_investigation')
    .slice(1, 2)
    .map((one) => ({
      ...toKeyColumns('proposal', caseload, one),
      code: 'unable_to_identify_suspect',
      narrative: 'The subscriber records of the provider no longer exist.',
      proposed_by: one.work?.investigatorId,
      proposed_at: addSeconds(caseload.now, -hour),
    }));
}

function suspectRows(caseload: Caseload): object[] {
  return inState(caseload, 'referred_for_prosecution', 'prosecuted').map((one, number) => ({
    ...toKeyColumns('suspect', caseload, one),
    agency_id: one.work?.unit.id,
    given_name: 'Synthetic',
    family_name: `Person caseload ${number + 1}`,
    born_on: '1985-06-15',
    offender_class: 'unknown',
    juvenile: false,
    identified_on: addDays(caseload.place.today, -21),
    version: 1,
  }));
}

function referralRows(caseload: Caseload): object[] {
  return inState(caseload, 'referred_for_prosecution', 'prosecuted').map((one) => ({
    ...toKeyColumns('referral', caseload, one),
    suspect_id: deriveId('caseload-suspect', one.tip.id),
    agency_id: one.work?.unit.id,
    forum: 'state',
    referred_on: addDays(caseload.place.today, -14),
    decision: one.state === 'prosecuted' ? 'accepted' : 'pending',
    decided_on: one.state === 'prosecuted' ? addDays(caseload.place.today, -7) : null,
    version: 1,
  }));
}

/** Each complaint names an account. The latest ones name those of complaints under investigation. */
function identifierRows(caseload: Caseload): object[] {
  const { cases, taskForceId } = caseload;
  const known = inState(caseload, 'under_investigation', 'assigned');
  const fresh = inState(caseload, 'received').slice(-strongMatches);
  const numberOf = new Map(cases.map(({ tip }, number) => [tip.id, number]));
  return cases.flatMap((one) => {
    const twin = fresh.includes(one) ? known[fresh.indexOf(one)] : undefined;
    const number = numberOf.get((twin ?? one).tip.id) ?? 0;
    const values = [
      { kind: 'email', raw: `night.owl.${number}@example.com`, platform: null },
      { kind: 'handle', raw: `night_owl_${number}`, platform: 'example chat' },
    ] as const;
    return values.map(({ kind, raw, platform }) => ({
      id: deriveId('caseload-identifier', one.tip.id, kind),
      task_force_id: taskForceId,
      complaint_id: one.tip.id,
      role: 'suspect',
      kind,
      platform,
      raw,
      normalised: normaliseIdentifier({ kind, raw, platform })?.normalised,
      recorded_at: one.loggedAt,
      version: 1,
    }));
  });
}

const taskTitles = [
  'Call the reporting provider',
  'Ask the school for the name of its contact',
  'Serve the subpoena',
  'Read the answer of the provider',
  'Prepare the search warrant',
  'Interview the reporting parent',
];

function taskRows(caseload: Caseload): object[] {
  const dueIn = [-3, -1, 0, 0, 2, 6];
  return inState(caseload, 'assigned', 'under_investigation')
    .filter(({ work }) => work !== null)
    .slice(0, dueIn.length)
    .map((one, number) => ({
      ...toKeyColumns('task', caseload, one),
      title: taskTitles[number],
      owner_id: one.work?.investigatorId,
      due_on: addDays(caseload.place.today, dueIn[number] ?? 0),
      state: 'open',
      set_by: caseload.place.people.supervisor.id,
      set_at: addSeconds(caseload.now, -5 * day),
      version: 1,
    }));
}

function preservationRows(caseload: Caseload): object[] {
  return inState(caseload, 'under_investigation')
    .slice(-3)
    .map((one, number) => {
      const expiresOn = addDays(caseload.place.today, [2, 5, 60][number] ?? 60);
      return {
        ...toKeyColumns('preservation', caseload, one),
        provider: 'Example Chat',
        account: `night_owl_${number}`,
        requested_on: addDays(expiresOn, -90),
        expires_on: expiresOn,
        recorded_by: one.work?.investigatorId,
        recorded_at: addSeconds(caseload.now, -day),
        version: 1,
      };
    });
}

function caseOfHit(caseload: Caseload): CaseloadCase[] {
  return inState(caseload, 'under_investigation').slice(2, 3);
}

function checkRows(caseload: Caseload): object[] {
  return caseOfHit(caseload).map((one) => ({
    ...toKeyColumns('check', caseload, one),
    agency_id: one.tip.owner.id,
    kinds: ['email'],
    purpose: 'To learn whether another task force works on the same account.',
    need_to_know: 'A search warrant is being prepared.',
    right_to_know: 'Investigator of the case.',
    asked_by: one.work?.investigatorId,
    asked_at: addSeconds(caseload.now, -2 * hour),
    asked_on: addDays(caseload.place.today, -1),
    hit_ids: [deriveId('caseload-hit', one.tip.id)],
  }));
}

function hitRows(caseload: Caseload, other: CaseloadSide): object[] {
  return caseOfHit(caseload).map((one) => ({
    ...toKeyColumns('hit', caseload, one),
    agency_id: one.tip.owner.id,
    pair_id: deriveId('caseload-pair', caseload.place.today),
    check_id: deriveId('caseload-check', one.tip.id),
    kinds: ['email'],
    strength: 'strong',
    their_task_force: other.taskForce,
    their_agency: other.agency.name,
    their_phone: '+1 202 555 0155',
    found_at: addSeconds(caseload.now, -2 * hour),
    version: 1,
  }));
}

function savedViewRows(caseload: Caseload): object[] {
  const { supervisor } = caseload.place.people;
  const views = [
    { name: 'CyberTips not read yet', text: 'cybertip', filters: { state: ['received'], source: 'ncmec_cybertip' } },
    { name: 'Night owl', text: 'owl', filters: {} },
  ];
  return views.map(({ name, text, filters }, number) => ({
    id: deriveId('caseload-view', caseload.place.code, number),
    task_force_id: caseload.taskForceId,
    saved_by: supervisor.id,
    saved_at: addSeconds(caseload.now, -day),
    shared_with: number === 0 ? 'task_force' : 'nobody',
    name,
    text,
    filters,
    version: 1,
  }));
}

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
import { createDeskCases, type DeskCase, type DeskPlace } from './desk-cases.js';
import { selectDeskPeople } from './desk-people.js';

const hour = 3600;
const day = 24 * hour;

/** Number of new complaints that share the identifiers of an earlier one. */
const strongMatches = 6;

/** Task force with its agencies and its name, for the other side of an offer or a hit. */
export interface DeskSide {
  readonly taskForceId: string;
  readonly taskForce: string;
  readonly agency: DemoAgency;
}

export interface Desk {
  readonly share: Share;
  readonly place: DeskPlace;
  readonly cases: readonly DeskCase[];
  readonly decided: readonly ComplaintDecisions[];
  readonly taskForceId: string;
  /** Start of the day. Nothing of the desk is later, but the first receipts of the day. */
  readonly now: Date;
}

/** Creates the desk of the last thirty days. The same day gives the same desk. Nothing of it is within the operation. */
export function createDesk(share: Share, people: readonly Person[], today: Day): Desk {
  const { code, zone } = share.taskForce;
  const units = createAgencies(share, new Random(`${code} agencies`)).filter(({ ori }) => ori !== null);
  const place = { code, index: share.place, zone, today, units, people: selectDeskPeople(code, people) };
  const random = new Random(`${code} desk ${today}`);
  const cases = createDeskCases(place, random);
  const decided = cases.map((one) => toDecisions(one, random));
  return { share, place, cases, decided, taskForceId: deriveId('task-force', code), now: startOfDay(today, zone) };
}

/** Returns the desk with the complaints of a hit and an offer alone, for a task force at their other end. */
export function reduceToSharedCases(desk: Desk): Desk {
  const kept = [...caseOfHit(desk), ...inState(desk, 'transfer_pending')];
  const isKept = (one: DeskCase): boolean => kept.includes(one);
  return {
    ...desk,
    cases: desk.cases.filter(isKept),
    decided: desk.decided.filter((_, at) => isKept(desk.cases[at] as DeskCase)),
  };
}

export function sideOf({ share, taskForceId, place }: Desk): DeskSide {
  return { taskForceId, taskForce: `${share.taskForce.place} ICAC Task Force`, agency: place.units[0] as DemoAgency };
}

/** Returns the complaints with their decisions, in the order of their foreign keys. */
export function caseTables(desk: Desk): TableRows[] {
  const decisions = decisionRows(desk.share, desk.decided, desk.place.people.supervisor.id);
  return [
    ['complaints', deskComplaintRows(desk)],
    ['triages', decisions.triages],
    ['assignments', decisions.assignments],
    ['disclosures', decisions.disclosures],
    ['dispositions', decisions.dispositions],
  ];
}

/** Returns the work on the complaints, in the order of its foreign keys. */
export function workTables(desk: Desk): TableRows[] {
  return [
    ['complaint_holds', holdRows(desk)],
    ['closure_proposals', proposalRows(desk)],
    ['suspects', suspectRows(desk)],
    ['prosecution_referrals', referralRows(desk)],
    ['identifiers', identifierRows(desk)],
    ['tasks', taskRows(desk)],
    ['preservations', preservationRows(desk)],
    ['saved_views', savedViewRows(desk)],
  ];
}

/** Returns an unanswered hit at one end: both task forces had asked about the same account. */
export function hitTables(desk: Desk, other: DeskSide): TableRows[] {
  return [
    ['deconfliction_checks', checkRows(desk)],
    ['deconfliction_hits', hitRows(desk, other)],
  ];
}

/** Returns the offer of the complaint whose transfer is pending. */
export function offerTables(desk: Desk, other: DeskSide): TableRows[] {
  const offered = inState(desk, 'transfer_pending');
  const common = (one: DeskCase) => ({ task_force_id: desk.taskForceId, complaint_id: one.tip.id });
  const offered_at = addSeconds(desk.now, -day);
  const by = desk.place.people.supervisor.id;
  return [
    [
      'transfers',
      offered.map((one) => ({
        id: deriveId('desk-offer', one.tip.id),
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
        reference: desk.share.taskForce.code,
        source: one.tip.source,
        type: one.tip.classified?.[0] ?? null,
        mode: one.tip.classified?.[1] ?? null,
        priority: one.priority,
        offered_by: by,
        offered_at,
        answer_by: addDays(desk.place.today, 5),
        state: 'offered',
        version: 1,
      })),
    ],
    [
      'disclosures',
      offered.map((one) => ({
        id: deriveId('desk-offer-disclosure', one.tip.id),
        ...common(one),
        what: 'offer',
        recipient: other.agency.name,
        recipient_task_force_id: other.taskForceId,
        recipient_agency_id: other.agency.id,
        basis: 'own_agency',
        purpose: 'The account was used there.',
        record_id: deriveId('desk-offer', one.tip.id),
        disclosed_by: by,
        disclosed_at: offered_at,
        entered_at: offered_at,
      })),
    ],
  ];
}

function toDecisions(one: DeskCase, random: Random): ComplaintDecisions {
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

function deskComplaintRows({ share, cases, decided }: Desk): object[] {
  const survivor = cases.find(({ state }) => state === 'under_investigation');
  return complaintRows(share, decided).map((row, number) => {
    const { state, stateBefore, stateSince } = cases[number] as DeskCase;
    return {
      ...row,
      state_before: stateBefore,
      state_since: stateSince,
      cycle: state === 'reopened' ? 2 : 1,
      merged_into: state === 'merged' ? (survivor?.tip.id ?? null) : null,
    };
  });
}

function inState({ cases }: Desk, ...states: readonly string[]): DeskCase[] {
  return cases.filter(({ state }) => states.includes(state));
}

function toKeyColumns(kind: string, { taskForceId }: Desk, { tip }: DeskCase): object {
  return { id: deriveId(`desk-${kind}`, tip.id), task_force_id: taskForceId, complaint_id: tip.id };
}

function holdRows(desk: Desk): object[] {
  return inState(desk, 'on_hold').map((one, number) => ({
    ...toKeyColumns('hold', desk, one),
    reason: 'Waiting for the answer of a provider.',
    review_on: addDays(desk.place.today, [-1, 0, 9][number] ?? 14),
    held_by: desk.place.people.supervisor.id,
    held_at: one.stateSince,
  }));
}

function proposalRows(desk: Desk): object[] {
  return inState(desk, 'under_investigation')
    .slice(1, 2)
    .map((one) => ({
      ...toKeyColumns('proposal', desk, one),
      code: 'unable_to_identify_suspect',
      narrative: 'The subscriber records of the provider no longer exist.',
      proposed_by: one.work?.investigatorId,
      proposed_at: addSeconds(desk.now, -hour),
    }));
}

function suspectRows(desk: Desk): object[] {
  return inState(desk, 'referred_for_prosecution', 'prosecuted').map((one, number) => ({
    ...toKeyColumns('suspect', desk, one),
    agency_id: one.work?.unit.id,
    given_name: 'Synthetic',
    family_name: `Person desk ${number + 1}`,
    born_on: '1985-06-15',
    offender_class: 'unknown',
    juvenile: false,
    identified_on: addDays(desk.place.today, -21),
    version: 1,
  }));
}

function referralRows(desk: Desk): object[] {
  return inState(desk, 'referred_for_prosecution', 'prosecuted').map((one) => ({
    ...toKeyColumns('referral', desk, one),
    suspect_id: deriveId('desk-suspect', one.tip.id),
    agency_id: one.work?.unit.id,
    forum: 'state',
    referred_on: addDays(desk.place.today, -14),
    decision: one.state === 'prosecuted' ? 'accepted' : 'pending',
    decided_on: one.state === 'prosecuted' ? addDays(desk.place.today, -7) : null,
    version: 1,
  }));
}

/** Each complaint names an account. The latest ones name those of complaints under investigation. */
function identifierRows(desk: Desk): object[] {
  const { cases, taskForceId } = desk;
  const known = inState(desk, 'under_investigation', 'assigned');
  const fresh = inState(desk, 'received').slice(-strongMatches);
  const numberOf = new Map(cases.map(({ tip }, number) => [tip.id, number]));
  return cases.flatMap((one) => {
    const twin = fresh.includes(one) ? known[fresh.indexOf(one)] : undefined;
    const number = numberOf.get((twin ?? one).tip.id) ?? 0;
    const values = [
      { kind: 'email', raw: `night.owl.${number}@example.com`, platform: null },
      { kind: 'handle', raw: `night_owl_${number}`, platform: 'example chat' },
    ] as const;
    return values.map(({ kind, raw, platform }) => ({
      id: deriveId('desk-identifier', one.tip.id, kind),
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

function taskRows(desk: Desk): object[] {
  const dueIn = [-3, -1, 0, 0, 2, 6];
  return inState(desk, 'assigned', 'under_investigation')
    .filter(({ work }) => work !== null)
    .slice(0, dueIn.length)
    .map((one, number) => ({
      ...toKeyColumns('task', desk, one),
      title: taskTitles[number],
      owner_id: one.work?.investigatorId,
      due_on: addDays(desk.place.today, dueIn[number] ?? 0),
      state: 'open',
      set_by: desk.place.people.supervisor.id,
      set_at: addSeconds(desk.now, -5 * day),
      version: 1,
    }));
}

function preservationRows(desk: Desk): object[] {
  return inState(desk, 'under_investigation')
    .slice(-3)
    .map((one, number) => {
      const expiresOn = addDays(desk.place.today, [2, 5, 60][number] ?? 60);
      return {
        ...toKeyColumns('preservation', desk, one),
        provider: 'Example Chat',
        account: `night_owl_${number}`,
        requested_on: addDays(expiresOn, -90),
        expires_on: expiresOn,
        recorded_by: one.work?.investigatorId,
        recorded_at: addSeconds(desk.now, -day),
        version: 1,
      };
    });
}

function caseOfHit(desk: Desk): DeskCase[] {
  return inState(desk, 'under_investigation').slice(2, 3);
}

function checkRows(desk: Desk): object[] {
  return caseOfHit(desk).map((one) => ({
    ...toKeyColumns('check', desk, one),
    agency_id: one.tip.owner.id,
    kinds: ['email'],
    purpose: 'To learn whether another task force works on the same account.',
    need_to_know: 'A search warrant is being prepared.',
    right_to_know: 'Investigator of the case.',
    asked_by: one.work?.investigatorId,
    asked_at: addSeconds(desk.now, -2 * hour),
    asked_on: addDays(desk.place.today, -1),
    hit_ids: [deriveId('desk-hit', one.tip.id)],
  }));
}

function hitRows(desk: Desk, other: DeskSide): object[] {
  return caseOfHit(desk).map((one) => ({
    ...toKeyColumns('hit', desk, one),
    agency_id: one.tip.owner.id,
    pair_id: deriveId('desk-pair', desk.place.today),
    check_id: deriveId('desk-check', one.tip.id),
    kinds: ['email'],
    strength: 'strong',
    their_task_force: other.taskForce,
    their_agency: other.agency.name,
    their_phone: '+1 202 555 0155',
    found_at: addSeconds(desk.now, -2 * hour),
    version: 1,
  }));
}

function savedViewRows(desk: Desk): object[] {
  const { supervisor } = desk.place.people;
  const views = [
    { name: 'CyberTips not read yet', text: 'cybertip', filters: { state: ['received'], source: 'ncmec_cybertip' } },
    { name: 'Night owl', text: 'owl', filters: {} },
  ];
  return views.map(({ name, text, filters }, number) => ({
    id: deriveId('desk-view', desk.place.code, number),
    task_force_id: desk.taskForceId,
    saved_by: supervisor.id,
    saved_at: addSeconds(desk.now, -day),
    shared_with: number === 0 ? 'task_force' : 'nobody',
    name,
    text,
    filters,
    version: 1,
  }));
}

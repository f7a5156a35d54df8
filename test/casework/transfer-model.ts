/*
 * Independent model of complaints and transfers, against which a test compares the API. It shares only the transition
 * table with the code.
 */
import { complaintTransitions, type ComplaintState } from '../../src/casework/complaints/complaints.enums.js';
import type { TransferKind, TransferState } from '../../src/casework/transfers/transfers.enums.js';

/** Three agencies of one task force, and one of another. */
export const agencyHomes = { sender: 'home', partner: 'home', stranger: 'home', beyond: 'abroad' } as const;
export type AgencyName = keyof typeof agencyHomes;
export type TaskForceName = (typeof agencyHomes)[AgencyName];

interface ModelSeat {
  readonly role: 'investigator' | 'supervisor';
  readonly home: TaskForceName;
  readonly agency: AgencyName | null;
}

export const modelSeats = {
  'investigator of the sender': { role: 'investigator', home: 'home', agency: 'sender' },
  'supervisor of the sender': { role: 'supervisor', home: 'home', agency: 'sender' },
  'supervisor of the partner': { role: 'supervisor', home: 'home', agency: 'partner' },
  'supervisor of the stranger': { role: 'supervisor', home: 'home', agency: 'stranger' },
  'supervisor over them': { role: 'supervisor', home: 'home', agency: null },
  'supervisor beyond': { role: 'supervisor', home: 'abroad', agency: 'beyond' },
  'supervisor over those beyond': { role: 'supervisor', home: 'abroad', agency: null },
} as const satisfies Record<string, ModelSeat>;
export type SeatName = keyof typeof modelSeats;
export const seatNames = Object.keys(modelSeats) as SeatName[];

export interface ModelComplaint {
  id: string;
  readonly home: TaskForceName;
  readonly number: string | null;
  readonly referredFrom: ModelComplaint | null;
  agency: AgencyName;
  working: AgencyName | null;
  investigator: SeatName | null;
  /** Assignees of this cycle; those of the previous one keep access until another is named. */
  named: readonly SeatName[];
  state: ComplaintState;
  before: ComplaintState | null;
  version: number;
  mergedInto: ModelComplaint | null;
  transferredTo: ModelComplaint | null;
  proposedBy: SeatName | null;
}

export interface ModelOffer {
  readonly id: string;
  readonly kind: TransferKind;
  readonly complaint: ModelComplaint;
  readonly from: AgencyName;
  readonly to: AgencyName;
  readonly answerBy: number;
  state: TransferState;
  version: number;
}

export const complaintActs = [
  'screening',
  'triage',
  'assignment',
  'hold',
  'resume',
  'merge',
  'unmerge',
  'closure-proposal',
  'closure-proposal/rejection',
  'disposition',
  'reopen',
] as const;
export type ComplaintAct = (typeof complaintActs)[number];
export const answers = ['acceptance', 'refusal', 'revoke'] as const;
export type Answer = (typeof answers)[number];

export type Act =
  | { readonly verb: Exclude<ComplaintAct, 'assignment' | 'merge'>; readonly on: ModelComplaint }
  | {
      readonly verb: 'assignment';
      readonly on: ModelComplaint;
      readonly to: AgencyName;
      readonly named: SeatName | null;
    }
  | { readonly verb: 'merge'; readonly on: ModelComplaint; readonly into: ModelComplaint }
  | { readonly verb: 'offer'; readonly on: ModelComplaint; readonly to: AgencyName; readonly kind: TransferKind }
  | { readonly verb: Answer; readonly offer: ModelOffer };

/** Expected result, and the change of the model with the id of the created record. */
export interface Foreseen {
  readonly status: number;
  readonly then?: (made: string) => void;
}

const refused = (status: number): Foreseen => ({ status });
const daysToAnswer = 7;
const early: readonly ComplaintState[] = ['received', 'in_triage', 'triaged', 'reopened'];
const inWork: readonly ComplaintState[] = ['under_investigation', 'referred_for_prosecution', 'prosecuted'];
/** Actions that require a supervisor. */
const openToAll: readonly Act['verb'][] = ['closure-proposal', 'closure-proposal/rejection'];

/** Accounts named in assignments to an agency. */
const nameable: Readonly<Partial<Record<AgencyName, readonly SeatName[]>>> = {
  sender: ['investigator of the sender', 'supervisor of the sender'],
};

export class TransferModel {
  readonly complaints: ModelComplaint[] = [];
  readonly offers: ModelOffer[] = [];
  day = 0;

  receive(id: string, number: string | null): void {
    this.complaints.push(fresh({ id, number, home: 'home', agency: 'sender', referredFrom: null }));
  }

  /** Returns every possible action by any account. */
  acts(): Act[] {
    return [
      ...this.complaints.flatMap((on) => this.actsOn(on)),
      ...this.offers.flatMap((offer) => answers.map((verb) => ({ verb, offer }))),
    ];
  }

  sees(name: SeatName, { home, agency, working }: ModelComplaint): boolean {
    const seat = modelSeats[name];
    return seat.home === home && (seat.agency === null || seat.agency === agency || seat.agency === working);
  }

  seesOffer(name: SeatName, offer: ModelOffer): boolean {
    return isAt(name, offer.from) || isAt(name, offer.to);
  }

  /** Returns the version of the change; an offer has none. */
  versionOf(act: Act): number | null {
    if (act.verb === 'offer') return null;
    return 'offer' in act ? act.offer.version : act.on.version;
  }

  foresee(name: SeatName, act: Act, isStale: boolean): Foreseen {
    if (modelSeats[name].role !== 'supervisor' && !openToAll.includes(act.verb)) return refused(403);
    if ('offer' in act) return this.foreseeAnswer(name, act.verb, act.offer, isStale);
    if (act.verb === 'offer') return this.foreseeOffer(name, act.on, act.to, act.kind);
    if (!this.sees(name, act.on)) return refused(404);
    if (isStale) return refused(412);
    const foreseen = this.foreseeMove(name, act);
    const { then } = foreseen;
    if (then === undefined) return foreseen;
    return {
      ...foreseen,
      then: (made) => {
        act.on.version++;
        then(made);
      },
    };
  }

  counted(home: TaskForceName): number {
    return this.complaints.filter(
      (one) => one.home === home && !one.mergedInto && !one.transferredTo && !one.referredFrom,
    ).length;
  }

  private actsOn(complaint: ModelComplaint): Act[] {
    const plain = complaintActs.filter((verb) => verb !== 'assignment' && verb !== 'merge');
    const local = agenciesOf(complaint.home);
    return [
      ...plain.map((verb) => ({ verb, on: complaint })),
      ...local.flatMap((to) =>
        [null, ...(nameable[to] ?? [])].map((named) => ({ verb: 'assignment' as const, on: complaint, to, named })),
      ),
      ...this.complaints.map((into) => ({ verb: 'merge' as const, on: complaint, into })),
      ...(Object.keys(agencyHomes) as AgencyName[]).flatMap((to) =>
        (['transfer', 'referral'] as const).map((kind) => ({ verb: 'offer' as const, on: complaint, to, kind })),
      ),
    ];
  }

  private foreseeMove(name: SeatName, act: Exclude<Act, { verb: Answer | 'offer' }>): Foreseen {
    const { on } = act;
    const owns = ownsIt(name, on);
    if (act.verb === 'closure-proposal') return this.foreseeProposal(name, on);
    if (act.verb === 'closure-proposal/rejection') return this.foreseeReturn(name, on, owns);
    const isTheirs = on.investigator === name || on.named.includes(name);
    if (!owns || (act.verb === 'disposition' && isTheirs)) return refused(403);
    switch (act.verb) {
      case 'screening':
        return moving(on, 'in_triage');
      case 'triage':
        return inWork.includes(on.state) ? done() : moving(on, 'triaged');
      case 'assignment':
        return this.foreseeAssignment(on, act.to, act.named);
      case 'hold':
        return puttingAside(on, 'on_hold');
      case 'resume':
        return bringingBack(on, 'on_hold');
      case 'merge':
        return this.foreseeMerge(name, on, act.into);
      case 'unmerge':
        return bringingBack(on, 'merged', () => (on.mergedInto = null));
      case 'disposition':
        if (on.proposedBy === name) return refused(409);
        return moving(on, 'closed', () => (on.proposedBy = null));
      case 'reopen':
        return on.transferredTo ? refused(409) : moving(on, 'reopened', () => (on.named = []));
    }
  }

  private foreseeProposal(name: SeatName, complaint: ModelComplaint): Foreseen {
    const works =
      modelSeats[name].role === 'supervisor' || complaint.investigator === null || complaint.investigator === name;
    if (!works) return refused(403);
    return canMove(complaint, 'closed') ? done(() => (complaint.proposedBy = name)) : refused(409);
  }

  private foreseeReturn(name: SeatName, complaint: ModelComplaint, owns: boolean): Foreseen {
    if (complaint.proposedBy === null) return refused(409);
    const isSupervisor = modelSeats[name].role === 'supervisor';
    const works = isSupervisor || complaint.investigator === null || complaint.investigator === name;
    if (!(complaint.proposedBy === name ? works : owns && isSupervisor)) return refused(403);
    return done(() => (complaint.proposedBy = null));
  }

  private foreseeAssignment(complaint: ModelComplaint, to: AgencyName, named: SeatName | null): Foreseen {
    const give = (): void => {
      complaint.working = to;
      complaint.investigator = named;
      if (named !== null) complaint.named = [...complaint.named, named];
    };
    return inWork.includes(complaint.state) ? done(give) : moving(complaint, 'assigned', give);
  }

  private foreseeMerge(name: SeatName, complaint: ModelComplaint, into: ModelComplaint): Foreseen {
    if (into === complaint || !this.sees(name, into) || !ownsIt(name, into)) return refused(422);
    if (into.mergedInto || into.state === 'closed' || into.state === 'transfer_pending') return refused(409);
    return puttingAside(complaint, 'merged', () => (complaint.mergedInto = into));
  }

  private foreseeOffer(name: SeatName, complaint: ModelComplaint, to: AgencyName, kind: TransferKind): Foreseen {
    if (!this.sees(name, complaint)) return refused(422);
    if (complaint.mergedInto) return refused(409);
    if (!ownsIt(name, complaint)) return refused(403);
    if (to === complaint.agency) return refused(422);
    const { status, then } = puttingAside(complaint, 'transfer_pending', () => (complaint.proposedBy = null));
    if (then === undefined) return refused(status);
    return {
      status: 201,
      then: (id) => {
        then(id);
        complaint.version++;
        const answerBy = this.day + daysToAnswer;
        this.offers.push({
          id,
          kind,
          complaint,
          from: complaint.agency,
          to,
          answerBy,
          state: 'offered',
          version: 1,
        });
      },
    };
  }

  private foreseeAnswer(name: SeatName, verb: Answer, offer: ModelOffer, isStale: boolean): Foreseen {
    if (!this.seesOffer(name, offer)) return refused(404);
    if (isStale) return refused(412);
    const isFromAbove = modelSeats[name].agency === null;
    const may =
      verb === 'revoke' ? isAt(name, offer.from) : isAt(name, offer.to) && (!isFromAbove || offer.answerBy < this.day);
    if (!may) return refused(403);
    if (offer.state !== 'offered') return refused(409);
    if (verb === 'acceptance') return this.foreseeAcceptance(offer);
    return done(() => {
      settle(offer, verb === 'refusal' ? 'declined' : 'revoked');
      putBack(offer.complaint);
    });
  }

  private foreseeAcceptance(offer: ModelOffer): Foreseen {
    const { complaint: on, to, kind } = offer;
    if (agencyHomes[to] === on.home) {
      return done(() => {
        settle(offer, 'accepted');
        giveWithin(on, to, kind);
      });
    }
    const held = this.complaints.find(
      ({ home, number }) => home === agencyHomes[to] && number !== null && number === on.number,
    );
    const comesBack = held !== undefined && kind === 'transfer' && held.agency === to && leadsTo(held, on);
    if (held && !comesBack) return refused(409);
    return done((id) => {
      settle(offer, 'accepted');
      const became = held ?? this.copy(on, id, to, kind);
      if (held)
        Object.assign(held, {
          ...ofNobody,
          named: [],
          state: 'reopened',
          transferredTo: null,
          version: held.version + 1,
        });
      putBack(on);
      if (kind === 'transfer') Object.assign(on, { state: 'closed', transferredTo: became });
    });
  }

  private copy(complaint: ModelComplaint, id: string, to: AgencyName, kind: TransferKind): ModelComplaint {
    const referredFrom = kind === 'referral' ? complaint : complaint.referredFrom;
    const made = fresh({ id, number: complaint.number, home: agencyHomes[to], agency: to, referredFrom });
    this.complaints.push(made);
    return made;
  }
}

const ofNobody = { working: null, investigator: null } as const;

function fresh(given: Pick<ModelComplaint, 'id' | 'number' | 'home' | 'agency' | 'referredFrom'>): ModelComplaint {
  const nothing = { before: null, named: [], mergedInto: null, transferredTo: null, proposedBy: null };
  return { ...given, ...ofNobody, ...nothing, state: 'received', version: 1 };
}

function agenciesOf(home: TaskForceName): AgencyName[] {
  return (Object.keys(agencyHomes) as AgencyName[]).filter((name) => agencyHomes[name] === home);
}

/** Whether the account is at that seat or above it. */
function isAt(name: SeatName, agency: AgencyName): boolean {
  const seat = modelSeats[name];
  return seat.home === agencyHomes[agency] && (seat.agency === null || seat.agency === agency);
}

function ownsIt(name: SeatName, { agency }: ModelComplaint): boolean {
  return isAt(name, agency);
}

function canMove({ state, before }: ModelComplaint, next: ComplaintState): boolean {
  return before === null && (complaintTransitions[state] as readonly ComplaintState[]).includes(next);
}

function done(then: (made: string) => void = () => undefined): Foreseen {
  return { status: 200, then };
}

function moving(on: ModelComplaint, next: ComplaintState, then: () => void = () => undefined): Foreseen {
  if (!canMove(on, next)) return refused(409);
  return done(() => {
    on.state = next;
    then();
  });
}

function puttingAside(on: ModelComplaint, next: ComplaintState, then: () => void = () => undefined): Foreseen {
  const before = on.state;
  return moving(on, next, () => {
    on.before = before;
    then();
  });
}

function bringingBack(on: ModelComplaint, from: ComplaintState, then: () => void = () => undefined): Foreseen {
  if (on.state !== from || on.before === null) return refused(409);
  return done(() => {
    Object.assign(on, { state: on.before, before: null });
    then();
  });
}

function putBack(on: ModelComplaint): void {
  Object.assign(on, { state: on.before, before: null, version: on.version + 1 });
}

function giveWithin(on: ModelComplaint, to: AgencyName, kind: TransferKind): void {
  putBack(on);
  Object.assign(on, ofNobody);
  if (kind === 'referral') {
    on.working = to;
    if (on.state === 'triaged') on.state = 'assigned';
  } else {
    on.agency = to;
    if (!early.includes(on.state)) on.state = 'triaged';
  }
}

function settle(offer: ModelOffer, state: TransferState): void {
  Object.assign(offer, { state, version: offer.version + 1 });
}

/** Whether one complaint was transferred, through task forces, to another. */
function leadsTo(from: ModelComplaint, to: ModelComplaint): boolean {
  for (let at = from.transferredTo, steps = 0; at && steps < 100; at = at.transferredTo, steps++)
    if (at === to) return true;
  return false;
}

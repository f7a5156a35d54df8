import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintSummary } from '../../src/casework/complaints/complaint.view.js';
import type { TransferPage, TransferSummary } from '../../src/casework/transfers/transfer.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import type { Answer } from '../support/client.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import {
  agencyHomes,
  TransferModel,
  modelSeats,
  seatNames,
  type Act,
  type AgencyName,
  type SeatName,
} from './transfer-model.js';
import { anOffer } from './transfer-fixtures.js';
import { nextNumber, type GivenAccount, type GivenAgency } from '../support/people.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

/** Number of sequences and of actions in each. `MODEL_RUNS=2000` is the full count, `MODEL_SEED` repeats one. */
const runs = times('MODEL_RUNS', { api: 3, long: 30 });
const actions = 50;
const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2_147_483_647);

const clock = new Date(stoppedAt);
let tracker: Tracker;
let given: Given;
const counts = { actions: 0, done: 0, refused: 0, 'offers answered': 0 };

beforeAll(async () => {
  tracker = await startTracker({ clock, config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
});
afterAll(() => tracker.close());

/** Next action of all possible ones; half of the time one that the model allows. */
interface Step {
  readonly verb: number;
  readonly which: number;
  readonly isAllowed: boolean;
  readonly isStale: boolean;
  readonly isNextWeek: boolean;
}

const number = fc.noBias(fc.nat());
const oneIn = (chances: number): fc.Arbitrary<boolean> =>
  fc.noBias(fc.integer({ min: 1, max: chances })).map((drawn) => drawn === 1);
const step: fc.Arbitrary<Step> = fc.record({
  verb: number,
  which: number,
  isAllowed: oneIn(2),
  isStale: oneIn(12),
  isNextWeek: oneIn(16),
});

/** Transfers are under test, so complaints advance quickly. */
const weights: Readonly<Partial<Record<Act['verb'], number>>> = { triage: 3, assignment: 6, offer: 4, acceptance: 6 };

interface Move {
  readonly who: SeatName;
  readonly act: Act;
}

class Run {
  readonly model = new TransferModel();
  readonly told: string[] = [];

  private constructor(
    private readonly agencies: Readonly<Record<AgencyName, GivenAgency>>,
    private readonly accounts: Readonly<Record<SeatName, GivenAccount>>,
  ) {}

  static async begin(isNumbered: boolean): Promise<Run> {
    clock.setTime(stoppedAt.getTime());
    const homes = { home: await given.taskForce(), abroad: await given.taskForce() };
    const agencies = {} as Record<AgencyName, GivenAgency>;
    for (const [name, home] of Object.entries(agencyHomes) as [AgencyName, keyof typeof homes][]) {
      agencies[name] = await given.agency({ taskForceId: homes[home].id });
    }
    const accounts = {} as Record<SeatName, GivenAccount>;
    for (const name of seatNames) {
      const { role, home, agency } = modelSeats[name];
      const seat = agency === null ? { taskForceId: homes[home].id } : { agency: agencies[agency] };
      accounts[name] = await given.account({ role, ...seat });
    }
    const run = new Run(agencies, accounts);
    for (const externalReference of [isNumbered ? String(nextNumber()) : null, null]) {
      const tip = { agencyId: agencies.sender.id, source: 'ncmec_cybertip', externalReference } as const;
      const { id } = await given.complaint({ ...tip, by: accounts['investigator of the sender'] });
      run.model.receive(id, externalReference);
    }
    return run;
  }

  async take({ verb, which, isAllowed, isStale, isNextWeek }: Step): Promise<void> {
    if (isNextWeek) this.wait();
    const { who, act } = this.chosen(verb, which, isAllowed);
    const stale = isStale && act.verb !== 'offer';
    const isOfOffers = act.verb === 'offer' || 'offer' in act || isNextWeek;
    const foreseen = this.model.foresee(who, act, stale);
    const answer = await this.send(who, act, stale);
    this.told.push(`${who}: ${act.verb}${stale ? ' (stale)' : ''} ${answer.status}`);
    expect({ after: this.told, status: answer.status }).toEqual({ after: this.told, status: foreseen.status });
    counts.actions += 1;
    if (foreseen.then) {
      counts.done += 1;
      if ('offer' in act) counts['offers answered'] += 1;
      foreseen.then(String(answer.body['becameComplaintId'] ?? answer.body['id']));
      const version = act.verb === 'offer' ? 1 : this.model.versionOf(act);
      expect({ after: this.told, version: answer.body['version'] }).toEqual({ after: this.told, version });
      await Promise.all(seatNames.map((name) => this.look(name, isOfOffers)));
    } else {
      counts.refused += 1;
      const above = { home: 'supervisor over them', abroad: 'supervisor over those beyond' } as const;
      const { home } = 'offer' in act ? act.offer.complaint : act.on;
      await Promise.all([above[home], who].map((name) => this.look(name, isOfOffers)));
    }
  }

  /** Expects each complaint to be counted once, wherever it is. */
  async count(): Promise<void> {
    for (const [name, home] of [
      ['supervisor over them', 'home'],
      ['supervisor over those beyond', 'abroad'],
    ] as const) {
      const path = '/reports/totals?from=2026-01-01&until=2027-01-01';
      const { body } = await tracker.as(this.accounts[name]).get<TotalsView>(path);
      expect({ home, recorded: body.figures.complaintsDocumented.recorded }).toEqual({
        home,
        recorded: this.model.counted(home),
      });
    }
    const counted = this.model.counted('home') + this.model.counted('abroad');
    const merged = this.model.complaints.filter(({ mergedInto, referredFrom }) => mergedInto && !referredFrom).length;
    expect(counted + merged).toBe(2);
  }

  private wait(): void {
    clock.setTime(clock.getTime() + 8 * 86_400_000);
    this.model.day += 8;
  }

  private chosen(verb: number, which: number, isAllowed: boolean): Move {
    const all = seatNames.flatMap((who) => this.model.acts().map((act) => ({ who, act })));
    const allowed = all.filter(({ who, act }) => this.model.foresee(who, act, false).status < 300);
    const moves = isAllowed && allowed.length > 0 ? allowed : all;
    const verbs = [...new Set(moves.map(({ act }) => act.verb))].flatMap((one) =>
      Array<Act['verb']>(weights[one] ?? 1).fill(one),
    );
    const drawn = moves.filter(({ act }) => act.verb === verbs[verb % verbs.length]);
    const move = drawn[which % drawn.length];
    if (!move) throw new Error('There is always something to try');
    return move;
  }

  private send(who: SeatName, act: Act, isStale: boolean): Promise<Answer> {
    const client = tracker.as(this.accounts[who]);
    if (act.verb === 'offer') {
      const to = { agencyId: this.agencies[act.to].id, kind: act.kind, disclosureBasis: 'state_official' };
      return client.post('/transfers', { complaintId: act.on.id, ...to, ...anOffer });
    }
    const version = (this.model.versionOf(act) ?? 0) + (isStale ? 1 : 0);
    const path = 'offer' in act ? `/transfers/${act.offer.id}/${act.verb}` : `/complaints/${act.on.id}/${act.verb}`;
    return client.change(path, this.bodyOf(act), { 'if-match': `"v${version}"` });
  }

  private bodyOf(act: Exclude<Act, { verb: 'offer' }>): object {
    const reason = 'So it is.';
    switch (act.verb) {
      case 'screening':
        return { type: 'enticement', mode: 'reactive' };
      case 'triage':
        return { type: 'enticement', mode: 'reactive', priority: 2, rationale: reason };
      case 'assignment':
        return {
          agencyId: this.agencies[act.to].id,
          investigatorId: act.named === null ? null : this.accounts[act.named].accountId,
        };
      case 'hold':
        return { reason, reviewOn: '2199-01-01' };
      case 'merge':
        return { into: act.into.id, reason };
      case 'disposition':
      case 'closure-proposal':
        return { code: 'insufficient_information', narrative: reason };
      case 'resume':
      case 'unmerge':
      case 'reopen':
      case 'closure-proposal/rejection':
      case 'acceptance':
      case 'refusal':
      case 'revoke':
        return { reason };
    }
  }

  /** Expects a seat to see exactly the records of the model. */
  private async look(name: SeatName, isOfOffers: boolean): Promise<void> {
    const client = tracker.as(this.accounts[name]);
    const complaints = await client.get<ComplaintPage>('/complaints?limit=200');
    expect({ after: this.told, name, seen: complaints.body.items.map(complaintLine).sort() }).toEqual({
      after: this.told,
      name,
      seen: this.complaintsFor(name).sort(),
    });
    if (!isOfOffers) return;
    const offers = await client.get<TransferPage>('/transfers?limit=200');
    expect({ after: this.told, name, seen: offers.body.items.map(offerLine).sort() }).toEqual({
      after: this.told,
      name,
      seen: this.offersFor(name).sort(),
    });
  }

  private complaintsFor(name: SeatName): string[] {
    const idOf = (agency: AgencyName | null): string | null => (agency === null ? null : this.agencies[agency].id);
    return this.model.complaints
      .filter((complaint) => this.model.sees(name, complaint))
      .map(({ id, state, version, agency, working, investigator, mergedInto }) =>
        complaintLine({
          ...{ id, state, version },
          agencyId: this.agencies[agency].id,
          workingAgencyId: idOf(working),
          investigatorId: investigator === null ? null : this.accounts[investigator].accountId,
          mergedInto: mergedInto?.id ?? null,
        }),
      );
  }

  private offersFor(name: SeatName): string[] {
    const { model } = this;
    return model.offers
      .filter((offer) => model.seesOffer(name, offer))
      .map(({ id, state, version, answerBy }) =>
        offerLine({ id, state, version, isOverdue: state === 'offered' && answerBy < model.day }),
      );
  }
}

function complaintLine(
  seen: Pick<
    ComplaintSummary,
    'id' | 'state' | 'version' | 'agencyId' | 'workingAgencyId' | 'investigatorId' | 'mergedInto'
  >,
): string {
  const { id, state, version, agencyId, workingAgencyId, investigatorId, mergedInto } = seen;
  return JSON.stringify([id, state, version, agencyId, workingAgencyId, investigatorId, mergedInto]);
}

function offerLine({
  id,
  state,
  version,
  isOverdue,
}: Pick<TransferSummary, 'id' | 'state' | 'version' | 'isOverdue'>): string {
  return JSON.stringify([id, state, version, isOverdue]);
}

/** Reports the actions in the error, because the drawn steps are unreadable. */
function told({ failed, seed: drawnFrom, errorInstance }: fc.RunDetails<[boolean, Step[]]>): Promise<void> {
  if (!failed) return Promise.resolve();
  return Promise.reject(new Error(`MODEL_SEED=${drawnFrom} goes another way than the model`, { cause: errorInstance }));
}

describe('a complaint with random transfers', () => {
  it(
    `follows the model in every sequence of ${actions} actions by seven seats`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.boolean(),
          fc.array(step, { minLength: actions, maxLength: actions }),
          async (isNumbered, steps) => {
            const run = await Run.begin(isNumbered);
            for (const one of steps) await run.take(one);
            await run.count();
          },
        ),
        { numRuns: runs, seed, endOnFailure: true, asyncReporter: told },
      );
      figure('model of the complaint and its transfers', {
        runs,
        'actions a run': actions,
        ...counts,
        disagreements: 0,
        seed,
      });
      expect(counts.actions).toBe(runs * actions);
      expect(counts.done).toBeGreaterThan(counts.actions / 4);
      expect(counts['offers answered']).toBeGreaterThan(runs);
    },
    60_000 + runs * 30_000,
  );
});

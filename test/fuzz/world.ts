import { readFile } from 'node:fs/promises';
import { roles, seatLevels } from '../../src/platform/actor/actor.js';
import type { Given } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import {
  createAnother,
  missingIds,
  otherCasesAt,
  createFixtures,
  type Kind,
  type Fixtures,
} from '../support/fixtures.js';
import { validRequests, setPassword } from '../support/requests.js';
import { times } from '../support/times.js';
import type { Tracker } from '../support/tracker.js';
import type { Side } from './attempts.js';
import type { DescribedOperation } from './operations.js';

/** Text in the records of another task force, which must be in no answer. */
export const foreignMarker = 'zqforeign5e1d';

/** Sender. It gets a new session when the last has ended or its step-up is about to expire. */
export interface Sender {
  readonly name: string;
  account: GivenAccount | null;
  since: number;
}

const maxRecords = 40;
/** Number of own cases: several, because writers of one complaint wait for each other. */
const ownPlaces = times('FUZZ_CASES', { api: 2, long: 4 });
/** Well within the five minutes of a step-up. */
const maxSessionMs = 120_000;

/** Records and senders, which grow during the campaign. */
export class World {
  private readonly versions = new Map<string, number>();
  private readonly records = new Map<Kind, string[]>();
  private readonly cursors = new Map<string, string>();
  private readonly kinds: ReadonlyMap<string, Kind>;

  private constructor(
    private readonly tracker: Tracker,
    private readonly given: Given,
    private readonly agency: GivenAgency,
    private readonly places: Readonly<Record<Side, [Fixtures, ...Fixtures[]]>>,
    private readonly senders: readonly [Sender, ...Sender[]],
    readonly endedToken: string,
    private readonly allowed: ReadonlyMap<string, readonly string[]>,
  ) {
    this.kinds = kindsByCollection();
  }

  static async over(tracker: Tracker, given: Given): Promise<World> {
    const own = await given.agency();
    const { taskForceId } = own;
    const neighbour = await given.agency({ taskForceId });
    const foreign = await given.agency();
    const senders: [Sender, ...Sender[]] = [{ name: 'nobody', account: null, since: 0 }];
    for (const role of roles) {
      for (const seat of seatLevels) {
        const at = seat === 'agency' ? { agency: own } : { seat, taskForceId };
        senders.push({ name: `${role} ${seat}`, account: await given.account({ role, ...at }), since: Date.now() });
      }
    }
    const places: Record<Side, [Fixtures, ...Fixtures[]]> = {
      own: [await createFixtures(given, own)],
      neighbour: [await createFixtures(given, neighbour)],
      foreign: [{ ...(await createFixtures(given, foreign)), ...(await markedRecords(given, foreign.id)) }],
      missing: [missingIds()],
    };
    while (places.own.length < ownPlaces) places.own.push(await otherCasesAt(given, own, places.own[0]));
    const ended = await given.account();
    await tracker.as(ended).delete('/sessions/current');
    return new World(tracker, given, own, places, senders, ended.token, await sendersAllowed());
  }

  /**
   * Returns the sender with this number, or, without a number, one that may do the operation. Operations on the own
   * account and sessions get a new account.
   */
  async present(operation: DescribedOperation, number: number | null, index: number): Promise<Sender> {
    const may = number === null ? this.suitable(operation) : [];
    const [first] = this.senders;
    const sender = pick(may, index) ?? pick(this.senders, number ?? index) ?? first;
    const { account } = sender;
    if (account === null) return sender;
    if (/\/(?:sessions|me)(?:\/|$)/.test(operation.path)) return this.likeness(sender, account);
    if (Date.now() - sender.since > maxSessionMs) await this.signInAgain(sender, account.token);
    return sender;
  }

  /** Whether any sender is answered 2xx, by the access table. */
  canBeDone({ name }: DescribedOperation): boolean {
    return this.allowed.has(name);
  }

  private suitable({ name, isPublic, roles: allowed }: DescribedOperation): readonly Sender[] {
    const names = this.allowed.get(name);
    return this.senders.filter((sender) =>
      names ? names.includes(sender.name) : isPublic || isOfRole(sender, allowed),
    );
  }

  private async likeness({ name }: Sender, { role, taskForceId, agencyId }: GivenAccount): Promise<Sender> {
    const seat = taskForceId === null ? { seat: 'national' as const } : { taskForceId };
    const account = await this.given.account({ role, ...(agencyId === null ? seat : { agency: this.agency }) });
    await setPassword(this.tracker, account.accountId);
    return { name, account, since: Date.now() };
  }

  place(side: Side, index: number): Fixtures {
    const places = this.places[side];
    return pick(places, placeNumber(index)) ?? places[0];
  }

  record(kind: Kind, side: Side, index: number): string {
    const made = side === 'own' && index % 2 === 0 ? pick(this.records.get(kind) ?? [], index >> 1) : undefined;
    return made ?? this.place(side, index)[kind];
  }

  /** Returns the cursor of the last page of a list, which belongs to its filter. */
  cursor(list: string): string {
    return this.cursors.get(list) ?? 'none';
  }

  version(id: string): number | undefined {
    return this.versions.get(id);
  }

  forgetVersion(id: string): void {
    this.versions.delete(id);
  }

  learn(operation: string, status: number, location: string | undefined, body: unknown): void {
    if (status >= 300 || typeof body !== 'object' || body === null) return;
    const { id, version, nextCursor } = body as { id?: unknown; version?: unknown; nextCursor?: unknown };
    if (typeof nextCursor === 'string') this.cursors.set(operation, nextCursor);
    if (typeof id !== 'string') return;
    if (typeof version === 'number') this.remember(id, version);
    const kind = status === 201 ? this.kinds.get(location?.slice(0, location.lastIndexOf('/')) ?? '') : undefined;
    if (kind === undefined) return;
    const made = this.records.get(kind) ?? [];
    if (made.length < maxRecords) made.push(id);
    else made[version === undefined ? 0 : this.versions.size % maxRecords] = id;
    this.records.set(kind, made);
  }

  /** Replaces a used-up record by another of its kind, so that later requests have one. */
  async replaceUsed({ name }: DescribedOperation, index: number): Promise<void> {
    const { of, isFinal } = validRequests[name.replaceAll(/\{(\w+)\}/g, ':$1')] ?? {};
    if (!of || !isFinal) return;
    const another = await createAnother(of, this.given, this.agency).catch(unlessThereIsOne);
    if (another === null) return;
    const { own } = this.places;
    const number = placeNumber(index) % own.length;
    own[number] = { ...this.place('own', index), [of]: another };
  }

  async signInAgain(sender: Sender, token: string): Promise<void> {
    if (sender.account?.token !== token) return;
    const { accountId } = sender.account;
    sender.since = Date.now();
    sender.account = { ...sender.account, ...(await this.given.session(accountId)) };
  }

  private remember(id: string, version: number): void {
    this.versions.set(id, version);
    if (this.versions.size <= 5000) return;
    const [oldest] = this.versions.keys();
    if (oldest !== undefined) this.versions.delete(oldest);
  }
}

/** Returns the index of the fixtures, which follows the lowest bit of the number. */
function placeNumber(at: number): number {
  return at >> 1;
}

function isOfRole({ account }: Sender, allowed: readonly string[] | null): boolean {
  return account !== null && (allowed === null || allowed.includes(account.role));
}

function pick<T>(from: readonly T[], at: number): T | undefined {
  return from[at % Math.max(1, from.length)];
}

/** Creates records whose texts contain a marker. */
async function markedRecords(given: Given, agencyId: string): Promise<Partial<Fixtures>> {
  const complaint = await given.complaint({ agencyId, narrative: foreignMarker });
  const { by } = complaint;
  const suspect = await given.suspect({ complaint, givenName: foreignMarker, familyName: foreignMarker });
  return {
    complaint: complaint.id,
    suspect: suspect.id,
    presentation: (await given.presentation({ agencyId, by, title: foreignMarker })).id,
    training: (await given.training({ agencyId, by, title: foreignMarker })).id,
  };
}

/** Senders answered 2xx for their own records, by the committed access table. */
async function sendersAllowed(): Promise<ReadonlyMap<string, readonly string[]>> {
  const table = await readFile(new URL('../access/access.table.txt', import.meta.url), 'utf8');
  const allowed = new Map<string, string[]>();
  for (const [, method, path, who] of table.matchAll(/^([A-Z]+) (\S+) +(nobody|\w+ +\w+) +2\d\d/gm)) {
    const route = `${method ?? ''} ${(path ?? '').replaceAll(/:(\w+)/g, '{$1}')}`;
    allowed.set(route, [...(allowed.get(route) ?? []), (who ?? '').replaceAll(/ +/g, ' ')]);
  }
  return allowed;
}

function kindsByCollection(): ReadonlyMap<string, Kind> {
  return new Map(
    Object.entries(validRequests).flatMap(([route, { of }]) => {
      const [, collection] = /^GET (\/api\/v1\/[\w-]+)\/:id$/.exec(route) ?? [];
      return collection !== undefined && of !== undefined ? [[collection, of] as const] : [];
    }),
  );
}

/** Ignores a duplicate, which a random request may have created already. */
function unlessThereIsOne(fault: unknown): null {
  if (fault instanceof Error && fault.message.includes('/problems/already-exists')) return null;
  throw fault;
}

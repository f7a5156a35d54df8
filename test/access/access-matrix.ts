import { roles, seatLevels, type Role, type SeatLevel } from '../../src/platform/actor/actor.js';
import { comparableContent, type Answer, type Client } from '../support/client.js';
import { createFixtures, missingIds, wholeTaskForce, type Fixtures } from '../support/fixtures.js';
import type { Given } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';
import type { Route, Tracker } from '../support/tracker.js';

/** Committed table of the status of each route for each sender and record. */
export const tableFile = new URL('access.table.txt', import.meta.url);

const columns = ['own', 'neighbour', 'foreign', 'missing'] as const;
/** Owner of the record that a request names, as the sender's agency sees it. */
export type Column = (typeof columns)[number];

export interface Sender {
  readonly name: string;
  readonly role: Role | null;
  readonly seat: SeatLevel | null;
  readonly account: GivenAccount | null;
}

/** Senders of the access table, and the records that they ask for. */
export interface Matrix {
  readonly agencies: Readonly<Record<Exclude<Column, 'missing'>, GivenAgency>>;
  readonly places: Record<Column, Fixtures>;
  readonly senders: readonly Sender[];
}

export async function createMatrix(given: Given): Promise<Matrix> {
  const own = await given.agency();
  const neighbour = await given.agency({ taskForceId: own.taskForceId });
  const agencies = { own, neighbour, foreign: await given.agency() };
  const places = {
    own: await createFixtures(given, agencies.own),
    neighbour: await createFixtures(given, agencies.neighbour),
    foreign: await createFixtures(given, agencies.foreign),
    missing: missingIds(),
  };
  const senders: Sender[] = [{ name: 'nobody', role: null, seat: null, account: null }];
  for (const role of roles) {
    for (const seat of seatLevels) {
      const account = await seatedAccount(given, own, role, seat);
      senders.push({ name: `${role.padEnd(12)} ${seat}`, role, seat, account });
    }
  }
  return { agencies, places, senders };
}

/** Creates an account of a role at the agency, at its task force or at the national office. */
export function seatedAccount(given: Given, agency: GivenAgency, role: Role, seat: SeatLevel): Promise<GivenAccount> {
  if (seat === 'agency') return given.account({ role, agency });
  return given.account({ role, seat, taskForceId: agency.taskForceId });
}

/** Returns the columns of a request, without a neighbor's record where there is none. */
export function columnsOf({ of }: ValidRequest): readonly Column[] {
  if (of === undefined) return ['own'];
  return columns.filter((column) => column !== 'neighbour' || !wholeTaskForce.includes(of));
}

export function formatLine(
  route: Route,
  { of }: ValidRequest,
  sender: Sender,
  answers: ReadonlyMap<Column, Answer>,
): string {
  const statuses = columns.map((column) => answers.get(column)?.status ?? '  -');
  const shown = of === undefined ? statuses.slice(0, 1) : statuses;
  return `${nameOf(route).padEnd(48)} ${sender.name.padEnd(24)} ${shown.join(' ')}`;
}

/** Whether the refusals of a foreign record and of a missing one differ. */
export function isToldApart(answers: ReadonlyMap<Column, Answer>): boolean {
  const [foreign, missing] = [answers.get('foreign'), answers.get('missing')];
  if (!foreign || !missing || foreign.status < 400 || foreign.status !== missing.status) return false;
  return JSON.stringify(comparableContent(foreign)) !== JSON.stringify(comparableContent(missing));
}

export function pathOf({ url }: Tracker, { path }: Route, right: ValidRequest, place: Fixtures): string {
  return `${url}${right.path?.(place) ?? path.replace(':id', right.of ? place[right.of] : '')}`;
}

export function clientOf(tracker: Tracker, { account }: Pick<Sender, 'account'>): Client {
  return account ? tracker.as(account) : tracker.anonymous();
}

export function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

/** Returns the lines of only one of the tables. */
export function differencesOf(committed: readonly string[], found: readonly string[]): string[] {
  const [before, after] = [new Set(committed), new Set(found)];
  return [
    ...[...before].filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...[...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ];
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { isId, newId } from '../platform/http/ids.js';
import { InvalidInput } from '../platform/http/problems.js';
import { strictInput } from '../platform/http/strict-input.js';
import type { Account } from './account.entity.js';
import type { BatchFault } from './account-batch.entity.js';
import { batchColumns, type FileRow } from './account-batch-file.js';
import { accountFrom, type SeatCheck } from './account-opening.js';
import { requireThere } from './account-seats.js';
import { CreateAccount, type SeatInput } from './accounts.contract.js';

/** A row that was read: the account it comes to, or what is wrong with it. */
export interface ReadRow {
  readonly row: number;
  readonly account: Account | null;
  readonly errors: readonly BatchFault[];
}

interface NamedAgency {
  readonly id: string;
  readonly task_force_id: string;
  readonly name: string;
  readonly ori: string | null;
}

/** What is asked once for all rows. */
interface Known {
  readonly agencies: readonly NamedAgency[];
  readonly seats: SeatCheck;
}

/** Row security keeps what is found to the agencies the actor sees. */
const agenciesNamed = `
  SELECT id, task_force_id, name, ori FROM app.agencies
   WHERE id = ANY ($1::uuid[]) OR ori = ANY ($2::text[]) OR name = ANY ($3::text[])`;
/** Likewise to the accounts of the seat and below. */
const takenEmails = 'SELECT email FROM app.accounts WHERE email = ANY ($1)';

/** Reads rows of a file by the rules of a single account, and says of each what is wrong, in words. */
@Injectable()
export class AccountBatchRows {
  private readonly input = strictInput();

  async read(tx: EntityManager, actor: Actor, rows: readonly FileRow[]): Promise<ReadRow[]> {
    const agencies = await this.agencies(tx, rows);
    const seats = onceForEach((columns) => requireThere(tx, actor, columns));
    const read: ReadRow[] = [];
    for (const row of rows) read.push(await this.readRow(tx, actor, row, { agencies, seats }));
    const emails = read.flatMap(({ account }) => (account ? [account.email] : []));
    const taken = await tx.query<{ email: string }[]>(takenEmails, [emails]);
    return withoutTaken(read, new Set(taken.map(({ email }) => email)));
  }

  private async readRow(tx: EntityManager, actor: Actor, row: FileRow, known: Known): Promise<ReadRow> {
    const { agency, role, ...cells } = row.cells;
    try {
      if (row.hasTooManyCells) throw InvalidInput.at('/row', 'has more cells than there are columns');
      const seat = seatNamed(agency, actor, known.agencies);
      const sent = { email: '', name: '', ...cells, seat, role: role?.toLowerCase() ?? '' };
      const checked: unknown = await this.input.transform(sent, { type: 'body', metatype: CreateAccount });
      const account = await accountFrom(tx, actor, newId(), checked as CreateAccount, known.seats);
      return { row: row.row, account, errors: [] };
    } catch (fault) {
      if (!(fault instanceof InvalidInput)) throw fault;
      return { row: row.row, account: null, errors: fault.members.errors.map(faultAt) };
    }
  }

  private agencies(tx: EntityManager, rows: readonly FileRow[]): Promise<NamedAgency[]> {
    const names = [...new Set(rows.flatMap(({ cells }) => cells.agency ?? []))];
    if (names.length === 0) return Promise.resolve([]);
    return tx.query<NamedAgency[]>(agenciesNamed, [names.filter(isId), names.map((name) => name.toUpperCase()), names]);
  }
}

/** The seat a cell names: an agency, or left empty the actor's own. From the national seat an agency is named. */
function seatNamed(cell: string | undefined, { seat }: Actor, named: readonly NamedAgency[]): SeatInput {
  if (cell === undefined) {
    if (seat.at === 'national') throw InvalidInput.at('/seat/agencyId', 'has to be named from the national seat');
    return { at: seat.at, taskForceId: seat.taskForceId, agencyId: seat.at === 'agency' ? seat.agencyId : null };
  }
  const found = named.filter(
    ({ id, ori, name }) => [id, ori?.toLowerCase()].includes(cell.toLowerCase()) || name === cell,
  );
  const [agency] = found;
  if (!agency) throw InvalidInput.at('/seat/agencyId', 'names no agency that is there for you');
  if (found.length > 1) throw InvalidInput.at('/seat/agencyId', 'is the name of more than one agency; use the ORI');
  if (seat.at === 'agency' && agency.id !== seat.agencyId) {
    throw InvalidInput.at('/seat/agencyId', 'names an agency whose accounts you do not keep');
  }
  return { at: 'agency', taskForceId: agency.task_force_id, agencyId: agency.id };
}

/** Asks once for each seat, and answers the others with the same. */
function onceForEach(check: SeatCheck): SeatCheck {
  const asked = new Map<string, Promise<void>>();
  return ({ taskForceId, agencyId }) => {
    const key = `${taskForceId}/${agencyId}`;
    const answer = asked.get(key) ?? check({ taskForceId, agencyId });
    asked.set(key, answer);
    return answer;
  };
}

/** A pointer into an account as the column it came from. */
function faultAt({ pointer, detail }: { readonly pointer: string; readonly detail: string }): BatchFault {
  const field = pointer.split('/')[1] ?? '';
  const column = field === 'seat' ? 'agency' : (batchColumns.find((one) => one === field) ?? 'row');
  return { column, detail };
}

/** One address, one account: neither twice in the file, nor one that an account of the seat has had. */
function withoutTaken(read: readonly ReadRow[], taken: ReadonlySet<string>): ReadRow[] {
  const seen = new Set<string>();
  return read.map((one) => {
    const email = one.account?.email;
    if (email === undefined) return one;
    const isTwice = seen.has(email);
    seen.add(email);
    if (!isTwice && !taken.has(email)) return one;
    const detail = isTwice ? 'stands in a row above already' : 'is already taken';
    return { row: one.row, account: null, errors: [{ column: 'email', detail }] };
  });
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { isId, newId } from '../../platform/ids/ids.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { createStrictValidationPipe } from '../../platform/http/strict-validation.pipe.js';
import type { Account } from './account.entity.js';
import type { BatchFault } from './account-batch.entity.js';
import { batchColumns, type FileRow } from './account-batch-file.js';
import { buildAccount, type SeatCheck } from './build-account.js';
import { requireAccessibleSeat } from './seat-validation.js';
import { CreateAccount, type SeatInput } from './account.request.js';

export interface ParsedRow {
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

interface ParseContext {
  readonly agencies: readonly NamedAgency[];
  readonly seats: SeatCheck;
}

/** Row security limits the result to the agencies that the actor can see. */
const selectAgencies = `
  SELECT id, task_force_id, name, ori FROM app.agencies
   WHERE id = ANY ($1::uuid[]) OR ori = ANY ($2::text[]) OR name = ANY ($3::text[])`;
const selectTakenEmails = 'SELECT email FROM app.accounts WHERE email = ANY ($1)';

/** Parser of the rows. It applies the rules of a single account and returns the errors of each row. */
@Injectable()
export class AccountBatchParser {
  private readonly input = createStrictValidationPipe();

  async parse(tx: EntityManager, actor: Actor, rows: readonly FileRow[]): Promise<ParsedRow[]> {
    const agencies = await this.findAgencies(tx, rows);
    const seats = cacheSeatCheck((columns) => requireAccessibleSeat(tx, actor, columns));
    const parsed: ParsedRow[] = [];
    for (const row of rows) parsed.push(await this.parseRow(tx, actor, row, { agencies, seats }));
    const emails = parsed.flatMap(({ account }) => (account ? [account.email] : []));
    const taken = await tx.query<{ email: string }[]>(selectTakenEmails, [emails]);
    return rejectTakenEmails(parsed, new Set(taken.map(({ email }) => email)));
  }

  private async parseRow(tx: EntityManager, actor: Actor, row: FileRow, context: ParseContext): Promise<ParsedRow> {
    const { agency, role, title, ...cells } = row.cells;
    try {
      if (row.hasTooManyCells) throw InvalidInput.forPath('/row', 'has more cells than there are columns');
      const seat = resolveSeat(agency, actor, context.agencies);
      const sent = { email: '', name: '', ...cells, seat, role: role?.toLowerCase() ?? '', title: toTitleCode(title) };
      const checked: unknown = await this.input.transform(sent, { type: 'body', metatype: CreateAccount });
      const account = await buildAccount(tx, actor, newId(), checked as CreateAccount, context.seats);
      return { row: row.row, account, errors: [] };
    } catch (fault) {
      if (!(fault instanceof InvalidInput)) throw fault;
      return { row: row.row, account: null, errors: fault.members.errors.map(toBatchFault) };
    }
  }

  private findAgencies(tx: EntityManager, rows: readonly FileRow[]): Promise<NamedAgency[]> {
    const names = [...new Set(rows.flatMap(({ cells }) => cells.agency ?? []))];
    if (names.length === 0) return Promise.resolve([]);
    return tx.query<NamedAgency[]>(selectAgencies, [
      names.filter(isId),
      names.map((name) => name.toUpperCase()),
      names,
    ]);
  }
}

/**
 * Returns the seat that a cell names. An empty cell means the actor's own. An actor of the national office must name an
 * agency.
 */
function resolveSeat(cell: string | undefined, { seat }: Actor, agencies: readonly NamedAgency[]): SeatInput {
  if (cell === undefined) {
    if (seat.level === 'national') throw InvalidInput.forPath('/seat/agencyId', 'must be set from the national seat');
    return {
      level: seat.level,
      taskForceId: seat.taskForceId,
      agencyId: seat.level === 'agency' ? seat.agencyId : null,
    };
  }
  const found = agencies.filter(
    ({ id, ori, name }) => [id, ori?.toLowerCase()].includes(cell.toLowerCase()) || name === cell,
  );
  const [agency] = found;
  if (!agency) throw InvalidInput.forPath('/seat/agencyId', 'names an agency that does not exist or is not accessible');
  if (found.length > 1)
    throw InvalidInput.forPath('/seat/agencyId', 'is the name of more than one agency; use the ORI');
  if (seat.level === 'agency' && agency.id !== seat.agencyId) {
    throw InvalidInput.forPath('/seat/agencyId', 'names an agency whose accounts you do not manage');
  }
  return { level: 'agency', taskForceId: agency.task_force_id, agencyId: agency.id };
}

/** Returns the code of a title, such as forensic_examiner of `Forensic examiner`. */
function toTitleCode(cell: string | undefined): string | null {
  return cell?.toLowerCase().replaceAll(/[\s-]+/g, '_') ?? null;
}

function cacheSeatCheck(check: SeatCheck): SeatCheck {
  const cache = new Map<string, Promise<void>>();
  return ({ taskForceId, agencyId }) => {
    const key = `${taskForceId}/${agencyId}`;
    const answer = cache.get(key) ?? check({ taskForceId, agencyId });
    cache.set(key, answer);
    return answer;
  };
}

function toBatchFault({ pointer, detail }: { readonly pointer: string; readonly detail: string }): BatchFault {
  const field = pointer.split('/')[1] ?? '';
  const column = field === 'seat' ? 'agency' : (batchColumns.find((one) => one === field) ?? 'row');
  return { column, detail };
}

/** Rejects a repeated email address, and one that an account of the seat has or had. */
function rejectTakenEmails(parsed: readonly ParsedRow[], taken: ReadonlySet<string>): ParsedRow[] {
  const seen = new Set<string>();
  return parsed.map((one) => {
    const email = one.account?.email;
    if (email === undefined) return one;
    const isTwice = seen.has(email);
    seen.add(email);
    if (!isTwice && !taken.has(email)) return one;
    const detail = isTwice ? 'is already in a row above' : 'is already taken';
    return { row: one.row, account: null, errors: [{ column: 'email', detail }] };
  });
}

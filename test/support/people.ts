import { randomBytes } from 'node:crypto';
import type { Role } from '../../src/platform/actor/actor.js';
import { addDays } from '../../src/platform/time/calendar.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { Tracker } from './tracker.js';
import { oncePerWorker } from './worker.js';

export interface GivenTaskForce {
  readonly id: string;
  readonly code: string;
  readonly zone: string;
}

export interface GivenAgency {
  readonly id: string;
  readonly taskForceId: string;
  readonly name: string;
}

export interface GivenAccount {
  readonly accountId: string;
  readonly sessionId: string;
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
}

export interface AccountOver {
  readonly role?: Role;
  /** Derived from the two below; by default an agency of a new task force. */
  readonly seat?: 'agency' | 'task_force' | 'national';
  readonly taskForceId?: string;
  readonly agency?: GivenAgency;
  readonly email?: string;
  readonly name?: string;
  /** By default an account with a password. */
  readonly status?: 'enrolled' | 'locked' | 'disabled' | 'waiting';
}

const statusStatements = {
  enrolled: [`INSERT INTO auth.credentials (account_id, password_hash) VALUES ($1, 'nobody knows the password')`],
  locked: [
    `INSERT INTO auth.credentials (account_id, password_hash) VALUES ($1, 'nobody knows the password')`,
    `INSERT INTO auth.sign_in_status (account_id, locked_at) VALUES ($1, now())`,
  ],
  disabled: ['UPDATE app.accounts SET disabled_at = now() WHERE id = $1'],
  waiting: ['UPDATE app.accounts SET approved_at = NULL WHERE id = $1'],
} as const satisfies Record<string, readonly string[]>;

const numbers = oncePerWorker('numbers', () => ({ last: 0 }));

/** Returns a number that is unique in this test worker and thus in the database of the spec file. */
export function nextNumber(): number {
  numbers.last += 1;
  return numbers.last;
}

let days = 0;

/** Days after which `nextDay` starts again, a year before the current day of the tests. */
const maxDays = 8000;

/** Returns a distinct day on each call, because periods must not overlap. */
export function nextDay(first: string): string {
  days = (days + 1) % maxDays;
  return addDays(first, days);
}

/** Builders of accounts by SQL, so that no test waits for a password hash. */
export class GivenPeople {
  constructor(protected readonly tracker: Tracker) {}

  async taskForce(overrides: { readonly code?: string; readonly zone?: string } = {}): Promise<GivenTaskForce> {
    const { code = nextCode(), zone = 'America/Chicago' } = overrides;
    const id = newId();
    await this.tracker.sql(
      `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
       VALUES ($1, $2, $3, 'NE', 'statewide', $4, true, 1)`,
      [id, code, `${code} Task Force`, zone],
    );
    return { id, code, zone };
  }

  /** Creates an agency, affiliated since 2000 with a signed agreement, so that it can receive transfers. */
  async agency(overrides: { readonly taskForceId?: string; readonly name?: string } = {}): Promise<GivenAgency> {
    const taskForceId = overrides.taskForceId ?? (await this.taskForce()).id;
    const { name = `Agency ${nextNumber()}` } = overrides;
    const id = newId();
    await this.tracker.sql(
      `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, contact_phone, version)
       VALUES ($1, $2, $3, 'local_police', 'local', 'NE', '+1 402 555 0100', 1)`,
      [id, taskForceId, name],
    );
    await this.tracker.sql(
      `INSERT INTO app.agency_memberships (id, task_force_id, agency_id, kind, began_on, mou_signed_on, version)
       VALUES ($1, $2, $3, 'affiliate', '2000-01-01', '2000-01-01', 1)`,
      [newId(), taskForceId, id],
    );
    return { id, taskForceId, name };
  }

  async unsign(agencyId: string): Promise<void> {
    await this.tracker.sql(
      'UPDATE app.agency_memberships SET mou_signed_on = NULL, version = version + 1 WHERE agency_id = $1',
      [agencyId],
    );
  }

  async account(overrides: AccountOver = {}): Promise<GivenAccount> {
    const { taskForceId, agencyId } = await this.seatOf(overrides);
    const { role = 'investigator', name = `Account ${nextNumber()}` } = overrides;
    const accountId = newId();
    const email = overrides.email ?? `account-${accountId}@example.gov`;
    await this.tracker.sql(
      `INSERT INTO app.accounts (id, email, name, role, task_force_id, agency_id, version) VALUES ($1, $2, $3, $4, $5, $6, 1)`,
      [accountId, email, name, role, taskForceId, agencyId],
    );
    const session = await this.session(accountId);
    for (const statement of overrides.status ? statusStatements[overrides.status] : [])
      await this.tracker.sql(statement, [accountId]);
    return { accountId, email, name, role, taskForceId, agencyId, ...session };
  }

  /** Creates another session of an account, as right after sign-in with a step-up. */
  async session(accountId: string): Promise<{ readonly sessionId: string; readonly token: string }> {
    const [sessionId, token] = [newId(), randomBytes(32).toString('base64url')];
    await this.tracker.sql(
      `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at, stepped_up_at)
       SELECT sha256(sha256($1::text::bytea)), $2, id, role, task_force_id, agency_id, interval '30 minutes',
              now() + interval '12 hours', now() FROM app.accounts WHERE id = $3`,
      [token, sessionId, accountId],
    );
    return { sessionId, token };
  }

  async decide(recertificationId: string): Promise<void> {
    await this.tracker.sql(
      `UPDATE app.recertification_lines l
          SET decision = 'confirmed', decided_at = now(),
              decided_by = (SELECT a.id FROM app.accounts a WHERE a.id <> l.account_id LIMIT 1)
        WHERE recertification_id = $1`,
      [recertificationId],
    );
  }

  private async seatOf(overrides: AccountOver): Promise<{ taskForceId: string | null; agencyId: string | null }> {
    const { agency, taskForceId } = overrides;
    const seat = overrides.seat ?? (agency === undefined && taskForceId !== undefined ? 'task_force' : 'agency');
    if (seat === 'national') return { taskForceId: null, agencyId: null };
    if (seat === 'task_force') return { taskForceId: taskForceId ?? (await this.taskForce()).id, agencyId: null };
    const owner = agency ?? (await this.agency(taskForceId === undefined ? {} : { taskForceId }));
    return { taskForceId: owner.taskForceId, agencyId: owner.id };
  }
}

/** Returns a code of letters: `TT-` and the spelled number. */
export function nextCode(): string {
  return `TT-${String(nextNumber())
    .padStart(6, '0')
    .replace(/\d/g, (digit) => 'ABCDEFGHIJ'.charAt(Number(digit)))}`;
}

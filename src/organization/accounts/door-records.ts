import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import type { Due, Factor } from './sign-in.words.js';

/** Credential as verified by the application. Postgres makes the final decision and accepts each one only once. */
export interface Proof {
  readonly kind: Factor | 'nothing';
  /** Id of the authenticator app or passkey. */
  readonly id?: string;
  /** Time step of a code, or counter of a passkey. */
  readonly number?: number;
  /** Hash of the verified password, or of a recovery code. */
  readonly shown?: string;
}

/** Session after an authentication step, with the next step that it awaits. */
export interface Entry {
  readonly session_id: string;
  readonly expires_at: Date;
  readonly due: Due | null;
  readonly factors: readonly Factor[];
  readonly last_signed_in_at: Date | null;
  readonly last_address: string | null;
  readonly refused: number | null;
  readonly credentials_changed_at: Date | null;
}

/** Session of a caller who may still be authenticating. */
export interface Visitor {
  readonly session_id: string;
  readonly account_id: string;
  readonly email: string;
  readonly name: string;
  readonly due: Due | null;
  readonly is_stepped_up: boolean;
  readonly factors: readonly Factor[];
  readonly expires_at: Date;
  readonly idle_until: Date;
  readonly stepped_up_until: Date | null;
  readonly password_hash: string | null;
  readonly totp_id: string | null;
  readonly totp_secret: Buffer | null;
  readonly totp_step: number | null;
  /** Current time of the database, in seconds. */
  readonly epoch: number;
}

export interface Credential {
  readonly account_id: string;
  readonly password_hash: string | null;
  readonly name: string;
}

/** Sign-in attempt: the account, the verified credential and the new session. */
export interface Arrival {
  readonly accountId: string | null;
  readonly proof: Proof;
  readonly isWeak: boolean;
  readonly sessionId: string;
  readonly fresh: Buffer;
  readonly notice: string | null;
}

// Parameters 1 to 6 are always the rules; 7 to 10 are the credential.
const rules = `ROW($1::boolean, $2::integer, make_interval(secs => $3), make_interval(secs => $4), $5::integer,
                   make_interval(days => $6))::auth.rules`;
const proof = 'ROW($7::text, $8::uuid, $9::bigint, $10::text)::auth.proof';

const credentialOf = 'SELECT account_id, password_hash, name FROM auth.credential_of($1)';
const signIn = `SELECT * FROM auth.sign_in($11, ${proof}, $12, $13, $14, $15, ${rules})`;
const visit = `SELECT * FROM auth.visit($7, ${rules})`;
const passSecondFactor = `SELECT * FROM auth.pass_second_factor($11, $12, ${proof}, ${rules})`;
const stepUp = `SELECT * FROM auth.step_up($11, $12, ${proof}, ${rules})`;
const changePassword = `SELECT * FROM auth.change_own_password($11, $12, ${proof}, $13, ${rules})`;
const renewHash = 'SELECT auth.renew_hash($1, $2, $3)';
const leave = 'SELECT auth.leave($1) AS left';

/**
 * Queries to the functions of schema `auth`, with the configured rules. A rejected attempt returns null. Its failure is
 * recorded, so the caller must commit the transaction.
 */
@Injectable()
export class DoorRecords {
  readonly rules: readonly unknown[];

  constructor(config: Config) {
    const { LOCKOUT_RELEASE: release, PASSWORD_MAX_AGE_DAYS: days } = config;
    this.rules = [
      config.AUTH_MFA === 'required',
      config.LOCKOUT_FAILURES,
      config.LOCKOUT_WINDOW,
      release === 'admin' ? null : release,
      config.MAX_SESSIONS,
      days === 0 ? null : days,
    ];
  }

  async credentialOf(tx: EntityManager, email: string): Promise<Credential | null> {
    const [credential] = await tx.query<Credential[]>(credentialOf, [email]);
    return credential ?? null;
  }

  async signIn(tx: EntityManager, arrival: Arrival): Promise<Entry | null> {
    const { accountId, isWeak, sessionId, fresh, notice } = arrival;
    const parameters = [...this.shown(arrival.proof), accountId, isWeak, sessionId, fresh, notice];
    return oneOf(await tx.query<Entry[]>(signIn, parameters));
  }

  async visit(tx: EntityManager, session: Buffer): Promise<Visitor | null> {
    return oneOf(await tx.query<Visitor[]>(visit, [...this.rules, session]));
  }

  async passSecondFactor(tx: EntityManager, session: Buffer, fresh: Buffer, shown: Proof): Promise<Entry | null> {
    return oneOf(await tx.query<Entry[]>(passSecondFactor, [...this.shown(shown), session, fresh]));
  }

  async stepUp(tx: EntityManager, session: Buffer, fresh: Buffer, shown: Proof): Promise<Entry | null> {
    return oneOf(await tx.query<Entry[]>(stepUp, [...this.shown(shown), session, fresh]));
  }

  async changePassword(
    tx: EntityManager,
    session: Buffer,
    fresh: Buffer,
    shown: Proof,
    hash: string | null,
  ): Promise<Entry | null> {
    return oneOf(await tx.query<Entry[]>(changePassword, [...this.shown(shown), session, fresh, hash]));
  }

  async renewHash(tx: EntityManager, accountId: string, checked: string, hash: string): Promise<void> {
    await tx.query(renewHash, [accountId, checked, hash]);
  }

  /** Ends the session. Returns whether there was one. */
  async leave(tx: EntityManager, session: Buffer): Promise<boolean> {
    const [row] = await tx.query<{ left: boolean }[]>(leave, [session]);
    return row?.left ?? false;
  }

  private shown({ kind, id, number, shown }: Proof): unknown[] {
    return [...this.rules, kind, id ?? null, number ?? null, shown ?? null];
  }
}

function oneOf<Row>([row]: readonly Row[]): Row | null {
  return row ?? null;
}

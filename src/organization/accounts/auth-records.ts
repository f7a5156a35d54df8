import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import type { PendingStep, Factor } from './sign-in.enums.js';

/**
 * Credential as verified by the application. Postgres makes the final decision and accepts each one only once. An
 * identity is a link to a person at an identity provider, which may state a second factor (`identity_provider_mfa`).
 */
export interface Proof {
  readonly kind: Factor | 'identity_provider' | 'identity_provider_mfa' | 'nothing';
  readonly id?: string;
  /** Time step of a code, or counter of a passkey. */
  readonly number?: number;
  /** Hash of the verified password, or of a recovery code. */
  readonly hash?: string;
}

/** Session after an authentication step, with the next step that it awaits. */
export interface SessionRecord {
  readonly session_id: string;
  readonly expires_at: Date;
  readonly pending_step: PendingStep | null;
  readonly factors: readonly Factor[];
  readonly last_signed_in_at: Date | null;
  readonly last_address: string | null;
  readonly refused: number | null;
  readonly credentials_changed_at: Date | null;
}

export interface PendingSession {
  readonly session_id: string;
  readonly account_id: string;
  readonly email: string;
  readonly name: string;
  readonly pending_step: PendingStep | null;
  readonly is_stepped_up: boolean;
  readonly factors: readonly Factor[];
  readonly expires_at: Date;
  readonly idle_until: Date;
  readonly stepped_up_until: Date | null;
  readonly password_hash: string | null;
  readonly totp_id: string | null;
  readonly totp_secret: Buffer | null;
  readonly totp_step: number | null;
  readonly epoch: number;
}

export interface Credential {
  readonly account_id: string;
  readonly password_hash: string | null;
  readonly name: string;
}

export interface SignInAttempt {
  readonly accountId: string | null;
  readonly proof: Proof;
  readonly isWeak: boolean;
  readonly sessionId: string;
  readonly newHash: Buffer;
  readonly notice: string | null;
}

// Parameters 1 to 6 are always the rules; 7 to 10 are the credential.
const rules = `ROW($1::boolean, $2::integer, make_interval(secs => $3), make_interval(secs => $4), $5::integer,
                   make_interval(days => $6))::auth.rules`;
const proofRow = 'ROW($7::text, $8::uuid, $9::bigint, $10::text)::auth.proof';

const selectCredential = 'SELECT account_id, password_hash, name FROM auth.find_credential($1)';
const signIn = `SELECT * FROM auth.sign_in($11, ${proofRow}, $12, $13, $14, $15, ${rules})`;
const selectPendingSession = `SELECT * FROM auth.find_pending_session($7, ${rules})`;
const verifySecondFactor = `SELECT * FROM auth.pass_second_factor($11, $12, ${proofRow}, ${rules})`;
const stepUp = `SELECT * FROM auth.step_up($11, $12, ${proofRow}, ${rules})`;
const changePassword = `SELECT * FROM auth.change_own_password($11, $12, ${proofRow}, $13, ${rules})`;
const renewHash = 'SELECT auth.renew_hash($1, $2, $3)';
const endSession = 'SELECT auth.sign_out($1) AS left';

/**
 * Queries to the functions of schema `auth`, with the configured rules. A rejected attempt returns null, and the caller
 * must commit the transaction with its failure.
 */
@Injectable()
export class AuthRecords {
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

  async findCredential(tx: EntityManager, email: string): Promise<Credential | null> {
    const [credential] = await tx.query<Credential[]>(selectCredential, [email]);
    return credential ?? null;
  }

  async signIn(tx: EntityManager, attempt: SignInAttempt): Promise<SessionRecord | null> {
    const { accountId, isWeak, sessionId, newHash, notice } = attempt;
    const parameters = [...this.parametersOf(attempt.proof), accountId, isWeak, sessionId, newHash, notice];
    return firstOrNull(await tx.query<SessionRecord[]>(signIn, parameters));
  }

  async findPendingSession(tx: EntityManager, session: Buffer): Promise<PendingSession | null> {
    return firstOrNull(await tx.query<PendingSession[]>(selectPendingSession, [...this.rules, session]));
  }

  async verifySecondFactor(
    tx: EntityManager,
    session: Buffer,
    newHash: Buffer,
    proof: Proof,
  ): Promise<SessionRecord | null> {
    return firstOrNull(
      await tx.query<SessionRecord[]>(verifySecondFactor, [...this.parametersOf(proof), session, newHash]),
    );
  }

  async stepUp(tx: EntityManager, session: Buffer, newHash: Buffer, proof: Proof): Promise<SessionRecord | null> {
    return firstOrNull(await tx.query<SessionRecord[]>(stepUp, [...this.parametersOf(proof), session, newHash]));
  }

  async changePassword(
    tx: EntityManager,
    session: Buffer,
    newHash: Buffer,
    proof: Proof,
    hash: string | null,
  ): Promise<SessionRecord | null> {
    return firstOrNull(
      await tx.query<SessionRecord[]>(changePassword, [...this.parametersOf(proof), session, newHash, hash]),
    );
  }

  async renewHash(tx: EntityManager, accountId: string, checked: string, hash: string): Promise<void> {
    await tx.query(renewHash, [accountId, checked, hash]);
  }

  async endSession(tx: EntityManager, session: Buffer): Promise<boolean> {
    const [row] = await tx.query<{ left: boolean }[]>(endSession, [session]);
    return row?.left ?? false;
  }

  private parametersOf({ kind, id, number, hash }: Proof): unknown[] {
    return [...this.rules, kind, id ?? null, number ?? null, hash ?? null];
  }
}

function firstOrNull<Row>([row]: readonly Row[]): Row | null {
  return row ?? null;
}

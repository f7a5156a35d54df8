import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuthRecords, type SessionRecord } from './auth-records.js';

/** Factor of an account, or the number of its unused recovery codes. */
export interface StoredFactor {
  readonly kind: 'passkey' | 'totp' | 'recovery_codes';
  readonly id: string | null;
  readonly name: string | null;
  readonly is_synced: boolean | null;
  readonly since: Date | null;
  readonly last_used_at: Date | null;
  readonly codes_left: number | null;
}

export interface NewPasskey {
  readonly id: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly name: string;
  readonly isSynced: boolean;
}

export interface StoredPasskey {
  readonly id: string;
  readonly account_id: string;
  readonly public_key: Buffer;
}

const rules = `ROW($1::boolean, $2::integer, make_interval(secs => $3), make_interval(secs => $4), $5::integer,
                   make_interval(days => $6))::auth.rules`;

const selectFactors = 'SELECT kind, id, name, is_synced, since, last_used_at, codes_left FROM auth.factors_of($1)';
const beginTotp = 'SELECT auth.begin_totp($1, $2, $3)';
const selectPendingTotp = 'SELECT id, secret, epoch FROM auth.waiting_totp($1)';
const confirmTotp = `SELECT * FROM auth.confirm_totp($7, $8, $9, $10, ${rules})`;
const reencryptTotp = 'SELECT auth.reencrypt_totp($1, $2, $3)';
const removeTotp = `SELECT * FROM auth.remove_totp($7, $8, ${rules})`;
const makeChallenge = 'SELECT auth.make_challenge($1)';
const makeRegistrationChallenge = 'SELECT credential_id FROM auth.make_registration_challenge($1, $2)';
const consumeChallenge = 'SELECT auth.consume_challenge($1, $2) AS taken';
const selectPasskey = 'SELECT id, account_id, public_key FROM auth.passkey_of($1)';
const addPasskey = `SELECT * FROM auth.add_passkey($7, $8, $9, $10, $11, $12, $13, $14, ${rules})`;
const removePasskey = `SELECT * FROM auth.remove_passkey($7, $8, $9, ${rules})`;
const renewRecoveryCodes = `SELECT * FROM auth.renew_recovery_codes($7, $8, $9, ${rules})`;

/** Queries to the functions of schema `auth` about factors. Postgres decides the sessions that may change them. */
@Injectable()
export class FactorRecords {
  constructor(private readonly authRecords: AuthRecords) {}

  listFactors(tx: EntityManager, session: Buffer): Promise<StoredFactor[]> {
    return tx.query<StoredFactor[]>(selectFactors, [session]);
  }

  async beginTotp(tx: EntityManager, session: Buffer, id: string, secret: Buffer): Promise<void> {
    await tx.query(beginTotp, [session, id, secret]);
  }

  async findPendingTotp(
    tx: EntityManager,
    session: Buffer,
  ): Promise<{ readonly id: string; readonly secret: Buffer; readonly epoch: number } | null> {
    const [pending] = await tx.query<{ id: string; secret: Buffer; epoch: number }[]>(selectPendingTotp, [session]);
    return pending ?? null;
  }

  confirmTotp(
    tx: EntityManager,
    session: Buffer,
    newHash: Buffer,
    id: string,
    step: number,
  ): Promise<SessionRecord | null> {
    return this.querySession(tx, confirmTotp, [session, newHash, id, step]);
  }

  async reencryptTotp(tx: EntityManager, id: string, previous: Buffer, secret: Buffer): Promise<void> {
    await tx.query(reencryptTotp, [id, previous, secret]);
  }

  removeTotp(tx: EntityManager, session: Buffer, newHash: Buffer): Promise<SessionRecord | null> {
    return this.querySession(tx, removeTotp, [session, newHash]);
  }

  async makeChallenge(tx: EntityManager, challenge: Buffer): Promise<void> {
    await tx.query(makeChallenge, [challenge]);
  }

  async makeRegistrationChallenge(tx: EntityManager, session: Buffer, challenge: Buffer): Promise<Buffer[]> {
    const rows = await tx.query<{ credential_id: Buffer }[]>(makeRegistrationChallenge, [session, challenge]);
    return rows.map(({ credential_id }) => credential_id);
  }

  /** Consumes a challenge. Returns whether the tracker issued it for that account or for sign-in. */
  async consumeChallenge(tx: EntityManager, challenge: Buffer, accountId: string | null): Promise<boolean> {
    const [row] = await tx.query<{ taken: boolean }[]>(consumeChallenge, [challenge, accountId]);
    return row?.taken ?? false;
  }

  async findPasskey(tx: EntityManager, credentialId: Buffer): Promise<StoredPasskey | null> {
    const [passkey] = await tx.query<StoredPasskey[]>(selectPasskey, [credentialId]);
    return passkey ?? null;
  }

  addPasskey(tx: EntityManager, session: Buffer, newHash: Buffer, passkey: NewPasskey): Promise<SessionRecord | null> {
    const { id, credentialId, publicKey, counter, name, isSynced } = passkey;
    return this.querySession(tx, addPasskey, [session, newHash, id, credentialId, publicKey, counter, name, isSynced]);
  }

  removePasskey(tx: EntityManager, session: Buffer, newHash: Buffer, id: string): Promise<SessionRecord | null> {
    return this.querySession(tx, removePasskey, [session, newHash, id]);
  }

  renewRecoveryCodes(
    tx: EntityManager,
    session: Buffer,
    newHash: Buffer,
    hashes: readonly Buffer[],
  ): Promise<SessionRecord | null> {
    return this.querySession(tx, renewRecoveryCodes, [session, newHash, hashes]);
  }

  private async querySession(
    tx: EntityManager,
    statement: string,
    parameters: readonly unknown[],
  ): Promise<SessionRecord | null> {
    const [sessionRecord] = await tx.query<SessionRecord[]>(statement, [...this.authRecords.rules, ...parameters]);
    return sessionRecord ?? null;
  }
}

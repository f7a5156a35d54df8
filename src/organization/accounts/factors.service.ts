import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/actor/caller.js';
import { SessionToken } from '../../access/session-token.js';
import { Door } from '../../platform/database/door.js';
import { newId } from '../../platform/ids/ids.js';
import { InvalidInput, NotFound, NotSignedIn, ReauthenticationRequired } from '../../platform/http/problems.js';
import { DoorRecords, type Entry, type Visitor } from './door-records.js';
import { FactorRecords, type KeptFactor } from './factor-records.js';
import type { AddPasskey, PasskeyCreationView } from './factors.contract.js';
import { challengeIn, keyAlgorithms, Passkeys, userHandleOf } from './passkeys.js';
import { makeRecoveryCodes, recoveryCodeHash } from './recovery-codes.js';
import type { Opened } from './session-answers.js';
import { LastFactor, PasskeyRejected } from './sign-in.errors.js';
import { Totps, type NewTotp } from './totps.js';

/** Time limit of an authenticator, in milliseconds. */
export const challengeTimeout = 300_000;

/**
 * Use cases of the caller's own factors. A change needs a recent re-authentication (step-up), or a session that awaits
 * enrolment. It ends the other sessions of the account and renews the token of this one.
 */
@Injectable()
export class FactorsService {
  constructor(
    private readonly door: Door,
    private readonly visitors: DoorRecords,
    private readonly records: FactorRecords,
    private readonly totps: Totps,
    private readonly passkeys: Passkeys,
    private readonly tokens: SessionToken,
  ) {}

  list(caller: Caller, session: Buffer): Promise<KeptFactor[]> {
    return this.door.pass(caller, async (tx) => {
      const visitor = await this.visitors.visit(tx, session);
      if (!visitor || (visitor.due !== null && visitor.due !== 'enrolment')) throw new NotSignedIn();
      return this.records.factorsOf(tx, session);
    });
  }

  beginTotp(caller: Caller, session: Buffer): Promise<NewTotp & { readonly id: string }> {
    return this.door.pass(caller, async (tx) => {
      const { email } = await this.changing(tx, session, true);
      const id = newId();
      const made = this.totps.make(id, email);
      await this.records.beginTotp(tx, session, id, made.sealed);
      return { id, ...made };
    });
  }

  confirmTotp(caller: Caller, session: Buffer, code: string): Promise<Opened> {
    return this.changed(caller, async (tx, fresh) => {
      await this.changing(tx, session, true);
      const waiting = await this.records.waitingTotp(tx, session);
      if (!waiting) throw new NotFound();
      const step = this.totps.stepOf(code, waiting.id, waiting.secret, waiting.epoch, 0);
      if (step === null) throw InvalidInput.at('/code', 'is not the current code');
      return this.records.confirmTotp(tx, session, fresh, waiting.id, step);
    });
  }

  removeTotp(caller: Caller, session: Buffer): Promise<Opened> {
    return this.changed(caller, async (tx, fresh) => {
      await this.changing(tx, session, false);
      await this.requireOne(tx, session, ({ kind }) => kind === 'totp');
      return this.records.removeTotp(tx, session, fresh);
    });
  }

  /** Creates a challenge for any account. The signing passkey identifies the account. */
  async challenge(caller: Caller): Promise<Buffer> {
    const challenge = randomBytes(32);
    await this.door.pass(caller, (tx) => this.records.makeChallenge(tx, challenge));
    return challenge;
  }

  beginPasskey(caller: Caller, session: Buffer): Promise<PasskeyCreationView> {
    return this.door.pass(caller, async (tx) => {
      const { account_id: accountId, email, name } = await this.changing(tx, session, true);
      const challenge = randomBytes(32);
      const known = await this.records.makeRegistrationChallenge(tx, session, challenge);
      return {
        challenge: challenge.toString('base64url'),
        rp: { id: this.passkeys.relyingParty, name: 'Task Force Tracker' },
        user: { id: userHandleOf(accountId), name: email, displayName: name },
        pubKeyCredParams: keyAlgorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: known.map((id) => ({ type: 'public-key', id: id.toString('base64url') })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        timeout: challengeTimeout,
        attestation: 'none',
      };
    });
  }

  async addPasskey(caller: Caller, session: Buffer, { name, response }: AddPasskey): Promise<Opened> {
    const challenge = challengeIn(response.clientDataJSON);
    // The challenge is consumed even if the response is invalid.
    const isOurs = await this.door.pass(caller, async (tx) => {
      const { account_id: accountId } = await this.changing(tx, session, true);
      return challenge !== null && (await this.records.takeChallenge(tx, challenge, accountId));
    });
    const made = challenge && isOurs ? await this.passkeys.madeIn(response, challenge) : null;
    if (!made) throw new PasskeyRejected();
    const passkey = { id: newId(), name, ...made };
    return this.changed(caller, async (tx, fresh) => {
      const entry = await this.records.addPasskey(tx, session, fresh, passkey);
      if (!entry) throw new PasskeyRejected();
      return entry;
    });
  }

  removePasskey(caller: Caller, session: Buffer, id: string): Promise<Opened> {
    return this.changed(caller, async (tx, fresh) => {
      await this.changing(tx, session, false);
      await this.requireOne(tx, session, (kept) => kept.kind === 'passkey' && kept.id === id.toLowerCase());
      return this.records.removePasskey(tx, session, fresh, id);
    });
  }

  async renewRecoveryCodes(caller: Caller, session: Buffer): Promise<Opened & { readonly codes: string[] }> {
    const codes = makeRecoveryCodes();
    const hashes = codes.map(recoveryCodeHash).filter((hash) => hash !== null);
    const opened = await this.changed(caller, async (tx, fresh) => {
      await this.changing(tx, session, false);
      return this.records.renewRecoveryCodes(tx, session, fresh, hashes);
    });
    return { ...opened, codes };
  }

  /** Rejects a session that may not change factors, with the reason. Postgres enforces the same rule. */
  private async changing(tx: EntityManager, session: Buffer, mayBeEnrolling: boolean): Promise<Visitor> {
    const visitor = await this.visitors.visit(tx, session);
    if (!visitor) throw new NotSignedIn();
    if (visitor.due === 'enrolment' && mayBeEnrolling) return visitor;
    if (visitor.due !== null) throw new NotSignedIn();
    if (!visitor.is_stepped_up) throw new ReauthenticationRequired();
    return visitor;
  }

  private async requireOne(tx: EntityManager, session: Buffer, is: (kept: KeptFactor) => boolean): Promise<void> {
    if (!(await this.records.factorsOf(tx, session)).some(is)) throw new NotFound();
  }

  private async changed(
    caller: Caller,
    change: (tx: EntityManager, fresh: Buffer) => Promise<Entry | null>,
  ): Promise<Opened> {
    const { token, hash: fresh } = this.tokens.make();
    const entry = await this.door.pass(caller, async (tx) => {
      const changed = await change(tx, fresh);
      if (!changed) throw new LastFactor();
      return changed;
    });
    return { entry, token, hash: fresh };
  }
}

import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/actor/caller.js';
import { SessionToken } from '../../access/session-token.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { InvalidInput, NotSignedIn } from '../../platform/http/problems.js';
import { AuthRecords, type Proof } from './auth-records.js';
import { requireStrongPassword } from './password-rules.js';
import { Passwords } from './passwords.js';
import type { SessionWithToken } from './session-responder.js';
import type { ChangePassword } from './sign-in.request.js';

/** Use case of a password change by the owner, voluntary or required. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly authDatabase: AuthDatabase,
    private readonly records: AuthRecords,
    private readonly passwords: Passwords,
    private readonly tokens: SessionToken,
  ) {}

  /**
   * Changes the password. Both hashes are computed between two transactions; the second rejects a password that has
   * changed meanwhile.
   */
  async change(caller: Caller, session: Buffer, { current, password }: ChangePassword): Promise<SessionWithToken> {
    const pending = await this.authDatabase.transaction(caller, (tx) => this.records.findPendingSession(tx, session));
    if (!pending || pending.pending_step === 'second_factor' || pending.pending_step === 'enrolment')
      throw new NotSignedIn();
    requireStrongPassword(password, [pending.email, pending.name]);
    const stored = pending.password_hash;
    const isOwner = (await this.passwords.matches(current, stored)) && stored !== null;
    if (isOwner && pending.pending_step === 'password' && password.normalize('NFKC') === current.normalize('NFKC')) {
      throw InvalidInput.forPath('/password', 'must not be the current password');
    }
    const proof: Proof = isOwner ? { kind: 'password', hash: stored } : { kind: 'nothing' };
    const hash = isOwner ? await this.passwords.hash(password) : null;
    const { token, hash: newHash } = this.tokens.create();
    const sessionRecord = await this.authDatabase.transaction(caller, (tx) =>
      this.records.changePassword(tx, session, newHash, proof, hash),
    );
    if (!sessionRecord) throw InvalidInput.forPath('/current', 'is not the current password');
    return { sessionRecord, token, hash: newHash };
  }
}

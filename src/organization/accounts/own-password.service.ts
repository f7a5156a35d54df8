import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/actor/caller.js';
import { SessionToken } from '../../access/session-token.js';
import { Door } from '../../platform/database/door.js';
import { InvalidInput, NotSignedIn } from '../../platform/http/problems.js';
import { DoorRecords, type Proof } from './door-records.js';
import { requireStrong } from './password-rules.js';
import { Passwords } from './passwords.js';
import type { Opened } from './session-answers.js';
import type { ChangePassword } from './sign-in.contract.js';

/** Use case of a password change by the owner, voluntary or required. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly door: Door,
    private readonly records: DoorRecords,
    private readonly passwords: Passwords,
    private readonly tokens: SessionToken,
  ) {}

  /**
   * Changes the password. Both hashes are computed between two transactions; the second rejects a password that has
   * changed meanwhile.
   */
  async change(caller: Caller, session: Buffer, { current, password }: ChangePassword): Promise<Opened> {
    const visitor = await this.door.pass(caller, (tx) => this.records.visit(tx, session));
    if (!visitor || visitor.due === 'second_factor' || visitor.due === 'enrolment') throw new NotSignedIn();
    requireStrong(password, [visitor.email, visitor.name]);
    const stored = visitor.password_hash;
    const isOwner = (await this.passwords.matches(current, stored)) && stored !== null;
    if (isOwner && visitor.due === 'password' && password.normalize('NFKC') === current.normalize('NFKC')) {
      throw InvalidInput.at('/password', 'must not be the current password');
    }
    const proof: Proof = isOwner ? { kind: 'password', shown: stored } : { kind: 'nothing' };
    const hash = isOwner ? await this.passwords.hash(password) : null;
    const { token, hash: fresh } = this.tokens.make();
    const entry = await this.door.pass(caller, (tx) => this.records.changePassword(tx, session, fresh, proof, hash));
    if (!entry) throw InvalidInput.at('/current', 'is not the current password');
    return { entry, token, hash: fresh };
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { FactorCipher } from '../../platform/secrets/factor-cipher.js';
import { NotOpened, type Place } from '../../platform/secrets/sealed-value.js';

const issuer = 'Task Force Tracker';
const seconds = 30;

/** New secret of an authenticator app: in plain text for its owner, once, and encrypted for the database. */
export interface NewTotp {
  readonly secret: string;
  readonly sealed: Buffer;
  readonly uri: string;
}

/**
 * Verifier of one-time codes of authenticator apps (RFC 6238). It accepts the current and the previous 30-second step,
 * by the clock of the database.
 */
@Injectable()
export class Totps {
  private readonly logger = new Logger('Totps');

  constructor(private readonly cipher: FactorCipher) {}

  make(id: string, email: string): NewTotp {
    const secret = generateSecret();
    const sealed = this.cipher.seal(Buffer.from(secret), placeOf(id));
    return { secret, sealed, uri: generateURI({ issuer, label: email, secret }) };
  }

  /** Returns the time step of a code, later than the last accepted one; null for an invalid code. */
  stepOf(code: string, id: string, sealed: Buffer, epoch: number, lastStep: number): number | null {
    const digits = code.replace(/\s/g, '');
    const secret = /^\d{6}$/.test(digits) ? this.opened(id, sealed) : null;
    if (secret === null || lastStep >= Math.floor(epoch / seconds)) return null;
    const found = verifySync({ secret, token: digits, epoch, epochTolerance: [seconds, 0], afterTimeStep: lastStep });
    return found.valid && 'timeStep' in found ? found.timeStep : null;
  }

  /**
   * Re-encrypts the secret with the current key, if it was encrypted with the previous one; otherwise returns null.
   */
  sealedAnew(id: string, sealed: Buffer): Buffer | null {
    const secret = this.cipher.isDueForRenewal(sealed) ? this.opened(id, sealed) : null;
    return secret === null ? null : this.cipher.seal(Buffer.from(secret), placeOf(id));
  }

  /** Decrypts the secret. Returns null if it was changed in or moved within the database. */
  private opened(id: string, sealed: Buffer): string | null {
    try {
      return this.cipher.open(sealed, placeOf(id)).toString();
    } catch (fault) {
      if (!(fault instanceof NotOpened)) throw fault;
      this.logger.error('The secret of an authenticator app could not be opened: it was changed, or its key is gone.');
      return null;
    }
  }
}

function placeOf(id: string): Place {
  return { table: 'auth.totps', column: 'secret', row: id };
}

import { Injectable, Logger } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { FactorCipher } from '../../platform/secrets/factor-cipher.js';
import { DecryptionFailure, type CiphertextLocation } from '../../platform/secrets/encrypted-value.js';

const issuer = 'Task Force Tracker';
const stepSeconds = 30;

export interface NewTotp {
  readonly secret: string;
  readonly encrypted: Buffer;
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
    const encrypted = this.cipher.encrypt(Buffer.from(secret), encryptionContext(id));
    return { secret, encrypted, uri: generateURI({ issuer, label: email, secret }) };
  }

  /** Returns the time step of a code, later than the last accepted one; null for an invalid code. */
  verifyCode(code: string, id: string, encrypted: Buffer, epoch: number, lastStep: number): number | null {
    const digits = code.replace(/\s/g, '');
    const secret = /^\d{6}$/.test(digits) ? this.decrypt(id, encrypted) : null;
    if (secret === null || lastStep >= Math.floor(epoch / stepSeconds)) return null;
    const found = verifySync({
      secret,
      token: digits,
      epoch,
      epochTolerance: [stepSeconds, 0],
      afterTimeStep: lastStep,
    });
    return found.valid && 'timeStep' in found ? found.timeStep : null;
  }

  /** Re-encrypts the secret with the current key, if it has the previous one; otherwise returns null. */
  reencryptIfOutdated(id: string, encrypted: Buffer): Buffer | null {
    const secret = this.cipher.isDueForRenewal(encrypted) ? this.decrypt(id, encrypted) : null;
    return secret === null ? null : this.cipher.encrypt(Buffer.from(secret), encryptionContext(id));
  }

  private decrypt(id: string, encrypted: Buffer): string | null {
    try {
      return this.cipher.decrypt(encrypted, encryptionContext(id)).toString();
    } catch (fault) {
      if (!(fault instanceof DecryptionFailure)) throw fault;
      this.logger.error(
        'The secret of an authenticator app could not be decrypted. It was changed, or its key is missing. Check FACTOR_KEY_FILE.',
      );
      return null;
    }
  }
}

function encryptionContext(id: string): CiphertextLocation {
  return { table: 'auth.totps', column: 'secret', row: id };
}

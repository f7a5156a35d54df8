import { Injectable, Logger } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { FactorCipher } from '../platform/secrets/factor-cipher.js';
import { NotOpened, type Place } from '../platform/secrets/sealed-value.js';

const issuer = 'Task Force Tracker';
const seconds = 30;

/** The secret of an authenticator app, for its owner once, and as the database keeps it. */
export interface NewTotp {
  readonly secret: string;
  readonly sealed: Buffer;
  /** What an authenticator app reads, as a link or a picture of it. */
  readonly uri: string;
}

/** One-time codes of authenticator apps (RFC 6238): the code of now, or of the half minute before, as the database counts time. */
@Injectable()
export class Totps {
  private readonly logger = new Logger('Totps');

  constructor(private readonly cipher: FactorCipher) {}

  make(id: string, email: string): NewTotp {
    const secret = generateSecret();
    const sealed = this.cipher.seal(Buffer.from(secret), placeOf(id));
    return { secret, sealed, uri: generateURI({ issuer, label: email, secret }) };
  }

  /** The time step the code is of, later than the last one that was taken; null when it is none. */
  stepOf(code: string, id: string, sealed: Buffer, epoch: number, lastStep: number): number | null {
    const digits = code.replace(/\s/g, '');
    const secret = /^\d{6}$/.test(digits) ? this.opened(id, sealed) : null;
    if (secret === null || lastStep >= Math.floor(epoch / seconds)) return null;
    const found = verifySync({ secret, token: digits, epoch, epochTolerance: [seconds, 0], afterTimeStep: lastStep });
    return found.valid && 'timeStep' in found ? found.timeStep : null;
  }

  /** The same secret under the present key, where it was sealed under the one before. */
  sealedAnew(id: string, sealed: Buffer): Buffer | null {
    const secret = this.cipher.isDueForRenewal(sealed) ? this.opened(id, sealed) : null;
    return secret === null ? null : this.cipher.seal(Buffer.from(secret), placeOf(id));
  }

  /** Null where it was changed in the database, or put there from elsewhere: it opens nothing then. */
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

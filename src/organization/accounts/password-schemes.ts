import { createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** Password hashing scheme. Its PHC string `$name$…` contains the cost and the salt. */
export interface Scheme {
  readonly name: string;
  hash(password: string, pepper: Buffer): Promise<string>;
  matches(password: string, phc: string, pepper: Buffer | null): Promise<boolean>;
  /** Returns a random PHC string of the current cost, which no password matches. */
  makeDecoy(): string;
  isWellFormed(phc: string): boolean;
  hasCurrentCost(phc: string): boolean;
}

/** Cost of an argon2id hash: 64 MiB and 3 passes, about 54 ms. */
@Injectable()
export class Argon2Cost {
  readonly memoryCost: number = 65_536;
  readonly timeCost: number = 3;
  readonly parallelism: number = 1;
}

const argon2HashBytes = 32;
const saltBytes = 16;

const argon2idOf = ({ memoryCost, timeCost, parallelism }: Argon2Cost): Scheme => ({
  name: 'argon2id',
  hash: (password, pepper) => hash(password, { memoryCost, timeCost, parallelism, secret: pepper }),
  async matches(password, phc, pepper) {
    try {
      return await verify(phc, password, pepper === null ? {} : { secret: pepper });
    } catch {
      return false;
    }
  },
  makeDecoy: () =>
    `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${randomText(saltBytes)}$${randomText(argon2HashBytes)}`,
  isWellFormed: (phc) =>
    /^\$argon2id\$v=19\$m=\d{1,7},t=\d{1,3},p=\d{1,3}\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}$/.test(phc),
  hasCurrentCost: (phc) => phc.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`),
});

const iterations = 210_000;
const keyBytes = 64;
const derive = promisify(pbkdf2);

/** Scheme for agencies limited to validated algorithms. SHA-512, HMAC and PBKDF2 are validated; argon2id is not. */
const pbkdf2Sha512: Scheme = {
  name: 'pbkdf2-sha512',
  async hash(password, pepper) {
    const salt = randomBytes(saltBytes);
    const key = await derive(applyPepper(password, pepper), salt, iterations, keyBytes, 'sha512');
    return formatPbkdf2(salt, key);
  },
  async matches(password, phc, pepper) {
    const parts = parsePbkdf2(phc);
    if (!parts) return false;
    const key = await derive(applyPepper(password, pepper), parts.salt, parts.iterations, keyBytes, 'sha512');
    return timingSafeEqual(key, parts.key);
  },
  makeDecoy: () => formatPbkdf2(randomBytes(saltBytes), randomBytes(keyBytes)),
  isWellFormed: (phc) => parsePbkdf2(phc) !== null,
  hasCurrentCost: (phc) => parsePbkdf2(phc)?.iterations === iterations,
};

/** Returns the schemes by their names in PASSWORD_KDF. */
export const schemesOf = (cost: Argon2Cost) => ({ argon2id: argon2idOf(cost), 'pbkdf2-sha512': pbkdf2Sha512 }) as const;

function applyPepper(password: string, pepper: Buffer | null): Buffer {
  return pepper === null ? Buffer.from(password) : createHmac('sha512', pepper).update(password).digest();
}

function formatPbkdf2(salt: Buffer, key: Buffer): string {
  return `$pbkdf2-sha512$i=${iterations}$${toUnpaddedBase64(salt)}$${toUnpaddedBase64(key)}`;
}

function parsePbkdf2(phc: string): { iterations: number; salt: Buffer; key: Buffer } | null {
  const [, count, salt = '', key = ''] =
    /^\$pbkdf2-sha512\$i=([1-9]\d{0,6})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{86})$/.exec(phc) ?? [];
  if (count === undefined) return null;
  return { iterations: Number(count), salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

function randomText(bytes: number): string {
  return toUnpaddedBase64(randomBytes(bytes));
}

function toUnpaddedBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

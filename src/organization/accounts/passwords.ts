import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Unavailable } from '../../platform/http/problems.js';
import { findSecret, type Secret } from '../../platform/secrets/secret.js';
import { Secrets } from '../../platform/secrets/secrets.js';
import { Argon2Cost, schemesOf, type Scheme } from './password-schemes.js';

// A hash takes 64 MiB or a whole core, so a higher concurrency would only delay all of them.
const maxConcurrency = 4;
const maxQueueLength = 32;

interface StoredHash {
  readonly scheme: Scheme;
  readonly pepper: Secret | null;
  readonly phc: string;
}

/**
 * Password hasher, slow by design, with limited concurrency and the same duration for an unknown account. A stored hash
 * names its pepper and scheme: `1a2b3c4d$argon2id$…`, or without a pepper `$argon2id$…`.
 */
@Injectable()
export class Passwords {
  private readonly schemes: Readonly<Record<Config['PASSWORD_KDF'], Scheme>>;
  private readonly scheme: Scheme;
  private readonly decoy: StoredHash;
  private readonly queue: (() => void)[] = [];
  private running = 0;

  constructor(
    config: Config,
    private readonly secrets: Secrets,
    cost: Argon2Cost = new Argon2Cost(),
  ) {
    this.schemes = schemesOf(cost);
    this.scheme = this.schemes[config.PASSWORD_KDF];
    this.decoy = { scheme: this.scheme, pepper: secrets.passwordPepper.current, phc: this.scheme.makeDecoy() };
  }

  hash(password: string): Promise<string> {
    return this.limitConcurrency(() => this.computeHash(password));
  }

  /**
   * Compares the password with the stored hash. Without a readable one it compares with a decoy and returns false after
   * the same time.
   */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const readable = stored === null ? null : this.parseStoredHash(stored);
    const { scheme, phc, pepper } = readable ?? this.decoy;
    const matches = await this.limitConcurrency(() =>
      scheme.matches(password.normalize('NFKC'), phc, pepper?.bytes ?? null),
    );
    return matches && readable !== null;
  }

  isDueForRenewal(stored: string): boolean {
    const parts = this.parseStoredHash(stored);
    if (parts?.scheme !== this.scheme) return true;
    return parts.pepper !== this.secrets.passwordPepper.current || !this.scheme.hasCurrentCost(parts.phc);
  }

  private async computeHash(password: string): Promise<string> {
    const { current } = this.secrets.passwordPepper;
    return `${current.id}${await this.scheme.hash(password.normalize('NFKC'), current.bytes)}`;
  }

  private parseStoredHash(stored: string): StoredHash | null {
    const [, pepperId, phc = '', name = ''] = /^([0-9a-f]{8})?(\$([a-z0-9-]+)\$.+)$/.exec(stored) ?? [];
    const scheme = Object.values(this.schemes).find((one) => one.name === name);
    if (!scheme?.isWellFormed(phc)) return null;
    if (pepperId === undefined) return { scheme, phc, pepper: null };
    const pepper = findSecret(this.secrets.passwordPepper, pepperId);
    return pepper && { scheme, phc, pepper };
  }

  private async limitConcurrency<T>(work: () => Promise<T>): Promise<T> {
    if (this.queue.length >= maxQueueLength) throw new Unavailable(1);
    if (this.running >= maxConcurrency) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

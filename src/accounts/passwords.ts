import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { hash, verify, type Options } from '@node-rs/argon2';
import { Config } from '../platform/config/config.js';
import { Unavailable } from '../platform/http/problems.js';

// argon2id, 64 MiB, 3 passes (security: about 54 ms each); more than four at once would only take memory.
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const satisfies Options;
const mostAtOnce = 4;
const mostWaiting = 32;

/** Hashes and checks passwords: slowly on purpose, a few at a time, and as slowly for an account that does not exist. */
@Injectable()
export class Passwords {
  private readonly options: Options;
  private readonly decoy: Promise<string>;
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(config: Config) {
    const { PASSWORD_PEPPER_FILE: file } = config;
    this.options = file === undefined ? cost : { ...cost, secret: readFileSync(file) };
    this.decoy = hash('nobody signs in with this', this.options);
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), this.options));
  }

  /** Without a stored hash it checks against a decoy and answers no, after the same time. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const against = stored ?? (await this.decoy);
    const matches = await this.inTurn(() => verify(against, password.normalize('NFKC'), this.options));
    return matches && stored !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting.length >= mostWaiting) throw new Unavailable(1);
    if (this.running >= mostAtOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

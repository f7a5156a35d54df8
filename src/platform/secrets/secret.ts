import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** A secret is shorter than this, and it can be guessed. */
export const leastBytes = 32;

/** What is wrong with a secret, without a word of it. */
export class SecretFault extends Error {
  override readonly name = 'SecretFault';

  constructor(
    readonly kind: 'missing' | 'default' | 'short' | 'shared',
    message: string,
  ) {
    super(message);
  }
}

/** Several secrets have faults: all of them, in one error. */
export class SecretFaults extends SecretFault {
  constructor(readonly faults: readonly [SecretFault, ...SecretFault[]]) {
    super(faults[0].kind, faults.map(({ message }) => message).join('\n'));
  }
}

/** Awaits everything, and reports all faults of secrets at once. Any other fault is thrown as it is. */
export async function allSecrets<T>(opening: readonly Promise<T>[]): Promise<T[]> {
  const opened: T[] = [];
  const faults: SecretFault[] = [];
  for (const one of await Promise.allSettled(opening)) {
    if (one.status === 'fulfilled') opened.push(one.value);
    else if (one.reason instanceof SecretFault) faults.push(one.reason);
    else throw one.reason;
  }
  const [first, ...others] = faults;
  if (first) throw new SecretFaults([first, ...others]);
  return opened;
}

/** A secret for one purpose. It does not show in what is printed, logged or sent of the object that holds it. */
export class Secret {
  readonly #bytes: Buffer;
  /** Names it in what was made with it, and tells nothing of it: the first 8 hex digits of its SHA-256. */
  readonly id: string;

  constructor(
    private readonly purpose: string,
    bytes: Buffer,
  ) {
    this.#bytes = bytes;
    this.id = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** A key of 32 bytes that follows from it, for that purpose alone. */
  derived(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, '', `task-force-tracker ${this.purpose} ${use}`, 32));
  }

  /** By which a database knows the secret again that it has met before. Nobody comes from it to the secret. */
  get checkValue(): Buffer {
    const told = createHmac('sha256', this.#bytes).update(`task-force-tracker ${this.purpose} check value`).digest();
    return createHash('sha256').update(told).digest();
  }

  equals({ bytes }: Secret): boolean {
    return this.#bytes.equals(bytes);
  }
}

/** A secret that is in use, and the one before it while what was made with that is still about. */
export interface Rotation {
  readonly current: Secret;
  readonly previous: Secret | null;
}

/** All there are of a rotation. */
export function secretsOf({ current, previous }: Rotation): readonly Secret[] {
  return previous === null ? [current] : [current, previous];
}

/** The one of a rotation that an id names; null when it is neither. */
export function secretNamed(rotation: Rotation, id: string): Secret | null {
  return secretsOf(rotation).find((secret) => secret.id === id) ?? null;
}

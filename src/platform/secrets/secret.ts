import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** Minimum length of a secret in bytes. A shorter one could be guessed. */
export const minBytes = 32;

/** Fault of a secret. The message does not quote it. */
export class SecretFault extends Error {
  override readonly name = 'SecretFault';

  constructor(
    readonly kind: 'missing' | 'default' | 'short' | 'shared',
    message: string,
  ) {
    super(message);
  }
}

/** Collected faults of several secrets. */
export class SecretFaults extends SecretFault {
  constructor(readonly faults: readonly [SecretFault, ...SecretFault[]]) {
    super(faults[0].kind, faults.map(({ message }) => message).join('\n'));
  }
}

/** Awaits all secrets and throws their faults together. Any other error is thrown unchanged. */
export async function collectSecrets<T>(opening: readonly Promise<T>[]): Promise<T[]> {
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

/** Secret for one purpose. It never appears in printed, logged or serialized output. */
export class Secret {
  readonly #bytes: Buffer;
  /** Public id: the first 8 hex digits of its SHA-256. */
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

  deriveKey(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, '', `task-force-tracker ${this.purpose} ${use}`, 32));
  }

  get checkValue(): Buffer {
    const digest = createHmac('sha256', this.#bytes).update(`task-force-tracker ${this.purpose} check value`).digest();
    return createHash('sha256').update(digest).digest();
  }

  equals({ bytes }: Secret): boolean {
    return this.#bytes.equals(bytes);
  }
}

/** Current secret, and the previous one during a rotation. */
export interface Rotation {
  readonly current: Secret;
  readonly previous: Secret | null;
}

export function secretsOf({ current, previous }: Rotation): readonly Secret[] {
  return previous === null ? [current] : [current, previous];
}

/** Returns the secret of a rotation with this id, or null. */
export function findSecret(rotation: Rotation, id: string): Secret | null {
  return secretsOf(rotation).find((secret) => secret.id === id) ?? null;
}

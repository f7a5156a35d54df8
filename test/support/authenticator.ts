import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { PasskeyAssertion, PasskeyAttestation } from '../../src/organization/accounts/factors.request.js';

export interface Otherwise {
  readonly origin?: string;
  readonly relyingParty?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly userVerified?: boolean;
  readonly userPresent?: boolean;
  readonly userHandle?: string | null;
  readonly counter?: number;
  readonly signature?: Buffer;
}

/** Software authenticator: it creates one passkey (ES256) and signs with it, according to WebAuthn. */
export class Authenticator {
  readonly credentialId = randomBytes(32);
  private readonly privateKey: KeyObject;
  /** Public key in COSE format, as the tracker stores it. */
  readonly publicKey: Buffer;
  private userHandle = '';
  private counter = 0;

  constructor(
    private readonly origin: string,
    /** Some authenticators never count, such as those with passkeys in a cloud. */
    private readonly counts = true,
  ) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = pair.privateKey;
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
    this.publicKey = cborOf(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
  }

  get id(): string {
    return this.credentialId.toString('base64url');
  }

  /** Returns a copy with its own counter, as a cloned device has. */
  copy(): Authenticator {
    return Object.assign(Object.create(Authenticator.prototype) as Authenticator, this);
  }

  make(challenge: string, user: string, otherwise: Otherwise = {}): PasskeyAttestation {
    this.userHandle = user;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.credentialId, this.publicKey]);
    const authData = Buffer.concat([this.head(0x40, otherwise), attested]);
    return {
      id: this.id,
      clientDataJSON: this.clientData('webauthn.create', challenge, otherwise).toString('base64url'),
      attestationObject: cborOf(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, Cbor>()],
          ['authData', authData],
        ]),
      ).toString('base64url'),
    };
  }

  sign(challenge: string, otherwise: Otherwise = {}): PasskeyAssertion {
    if (this.counts) this.counter += 1;
    const clientData = this.clientData('webauthn.get', challenge, otherwise);
    const authenticatorData = this.head(0, otherwise);
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
    return {
      id: this.id,
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: (otherwise.signature ?? sign('sha256', signed, this.privateKey)).toString('base64url'),
      userHandle: otherwise.userHandle === undefined ? this.userHandle : otherwise.userHandle,
    };
  }

  private clientData(
    usual: string,
    challenge: string,
    { type = usual, origin, crossOrigin = false }: Otherwise,
  ): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: origin ?? this.origin, crossOrigin }));
  }

  private head(flags: number, otherwise: Otherwise): Buffer {
    const { relyingParty = new URL(this.origin).hostname, userPresent = true, userVerified = true } = otherwise;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(otherwise.counter ?? this.counter);
    const said = flags | (userPresent ? 0x01 : 0) | (userVerified ? 0x04 : 0);
    return Buffer.concat([createHash('sha256').update(relyingParty).digest(), Buffer.of(said), counter]);
  }
}

type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>;

/** Encodes the subset of CBOR (RFC 8949) that passkeys need. */
function cborOf(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value]);
  const members = [...value].flatMap(([key, of]) => [cborOf(key), cborOf(of)]);
  return Buffer.concat([cborHead(5, value.size), ...members]);
}

function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length);
  if (length < 256) return Buffer.of((major << 5) | 24, length);
  return Buffer.of((major << 5) | 25, length >> 8, length & 255);
}

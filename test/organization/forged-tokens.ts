import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, randomInt, sign } from 'node:crypto';

export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const ed = generateKeyPairSync('ed25519');
export const foreign = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};
export const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });

export type Claims = Readonly<Record<string, unknown>>;

/** ID token before its signature. */
export interface Token {
  readonly header: Claims;
  readonly claims: Claims;
}

/** Keys that the provider publishes. */
export const keys = [
  { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'rsa', use: 'sig' },
  { ...ec.publicKey.export({ format: 'jwk' }), kid: 'ec', use: 'sig', alg: 'ES256' },
  { ...ed.publicKey.export({ format: 'jwk' }), kid: 'ed', use: 'sig' },
  { ...weak.publicKey.export({ format: 'jwk' }), kid: 'weak', use: 'sig' },
];
export const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

export function signed({ header, claims }: Token, key: KeyObject = rsa.privateKey): string {
  const content = `${encode(header)}.${encode(claims)}`;
  const digest =
    key.asymmetricKeyType === 'ed25519' ? null : `sha${/384|512/.exec(String(header['alg']))?.[0] ?? '256'}`;
  const padding = String(header['alg']).startsWith('PS') ? { padding: 6, saltLength: 32 } : {};
  const signature = sign(digest, Buffer.from(content), { key, dsaEncoding: 'ieee-p1363', ...padding });
  return `${content}.${signature.toString('base64url')}`;
}

export const changed = ({ header, claims }: Token, other: Claims): Token => ({
  header,
  claims: { ...claims, ...other },
});
export const withHeader = ({ header, claims }: Token, other: Claims): Token => ({
  header: { ...header, ...other },
  claims,
});
export const without = ({ header, claims }: Token, claim: string): Token => ({
  header,
  claims: Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim)),
});
export const pick = <T>(values: readonly T[]): T => values[randomInt(values.length)] as T;
const text = (): string => randomBytes(randomInt(1, 40)).toString('base64url');

export function hmac({ claims }: Token, secret: string | Buffer): string {
  const content = `${encode({ alg: 'HS256', kid: 'rsa' })}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

export function embedding(good: Token): Token {
  return withHeader(good, {
    jwk: foreign.RS256.publicKey.export({ format: 'jwk' }),
    jku: 'https://other.example.gov/keys',
  });
}

/** Returns a token whose part was changed after the signature. */
function tampered(token: string, part: number): string {
  const parts = token.split('.');
  const bytes = Buffer.from(parts[part] ?? '', 'base64url');
  const at = randomInt(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << randomInt(8));
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
}

const claimNames = ['iss', 'aud', 'sub', 'nonce', 'iat', 'exp'] as const;
const anyValue = (): unknown => pick<unknown>([null, true, '', [], {}, -1, text(), [text()]]);

const issuerOf = ({ claims }: Token): string => String(claims['iss']);
const clientOf = ({ claims }: Token): string => String(claims['aud']);
const timeOf = ({ claims }: Token): number => Number(claims['iat']);

/** Kinds of forged tokens. Each makes another token of a good one each time, wrong by an hour or more where time is wrong. */
export const forgeries: readonly (readonly [string, (good: Token) => string])[] = [
  [
    'none',
    ({ claims }) =>
      `${encode({ alg: pick(['none', 'None', 'NONE', 'nOnE', '', null]) })}.${encode(claims)}.${pick(['', text()])}`,
  ],
  [
    'hmac',
    (good) =>
      hmac(
        good,
        pick<string | Buffer>([
          rsa.publicKey.export({ type: 'spki', format: 'pem' }),
          rsa.publicKey.export({ type: 'spki', format: 'der' }),
          rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }),
          JSON.stringify(keys[0]),
          'a secret of the client',
          '',
          text(),
        ]),
      ),
  ],
  ['foreign RSA key', (good) => signed(changed(good, { sub: text() }), foreign.RS256.privateKey)],
  [
    'foreign EC key',
    (good) => signed(withHeader(changed(good, { sub: text() }), { alg: 'ES256', kid: 'ec' }), foreign.ES256.privateKey),
  ],
  ['embedded key', (good) => signed(changed(embedding(good), { sub: text() }), foreign.RS256.privateKey)],
  ['unknown key', (good) => signed(withHeader(good, { kid: text() }), foreign.RS256.privateKey)],
  ['weak key', (good) => signed(withHeader(changed(good, { sub: text() }), { kid: 'weak' }), weak.privateKey)],
  ['other algorithm', (good) => signed(withHeader(good, { alg: pick(['RS384', 'RS512', 'PS384', 'PS512']) }))],
  [
    'confused algorithm',
    (good) =>
      signed(good).replace(
        encode(good.header),
        encode({ ...good.header, alg: pick(['PS256', 'ES256', 'EdDSA', 'RS384', 'rs256']) }),
      ),
  ],
  ['critical extension', (good) => signed(withHeader(good, { crit: [text()], [text()]: true }))],
  ['tampered claims', (good) => tampered(signed(changed(good, { name: text() })), 1)],
  ['tampered header', (good) => tampered(signed(good), 0)],
  ['tampered signature', (good) => tampered(signed(good), 2)],
  [
    'exchanged claims',
    (good) => {
      const [header, , signature] = signed(good).split('.');
      return `${header}.${encode({ ...good.claims, sub: text() })}.${signature}`;
    },
  ],
  ['cut signature', (good) => signed(good).slice(0, -randomInt(4, 300))],
  ['long signature', (good) => `${signed(good)}${randomBytes(randomInt(3, 40)).toString('base64url')}`],
  [
    'number of parts',
    (good) =>
      pick([
        signed(good).split('.').slice(0, 2).join('.'),
        `${signed(good)}.${text()}`,
        `${signed(good)}.${text()}.${text()}`,
        text(),
        '',
      ]),
  ],
  [
    'issuer',
    (good) =>
      signed(
        changed(good, {
          iss: pick<unknown>([
            `${issuerOf(good)}/`,
            issuerOf(good).toUpperCase(),
            `${issuerOf(good)}.example.net`,
            `https://${text()}`,
            [issuerOf(good)],
          ]),
        }),
      ),
  ],
  [
    'audience',
    (good) =>
      signed(
        changed(good, {
          aud: pick<unknown>([
            text(),
            [text()],
            [],
            [clientOf(good), text()],
            clientOf(good).toUpperCase(),
            `${clientOf(good)} `,
          ]),
        }),
      ),
  ],
  ['several audiences', (good) => signed(changed(good, { aud: [clientOf(good), text()], azp: clientOf(good) }))],
  [
    'nonce',
    (good) =>
      signed(changed(good, { nonce: pick([text(), String(good.claims['nonce']).toLowerCase() + 'a', '', null]) })),
  ],
  ['expired', (good) => signed(changed(good, { exp: timeOf(good) - randomInt(3600, 1_000_000) }))],
  [
    'future',
    (good) => signed(changed(good, { iat: timeOf(good) + randomInt(3600, 1_000_000), exp: timeOf(good) + 2_000_000 })),
  ],
  ['old', (good) => signed(changed(good, { iat: timeOf(good) - randomInt(3600, 1_000_000) }))],
  ['not yet valid', (good) => signed(changed(good, { nbf: timeOf(good) + randomInt(3600, 1_000_000) }))],
  ['missing claim', (good) => signed(without(good, pick(claimNames)))],
  [
    'claim of another type',
    (good) => signed(changed(good, { [pick(claimNames.filter((name) => name !== 'sub'))]: anyValue() })),
  ],
  [
    'subject',
    (good) =>
      signed(
        changed(good, { sub: pick<unknown>(['', 'a'.repeat(256 + randomInt(100)), 1, null, [text()], { a: text() }]) }),
      ),
  ],
];

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  computeAttestationDigest,
  signRestoreApproval,
  signRestoreRequest,
  type RestoreAttestation,
} from './restore-attestations.js';
import { RestoreCheck } from './restore-check.js';
import { SignatureCheck } from './signature-check.js';
import { computeKeyId, type SignatureKey } from './signing-keys.js';
import { Faults } from './verification-faults.js';
import type { Link } from './link.js';

const chain = '0198c3f0-0000-7000-8000-000000000001';
const [hash, other] = ['a'.repeat(64), 'b'.repeat(64)];
const at = '2026-11-29T02:15:00.000Z';
const [restoreKey, signingKey] = [newKey(), newKey()];

function newKey(): SignatureKey & { readonly publicKey: ReturnType<typeof generateKeyPairSync>['publicKey'] } {
  const { publicKey, privateKey: key } = generateKeyPairSync('ed25519');
  return { id: computeKeyId(publicKey), key, publicKey, publicPem: '' };
}

function attested({
  approvedBy = 'Lee Cho',
  position = 7,
  of = hash,
  supersedes = [],
}: Attested = {}): RestoreAttestation {
  const chains = [{ chain, position, hash: of, givenUp: [{ position: 8, hash: other }] }];
  const request = signRestoreRequest(
    { chains, supersedes, reason: 'Disk lost', requestedBy: 'Dana Reyes', requestedAt: at },
    restoreKey,
  );
  return signRestoreApproval(request, { approvedBy, approvedAt: at }, signingKey);
}

interface Attested {
  readonly approvedBy?: string;
  readonly position?: number;
  readonly of?: string;
  readonly supersedes?: readonly string[];
}

function link(position: number, of: string): Link {
  return { version: 2, chain, position, at: 0, firstSeq: 1, lastSeq: 1, entries: 1, digest: other, hash: of };
}

/** Returns the faults of attestations in a chain of these links, with the entry of the last one. */
function faultsOf(
  attestations: RestoreAttestation | readonly RestoreAttestation[],
  links: readonly Link[],
): readonly string[] {
  const faults = new Faults();
  const keys = new Map([[signingKey.id, signingKey.publicKey]]);
  const check = new RestoreCheck({ keys, restoreKeys: new Map([[restoreKey.id, restoreKey.publicKey]]) }, faults);
  const all = [attestations].flat();
  for (const one of all) check.add(one);
  check.begin(new SignatureCheck(keys, faults));
  for (const one of links) check.checkLink(one);
  const ends = new Map(links.map((one) => [chain, one]));
  check.finish(ends, new Set(all.slice(-1).map(computeAttestationDigest)), []);
  return faults.listed;
}

describe('an attested restore', () => {
  it('fits a chain that has the link from which it continued', () => {
    expect(faultsOf(attested(), [link(7, hash), link(8, hash)])).toEqual([]);
  });

  it('is a fault if that link was rewritten or cut off', () => {
    expect(faultsOf(attested(), [link(7, other)])).toEqual([
      `chain ${chain}, link 7: a restore was attested with another hash.`,
    ]);
    expect(faultsOf(attested(), [link(6, hash)])).toEqual([
      `chain ${chain}: it ends at link 6, and a restore was attested at link 7.`,
    ]);
  });

  it('is a fault if one person signed twice, in any spelling of the name', () => {
    expect(faultsOf(attested({ approvedBy: 'DANA  Reyes ' }), [link(7, hash)])).toEqual([
      expect.stringContaining('is not attested by a trusted restore key and a signing key'),
    ]);
  });

  it('is a fault if a list was changed after the signatures', () => {
    const changed = { ...attested(), chains: [{ chain, position: 7, hash, givenUp: [{ position: 9, hash: other }] }] };

    expect(faultsOf(changed, [link(7, hash)])).toHaveLength(1);
  });

  it('is superseded, with its entry and its link, by a later one that names its digest', () => {
    const first = attested();
    const second = attested({ position: 5, supersedes: [computeAttestationDigest(first)] });

    expect(faultsOf([first, second], [link(5, hash)])).toEqual([]);
    expect(faultsOf([first, second], [link(4, hash)])).toEqual([
      `chain ${chain}: it ends at link 4, and a restore was attested at link 5.`,
    ]);
  });

  it('is not superseded by one that does not name it, not even at the same link', () => {
    const [first, second] = [attested(), attested({ of: other })];

    expect(faultsOf([first, second], [link(7, other)])).toEqual([
      `chain ${chain}, link 7: a restore was attested with another hash.`,
      expect.stringContaining('no entry of the trail says so'),
    ]);
  });

  it('is not superseded by one that no two persons attested', () => {
    const first = attested();
    const second = attested({ approvedBy: 'Dana Reyes', position: 5, supersedes: [computeAttestationDigest(first)] });

    expect(faultsOf([second, first], [link(5, hash)])).toEqual([
      expect.stringContaining('is not attested by a trusted restore key and a signing key'),
      `chain ${chain}: it ends at link 5, and a restore was attested at link 7.`,
    ]);
  });
});

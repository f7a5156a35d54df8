import { Injectable } from '@nestjs/common';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { Config } from '../platform/config/config.js';
import type { PasskeyAssertion, PasskeyAttestation } from './factors.contract.js';
import type { KeptPasskey, NewPasskey } from './factor-records.js';

/** The kinds of keys that are taken: ES256 and EdDSA, as COSE numbers them. RSA keys of authenticators are of 2048 bits: too weak. */
export const keyAlgorithms = [-7, -8];

/**
 * What authenticators sign, checked against the one origin the tracker is reached at. An authenticator has to have asked who
 * holds it. Where it stands in its counting is settled by Postgres, which sees every other use.
 */
@Injectable()
export class Passkeys {
  readonly relyingParty: string;
  private readonly origin: string;

  constructor(config: Config) {
    const { hostname, origin } = new URL(config.publicUrl);
    this.relyingParty = hostname;
    this.origin = origin;
  }

  /** The counter of an assertion that is right; null when it is not. */
  async counterIn(given: PasskeyAssertion, challenge: Buffer, passkey: KeptPasskey): Promise<number | null> {
    const { id, clientDataJSON, authenticatorData, signature, userHandle } = given;
    if (userHandle != null && userHandle !== userHandleOf(passkey.account_id)) return null;
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON, authenticatorData, signature },
        },
        ...this.expected(challenge),
        credential: { id, publicKey: new Uint8Array(passkey.public_key), counter: 0 },
      });
      return verified ? authenticationInfo.newCounter : null;
    } catch {
      return null;
    }
  }

  /** The passkey that an authenticator has made; null when that is not right. */
  async madeIn(given: PasskeyAttestation, challenge: Buffer): Promise<Omit<NewPasskey, 'id' | 'name'> | null> {
    const { id, clientDataJSON, attestationObject } = given;
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON, attestationObject },
        },
        ...this.expected(challenge),
        supportedAlgorithmIDs: keyAlgorithms,
      });
      if (!verified || registrationInfo.credential.id !== id) return null;
      const { credential, credentialBackedUp } = registrationInfo;
      return {
        credentialId: Buffer.from(credential.id, 'base64url'),
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
        isSynced: credentialBackedUp,
      };
    } catch {
      return null;
    }
  }

  private expected(challenge: Buffer) {
    return {
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: this.origin,
      expectedRPID: this.relyingParty,
      requireUserVerification: true,
    };
  }
}

/** The challenge that was signed; null where it cannot be read, or was signed for a page within another's. */
export function challengeIn(clientDataJSON: string): Buffer | null {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as Record<string, unknown> | null;
    const challenge = said?.['challenge'];
    if (typeof challenge !== 'string' || said?.['crossOrigin'] === true) return null;
    const bytes = Buffer.from(challenge, 'base64url');
    return bytes.length === 32 ? bytes : null;
  } catch {
    return null;
  }
}

/** What an authenticator knows an account by. */
export function userHandleOf(accountId: string): string {
  return Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url');
}

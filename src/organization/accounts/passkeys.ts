import { Injectable } from '@nestjs/common';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { Config } from '../../platform/config/config.js';
import type { PasskeyAssertion, PasskeyAttestation } from './factors.request.js';
import type { StoredPasskey, NewPasskey } from './factor-records.js';

/** Accepted COSE algorithms: ES256 and EdDSA. The RSA keys of authenticators have 2048 bits, which is too weak. */
export const keyAlgorithms = [-7, -8];

/**
 * Verifier of passkey responses for the one origin of the tracker. It requires user verification. Postgres checks the
 * counter, because it sees every other use.
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

  /** Returns the counter of a valid assertion; null for an invalid one. */
  async verifyAssertion(received: PasskeyAssertion, challenge: Buffer, passkey: StoredPasskey): Promise<number | null> {
    const { id, clientDataJSON, authenticatorData, signature, userHandle } = received;
    if (userHandle != null && userHandle !== toUserHandle(passkey.account_id)) return null;
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON, authenticatorData, signature },
        },
        ...this.expectations(challenge),
        credential: { id, publicKey: new Uint8Array(passkey.public_key), counter: 0 },
      });
      return verified ? authenticationInfo.newCounter : null;
    } catch {
      return null;
    }
  }

  /** Returns the passkey of a valid attestation; null for an invalid one. */
  async verifyAttestation(
    received: PasskeyAttestation,
    challenge: Buffer,
  ): Promise<Omit<NewPasskey, 'id' | 'name'> | null> {
    const { id, clientDataJSON, attestationObject } = received;
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON, attestationObject },
        },
        ...this.expectations(challenge),
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

  private expectations(challenge: Buffer) {
    return {
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: this.origin,
      expectedRPID: this.relyingParty,
      requireUserVerification: true,
    };
  }
}

/** Returns the signed challenge; null if it is unreadable or was signed for a cross-origin frame. */
export function parseChallenge(clientDataJSON: string): Buffer | null {
  try {
    const clientData = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as Record<
      string,
      unknown
    > | null;
    const challenge = clientData?.['challenge'];
    if (typeof challenge !== 'string' || clientData?.['crossOrigin'] === true) return null;
    const bytes = Buffer.from(challenge, 'base64url');
    return bytes.length === 32 ? bytes : null;
  } catch {
    return null;
  }
}

export function toUserHandle(accountId: string): string {
  return Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url');
}

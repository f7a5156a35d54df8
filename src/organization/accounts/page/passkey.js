/* global navigator, btoa, atob */

/** Whether this browser supports passkeys in this page's context. */
export const hasPasskeys = navigator.credentials !== undefined && 'PublicKeyCredential' in window;

/** Creates a passkey and returns its registration for the tracker. Rejects if its owner cancels. */
export async function makePasskey(options) {
  const { id, response } = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: options.excludeCredentials.map((known) => ({ ...known, id: bytesOf(known.id) })),
    },
  });
  return {
    id,
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
  };
}

/** Returns the signed assertion of a passkey. */
export async function signWithPasskey({ challenge, rpId, timeout, userVerification }) {
  const { id, response } = await navigator.credentials.get({
    publicKey: { challenge: bytesOf(challenge), rpId, timeout, userVerification },
  });
  return {
    id,
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    userHandle: response.userHandle && textOf(response.userHandle),
  };
}

function bytesOf(base64url) {
  const plain = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function textOf(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

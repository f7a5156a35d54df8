/** Reason that the signer cannot sign, with the remedy. */
export class SigningError extends Error {
  override readonly name = 'SigningError';
}

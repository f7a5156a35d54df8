/** Reason that the sealer cannot sign, with the remedy. */
export class CannotSeal extends Error {
  override readonly name = 'CannotSeal';
}

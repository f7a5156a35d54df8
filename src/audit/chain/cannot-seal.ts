/** Why the sealer does not seal, in a sentence that says what to do. */
export class CannotSeal extends Error {
  override readonly name = 'CannotSeal';
}

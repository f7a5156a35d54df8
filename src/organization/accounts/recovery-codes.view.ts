import { type SessionView } from './sign-in.view.js';

/**
 * Recovery codes for the loss of every other factor. Each is valid once. They are shown only once and replace the
 * previous codes.
 */
export class RecoveryCodesView {
  /**
   * Ten codes. Their grouping has no meaning.
   * @example ["MFRGG-ZDFMZ-TWQ2L-NOJSX-G5DVOZ"]
   */
  readonly codes!: string[];
  /** Session with a new token. */
  readonly session!: SessionView;
}

import { type SessionView } from './sign-in.view.js';

/**
 * Recovery codes, for when all other factors are lost. Each is valid once. The codes are shown only once and replace
 * the previous ones.
 */
export class RecoveryCodesView {
  /**
   * Ten codes. Their grouping has no meaning.
   * @example ["MFRGG-ZDFMZ-TWQ2L-NOJSX-G5DVOZ"]
   */
  readonly codes!: string[];
  /** Session with a new token, which replaces the previous one. */
  readonly session!: SessionView;
}

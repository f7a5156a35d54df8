import { SessionView } from './sign-in.contract.js';

/** Codes for when every other factor is lost, each good once. They are shown once; those before them are void. */
export class RecoveryCodesView {
  /**
   * Ten of them. How they are grouped makes no difference.
   * @example ["MFRGG-ZDFMZ-TWQ2L-NOJSX-G5DVOZ"]
   */
  readonly codes!: string[];
  /** The session, with another token. */
  readonly session!: SessionView;
}

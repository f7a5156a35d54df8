/** Carrier of an address, as a person confirmed it. */
export class CarrierView {
  /** Entry of the directory of providers. */
  readonly id!: string;
  /**
   * Name in the directory.
   * @example Example Net
   */
  readonly name!: string;
  /** Number of days for which it keeps the logs of its addresses; null if it is not known. */
  readonly retentionDays!: number | null;
  /** Whether a person confirmed that number with the entry. */
  readonly isConfirmed!: boolean;
}

/** Comparison of this release with the one that migrated the database last. */
export abstract class ReleaseComparison {
  /** Whether a newer release migrated the database in a way that this one cannot serve. */
  abstract isSuperseded(): Promise<boolean>;
}

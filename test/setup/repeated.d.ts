/** Spec files of the tier `api` whose behaviours run again in `long`, many times. */
export const repeated: readonly string[];

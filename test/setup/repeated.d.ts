/** Spec files of the tier `api` that run again in `long` with many repetitions. */
export const repeated: readonly string[];

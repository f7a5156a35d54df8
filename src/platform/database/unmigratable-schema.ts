/** A schema that no repetition of the run can migrate. The message says why, and what to do. */
export class UnmigratableSchema extends Error {}

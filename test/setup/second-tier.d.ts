export const secondTier: ReadonlySet<string>;
export const repeated: ReadonlySet<string>;

/** Options of SWC for the tracker's TypeScript. */
export const swcOptions: Readonly<Record<string, unknown>>;

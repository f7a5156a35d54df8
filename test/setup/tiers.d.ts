interface Project {
  readonly transform: Readonly<Record<string, readonly [string, Readonly<Record<string, unknown>>]>>;
}
export function configurationOf(...tiers: readonly ('unit' | 'api' | 'long')[]): {
  readonly projects: readonly Project[];
};

/** What a cell says, or what is wrong with it, in words that do not repeat it. */
export type ReadCell = { readonly value: string } | { readonly fault: string };

/** Value of a cell, or its fault in words that do not repeat the value. */
export type ParsedCell = { readonly value: string } | { readonly fault: string };

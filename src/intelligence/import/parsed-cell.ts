/** Value of a cell, or its fault in words that do not repeat the value. A day without a time is marked. */
export type ParsedCell = { readonly value: string; readonly isDayAlone?: true } | { readonly fault: string };

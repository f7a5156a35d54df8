export function fillTemplate(text: string, values: Readonly<Record<string, string | number>>): string;
export function namesIn(text: string): Set<string>;

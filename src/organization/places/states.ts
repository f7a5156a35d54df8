import { postalCodes, stateNames, type PostalCode } from '../task-forces/postal-codes.enums.js';

/** Further names of a State or territory, as reports and logs write them. */
export const otherStateNames = {
  DC: ['Washington, D.C.'],
  MP: ['Commonwealth of the Northern Mariana Islands'],
  VI: ['Virgin Islands', 'United States Virgin Islands'],
} as const satisfies Partial<Record<PostalCode, readonly string[]>>;

const furtherNames: Partial<Record<PostalCode, readonly string[]>> = otherStateNames;
const codeByName: ReadonlyMap<string, PostalCode> = new Map(
  postalCodes.flatMap((code) =>
    [code, `US-${code}`, stateNames[code], ...(furtherNames[code] ?? [])].map((name) => [foldStateName(name), code]),
  ),
);

/** Returns the State or territory of a postal code, a code of ISO 3166-2 or a name, in any case; null if unknown. */
export function parseState(text: string): PostalCode | null {
  return codeByName.get(foldStateName(text)) ?? null;
}

function foldStateName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

import { describe, expect, it } from '@jest/globals';
import type { Concerns } from '../records/packet-declarations.js';
import { redactionText, renderRow } from './redaction.js';

const concerns: Concerns = { id: 'matter', juvenile: 'matter', name: 'suspect', pseudonym: 'child', told: 'words' };
const row = { id: '1', juvenile: false, name: 'Alex Sample', pseudonym: 'MV1', told: null };

describe('a record in a packet', () => {
  it('is complete in an unredacted packet', () => {
    expect(renderRow(row, concerns, 'sealed')).toEqual(row);
  });

  it('loses data on children and free text when redacted, and shows whether there was any', () => {
    expect(renderRow(row, concerns, 'redacted')).toEqual({ ...row, pseudonym: redactionText, told: redactionText });
  });

  it('omits the name of a juvenile suspect', () => {
    const young = { ...row, juvenile: true };

    expect(renderRow(young, concerns, 'redacted')).toMatchObject({ name: redactionText, juvenile: true });
    expect(renderRow(young, concerns, 'sealed')).toMatchObject({ name: 'Alex Sample' });
  });

  it('includes the name of a juvenile who is tried as an adult', () => {
    const known = { ...concerns, isTriedAsAdult: 'matter' } as const;

    expect(renderRow({ ...row, juvenile: true, isTriedAsAdult: true }, known, 'redacted')['name']).toBe('Alex Sample');
    expect(renderRow({ ...row, juvenile: true, isTriedAsAdult: false }, known, 'redacted')['name']).toBe(redactionText);
  });

  it.each(['sealed', 'redacted'] as const)('is refused with an unclassified field, in a %s packet', (rendering) => {
    expect(() => renderRow({ ...row, school: 'Lincoln' }, concerns, rendering)).toThrow(/school/);
  });
});

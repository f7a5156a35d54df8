import { describe, expect, it } from '@jest/globals';
import { redacted, rendered, type Concerns } from './redaction.js';

const concerns: Concerns = { id: 'matter', juvenile: 'matter', name: 'suspect', pseudonym: 'child', told: 'words' };
const row = { id: '1', juvenile: false, name: 'Alex Sample', pseudonym: 'MV1', told: null };

describe('a record in a packet', () => {
  it('is complete in an unredacted packet', () => {
    expect(rendered(row, concerns, 'sealed')).toEqual(row);
  });

  it('loses data on children and free text when redacted, and shows whether there was any', () => {
    expect(rendered(row, concerns, 'redacted')).toEqual({ ...row, pseudonym: redacted, told: redacted });
  });

  it('omits the name of a juvenile suspect', () => {
    const young = { ...row, juvenile: true };

    expect(rendered(young, concerns, 'redacted')).toMatchObject({ name: redacted, juvenile: true });
    expect(rendered(young, concerns, 'sealed')).toMatchObject({ name: 'Alex Sample' });
  });

  it('includes the name of a juvenile who is tried as an adult', () => {
    const known = { ...concerns, isTriedAsAdult: 'matter' } as const;

    expect(rendered({ ...row, juvenile: true, isTriedAsAdult: true }, known, 'redacted')['name']).toBe('Alex Sample');
    expect(rendered({ ...row, juvenile: true, isTriedAsAdult: false }, known, 'redacted')['name']).toBe(redacted);
  });

  it.each(['sealed', 'redacted'] as const)('is refused with an unclassified field, in a %s packet', (rendering) => {
    expect(() => rendered({ ...row, school: 'Lincoln' }, concerns, rendering)).toThrow(/school/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { redacted, rendered, type Concerns } from './redaction.js';

const concerns: Concerns = { id: 'matter', juvenile: 'matter', name: 'suspect', pseudonym: 'child', told: 'words' };
const row = { id: '1', juvenile: false, name: 'Alex Sample', pseudonym: 'MV1', told: null };

describe('A record of a packet', () => {
  it('is whole under seal', () => {
    expect(rendered(row, concerns, 'sealed')).toEqual(row);
  });

  it('loses what concerns a child and what was told in words, and not whether there was any', () => {
    expect(rendered(row, concerns, 'redacted')).toEqual({ ...row, pseudonym: redacted, told: redacted });
  });

  it('does not name a suspect who is a juvenile', () => {
    const young = { ...row, juvenile: true };

    expect(rendered(young, concerns, 'redacted')).toMatchObject({ name: redacted, juvenile: true });
    expect(rendered(young, concerns, 'sealed')).toMatchObject({ name: 'Alex Sample' });
  });

  it('names a juvenile who is tried as an adult', () => {
    const known = { ...concerns, isTriedAsAdult: 'matter' } as const;

    expect(rendered({ ...row, juvenile: true, isTriedAsAdult: true }, known, 'redacted')['name']).toBe('Alex Sample');
    expect(rendered({ ...row, juvenile: true, isTriedAsAdult: false }, known, 'redacted')['name']).toBe(redacted);
  });

  it.each(['sealed', 'redacted'] as const)(
    'with a field that nobody thought of does not leave, %s or not',
    (rendering) => {
      expect(() => rendered({ ...row, school: 'Lincoln' }, concerns, rendering)).toThrow(/school/);
    },
  );
});

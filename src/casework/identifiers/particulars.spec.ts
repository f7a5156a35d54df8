import { describe, expect, it } from '@jest/globals';
import { toParticularRows } from './particulars.js';

const email = { kind: 'email', raw: 'owl@example.org' } as const;
const repeated = [email, { ...email, raw: 'OWL@example.org' }];

describe('the rows of the particulars', () => {
  it('have an identifier once for each person, and once without a person', () => {
    const { persons, identifiers } = toParticularRows({
      persons: [
        { role: 'suspect', identifiers: repeated },
        { role: 'suspect', identifiers: repeated },
      ],
      identifiers: repeated.map((one) => ({ ...one, role: 'suspect' as const })),
    });

    expect(identifiers.map(({ personId }) => personId)).toEqual([...persons.map(({ id }) => id), null]);
  });

  it('have a hash once for each file', () => {
    const hashes = [{ value: 'a'.repeat(32) }, { value: 'A'.repeat(32) }];
    const { files, identifiers } = toParticularRows({ files: [{ hashes }, { hashes }] });

    expect(identifiers.map(({ fileId }) => fileId)).toEqual(files.map(({ id }) => id));
  });

  it('keep an identifier that was observed at two times', () => {
    const observed = ['2018-03-01T09:30:00Z', '2018-03-02T09:30:00Z'];
    const identifiers = observed.map((observedAt) => ({ ...email, role: 'suspect' as const, observedAt }));

    expect(toParticularRows({ identifiers }).identifiers).toHaveLength(2);
  });
});

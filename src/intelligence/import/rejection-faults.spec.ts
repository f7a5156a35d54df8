import { describe, expect, it } from '@jest/globals';
import { InvalidInput, NotSignedIn, Forbidden, Unavailable, Voided } from '../../platform/http/problems.js';
import { optionalField, textParser } from './field.js';
import { toRowFaults } from './rejection-faults.js';

const kind = { fields: { name: optionalField(textParser({ max: 5 })) }, columns: { agencyId: 'agency' } };
const names = { fieldsOf: (constraint: string) => (constraint === 'agencies_task_force_id_name_key' ? ['name'] : []) };
const ofPostgres = (code: string, constraint?: string): Error =>
  Object.assign(new Error('Key (name)=(secret) already exists.'), { severity: 'ERROR', code, constraint });

describe('the rejection of a row', () => {
  it.each([
    [InvalidInput.forPath('/name', 'is wrong'), [{ column: 'name', detail: 'is wrong' }]],
    [InvalidInput.forPath('/agencyId', 'is wrong'), [{ column: 'agency', detail: 'is wrong' }]],
    [InvalidInput.forPath('/toString', 'is wrong'), [{ column: 'row', detail: 'is wrong' }]],
    [new Forbidden(), [{ column: 'row', detail: 'You are not allowed to do this.' }]],
    [new Voided(), [{ column: 'row', detail: 'The record was voided. It can be read, but not changed.' }]],
    [ofPostgres('23505', 'agencies_task_force_id_name_key'), [{ column: 'name', detail: 'is already taken' }]],
  ])('%# is assigned to its column', (fault, faults) => {
    expect(toRowFaults(fault, kind, names)).toEqual(faults);
  });

  it.each([new NotSignedIn(), new Unavailable(), new Error('a bug'), ofPostgres('40P01'), ofPostgres('XX000')])(
    'is not recorded for a transient or internal error: %#',
    (fault) => {
      expect(() => toRowFaults(fault, kind, names)).toThrow(fault);
    },
  );
});

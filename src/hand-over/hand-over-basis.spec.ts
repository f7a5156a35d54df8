import { describe, expect, it } from '@jest/globals';
import { handOverBasis } from './hand-over-basis.js';

describe('The basis of a hand-over', () => {
  it('of one’s own people is one within the task force alone', () => {
    const tip = { source: 'ncmec_cybertip' } as const;

    expect(handOverBasis(tip, 'own_agency', false)).toBe('own_agency');
    expect(() => handOverBasis(tip, 'own_agency', true)).toThrow(
      expect.objectContaining({ members: { errors: [expect.objectContaining({ pointer: '#/disclosureBasis' })] } }),
    );
  });

  it('may be left out where no provider reported it', () => {
    expect(handOverBasis({ source: 'observation' }, undefined, true)).toBe('not_tip_content');
    expect(() => handOverBasis({ source: 'service_provider' }, undefined, true)).toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import { resolveTransferBasis } from './transfer-basis.js';

describe('the legal basis of a transfer', () => {
  it('accepts own personnel within the task force only', () => {
    const tip = { source: 'ncmec_cybertip' } as const;

    expect(resolveTransferBasis(tip, 'own_agency', false)).toBe('own_agency');
    expect(() => resolveTransferBasis(tip, 'own_agency', true)).toThrow(
      expect.objectContaining({ members: { errors: [expect.objectContaining({ pointer: '#/disclosureBasis' })] } }),
    );
  });

  it('may be omitted when no provider reported the content', () => {
    expect(resolveTransferBasis({ source: 'observation' }, undefined, true)).toBe('not_tip_content');
    expect(() => resolveTransferBasis({ source: 'service_provider' }, undefined, true)).toThrow();
  });
});

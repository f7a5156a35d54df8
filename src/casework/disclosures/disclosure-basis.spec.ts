import { describe, expect, it } from '@jest/globals';
import { complaintSources } from '../complaints/complaints.enums.js';
import { resolveDisclosureBasis } from './disclosure-basis.js';
import { disclosureBases } from './disclosures.enums.js';

const reported = ['ncmec_cybertip', 'service_provider'];

describe('the legal basis of a disclosure', () => {
  it.each(complaintSources.map((source) => ({ source })))('is required by the source $source', ({ source }) => {
    for (const given of [undefined, null, 'not_tip_content'] as const) {
      if (reported.includes(source)) {
        expect(() => resolveDisclosureBasis(source, given, '/basis')).toThrow(
          expect.objectContaining({ members: { errors: [expect.objectContaining({ pointer: '#/basis' })] } }),
        );
      } else {
        expect(resolveDisclosureBasis(source, given, '/basis')).toBe('not_tip_content');
      }
    }
    for (const basis of disclosureBases.filter((one) => one !== 'not_tip_content')) {
      expect(resolveDisclosureBasis(source, basis, '/basis')).toBe(basis);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { MalformedRequest, VersionRequired } from './problems.js';
import { etagOf, parseVersion } from './versions.js';

describe('the version in If-Match', () => {
  it('is that of the ETag', () => {
    expect(parseVersion(etagOf(3))).toBe(3);
    expect(parseVersion(' "v1" ')).toBe(1);
    expect(parseVersion('"v2147483647"')).toBe(2_147_483_647);
  });

  it.each([undefined, '', ' ', '*'])('is required, and %j contains none', (header) => {
    expect(() => parseVersion(header)).toThrow(VersionRequired);
  });

  it.each(['W/"v3"', '"v0"', '"v03"', '"3"', '""', '"abc"', '"v99999999999"', '"v2147483648"', '"v-1"'])(
    'is required, and the tag %s names none',
    (header) => {
      expect(() => parseVersion(header)).toThrow(VersionRequired);
    },
  );

  it.each(['v3', '3', '"v3', 'v3"', '"v3" "v4"', '"v3", "v4"', "'v3'", 'w/"v3"', '"v3";x', '"v\u00003"'])(
    'is one entity tag, and not %j',
    (header) => {
      expect(() => parseVersion(header)).toThrow(MalformedRequest);
    },
  );

  it('is rejected when the header is repeated', () => {
    expect(() => parseVersion(['"v3"', '"v4"'])).toThrow(MalformedRequest);
  });
});

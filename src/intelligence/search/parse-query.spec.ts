import { describe, expect, it } from '@jest/globals';
import { parseQuery } from './parse-query.js';

describe('the classification of a search text', () => {
  it.each([
    ['night.owl@example.com', ['identifier', 'text']],
    ['+1 402 555 0100', ['identifier', 'text']],
    ['192.0.2.17', ['identifier', 'text']],
    ['NE-000417', ['reference', 'text']],
    ['NE-I-000012', ['reference', 'text']],
    ['107324881', ['reference', 'text']],
    ['CT# 107324881', ['reference', 'text']],
    ['Alex Sample', ['name', 'text']],
    ["Zoë O'Brien-Łuck", ['name', 'text']],
    ['meeting in a game chat after school on Monday', ['text']],
    ['a '.repeat(400).trim(), []],
  ])('%s', (text, recognizedAs) => {
    expect(parseQuery(text).recognizedAs).toEqual(recognizedAs);
  });

  it.each([
    'CT 107324881',
    'ct107324881',
    'CT# 107324881',
    'CT #107324881',
    'CTR: 107324881',
    'CyberTip 107324881',
    'CyberTip No. 107324881',
    'Cyber Tip  number 107324881',
    'CyberTipline Report #107324881',
  ])('is the number of a CyberTip in %s', (text) => {
    expect(parseQuery(text)).toMatchObject({ reference: '107324881', words: '107324881' });
  });

  it.each(['CT-000417', 'CT 4012', 'CT owl 107324881', 'ACT 107324881', 'CT 0107324881'])(
    'is no number of a CyberTip in %s',
    (text) => {
      expect(parseQuery(text).words).toBe(text);
    },
  );

  it('is also a licence plate with the letters of a state', () => {
    const { identifiers } = parseQuery('CT 84712');

    expect(identifiers).toContainEqual({ kind: 'vehicle', normalised: 'CT84712', matchesAnyPlatform: false });
    expect(identifiers).toContainEqual({ kind: 'vehicle', normalised: '84712', matchesAnyPlatform: false });
  });

  it('includes every possibility: a word may be a handle of any platform', () => {
    const { identifiers } = parseQuery('Night_Owl');

    expect(identifiers).toContainEqual({ kind: 'handle', normalised: 'night_owl', matchesAnyPlatform: true });
    expect(identifiers).toContainEqual({ kind: 'vehicle', normalised: 'NIGHT_OWL', matchesAnyPlatform: false });
  });

  it('is the handle of one platform when the text names it', () => {
    expect(parseQuery('@night_owl@Example  Chat').identifiers).toContainEqual({
      kind: 'handle',
      normalised: 'night_owl@example chat',
      matchesAnyPlatform: false,
    });
  });

  it('includes each identifier in it, in any notation', () => {
    const { identifiers } = parseQuery('He wrote from night.owl@example.com\nvia 192.0.2.17:51820, as @night_owl.');

    expect(identifiers.map(({ normalised }) => normalised)).toEqual([
      'night.owl@example.com',
      '192.0.2.17',
      'night_owl',
    ]);
  });
});

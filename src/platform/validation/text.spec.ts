import { describe, expect, it } from '@jest/globals';
import { cutText, faultOf, normalizeText } from './text.js';

const name = { max: 10 };
const narrative = { max: 100, multiline: true };

describe('the normalization of text', () => {
  it('composes characters and trims whitespace', () => {
    expect(normalizeText('  Zoe\u0308 \u00a0\t')).toBe('Zo\u00eb');
    expect(normalizeText('   ')).toBe('');
    expect(normalizeText('a  b')).toBe('a  b');
  });

  it('unifies line breaks where they are allowed', () => {
    expect(normalizeText('a\r\nb\rc\u2028d\n', narrative)).toBe('a\nb\nc\nd');
    expect(normalizeText('a\r\nb')).toBe('a\r\nb');
  });

  it('leaves an unpaired surrogate for the validation to reject', () => {
    expect(normalizeText(' \ud800 ')).toBe(' \ud800 ');
  });
});

describe('the validation of text', () => {
  it.each([[5], [null], [undefined], [{}], [['a']], [true]])('rejects a value of another type: %j', (value) => {
    expect(faultOf(value, name)).toBe('must be text');
  });

  it('rejects empty text, unless it is allowed', () => {
    expect(faultOf('', name)).toBe('must not be empty');
    expect(faultOf('', { ...name, min: 0 })).toBeNull();
    expect(faultOf('\u200b\u2060', name)).toBe('must not be empty');
    expect(faultOf('ab', { ...name, min: 3 })).toBe('must be at least 3 characters long');
    expect(faultOf('abc', { ...name, min: 3 })).toBeNull();
  });

  it.each([
    '\u200b',
    '\u3164',
    '\u115f\u1160',
    '\uffa0',
    '\u034f',
    '\u2800',
    '\u180e',
    '\ufe0f',
    '\u{e0020}',
    '\u200e \u200f',
    '\u00ad',
  ])('rejects text without visible characters: %j', (text) => {
    expect(faultOf(text, name)).toBe('must not be empty');
    expect(faultOf(`${text}a${text}`, name)).toBeNull();
  });

  it('rejects text longer than its field, counted in characters', () => {
    expect(faultOf('x'.repeat(10), name)).toBeNull();
    expect(faultOf('x'.repeat(11), name)).toBe('must be at most 10 characters long');
    expect(faultOf('😀'.repeat(10), name)).toBeNull();
    expect(faultOf('😀'.repeat(11), name)).toBe('must be at most 10 characters long');
    expect(faultOf('x'.repeat(10_000_000), name)).toBe('must be at most 10 characters long');
  });

  it.each(['\u0000', '\u0007', '\u001b[2J', '\u007f', '\u0085', '\r', '\n', '\t', '\u2028'])(
    'rejects the control character %j',
    (control) => {
      expect(faultOf(`a${control}b`, name)).toBe('must not hold control characters');
    },
  );

  it('rejects control characters other than line breaks where those are allowed', () => {
    expect(faultOf('a\n\tb', narrative)).toBeNull();
    expect(faultOf('a\rb', narrative)).toBe('must not hold control characters');
    expect(faultOf('a\u0000b', narrative)).toBe('must not hold control characters');
  });

  it.each(['\u202e', '\u202a', '\u2066', '\u2069'])('rejects %j, which changes the reading direction', (turn) => {
    expect(faultOf(`a${turn}b`, name)).toBe('must not hold characters that turn the reading direction');
  });

  it.each(['\u061c', '\u034f'])('rejects %j in a name alone, where it makes two names look alike', (mark) => {
    expect(faultOf(`a${mark}b`, { ...name, isName: true })).toMatch('must not hold an Arabic letter mark');
    expect(faultOf(`a${mark}b`, name)).toBeNull();
  });

  it('rejects unpaired surrogates and files', () => {
    expect(faultOf('a\ud83d', name)).toBe('must not hold an unpaired surrogate');
    expect(faultOf('data:image/png;base64,xx', narrative)).toMatch('must not hold a picture or another file');
  });
});

it.each(["O'Brien-Ñuñez", 'محمد\u200f', 'Zo\u200dë', '岡田', '😀👩\u200d👧', '<b>&amp;"\';--', '{{x}} ${y}', '../etc'])(
  'accepts text as people write it: %s',
  (text) => {
    expect(faultOf(text, { max: 20 })).toBeNull();
  },
);

it('cuts a text without dividing a surrogate pair', () => {
  expect(cutText('abc', 2)).toBe('ab');
  expect(cutText('a😀b', 2)).toBe('a');
  expect(cutText('a😀b', 3)).toBe('a😀');
  expect(cutText('a😀', 9)).toBe('a😀');
});

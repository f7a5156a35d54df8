import { describe, expect, it } from '@jest/globals';
import { negotiateMediaType } from './accepted-media-type.decorator.js';

const forms = ['image/svg+xml', 'application/json'] as const;

describe('content negotiation', () => {
  it.each([
    [undefined, 'image/svg+xml'],
    ['', 'image/svg+xml'],
    ['*/*', 'image/svg+xml'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8', 'image/svg+xml'],
    ['image/avif,image/webp,image/*,*/*;q=0.8', 'image/svg+xml'],
    ['application/json', 'application/json'],
    ['APPLICATION/JSON ; charset=utf-8', 'application/json'],
    ['application/*', 'application/json'],
    ['application/json;q=0.5, image/svg+xml;q=0.4', 'application/json'],
    ['application/json, image/svg+xml', 'image/svg+xml'],
    ['image/*;q=0, */*', 'application/json'],
    ['image/svg+xml;q=0.2, image/*, application/json;q=0.5', 'application/json'],
  ])('answers %j with %s', (accept, form) => {
    expect(negotiateMediaType(accept, forms)).toBe(form);
  });

  it.each(['text/html', 'image/png', 'image/svg+xml;q=0', 'nonsense', '*', ';q=1', `${'a'.repeat(9000)}/b`])(
    'rejects %j with 406',
    (accept) => {
      expect(() => negotiateMediaType(accept, forms)).toThrow(
        expect.objectContaining({ status: 406, members: { available: forms } }),
      );
    },
  );
});

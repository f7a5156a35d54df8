import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as problems from './problems.js';
import { bodyOf, InvalidInput, NotFound, pointerStep, Problem, MalformedRequest } from './problems.js';

const general: readonly Problem[] = [
  new problems.NotFound(),
  new problems.MethodNotAllowed(['GET']),
  new problems.NotAcceptable(['image/svg+xml']),
  new problems.NotSignedIn(),
  new problems.Forbidden(),
  new problems.InvalidInput([]),
  new problems.MalformedRequest('x'),
  new problems.UnsupportedMediaType(),
  new problems.ContentTooLarge(),
  new problems.FileTooComplex('time'),
  new problems.HeadersTooLarge(),
  new problems.RequestTimeout(),
  new problems.VersionRequired(),
  new problems.StaleVersion(1, 2),
  new problems.AlreadyExists(),
  new problems.LimitReached(),
  new problems.IdempotencyKeyReused(),
  new problems.TooManyRequests(0.2, 'address'),
  new problems.TooManyUploads(15),
  new problems.TooManyComplexFiles(15),
  new problems.Unavailable(),
  new problems.InternalError(),
];

describe('a problem', () => {
  it('has a unique type and an error status', () => {
    expect(new Set(general.map(({ type }) => type)).size).toBe(general.length);
    for (const { type, title, status } of general) {
      expect(type).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title).toMatch(/^[A-Z].*[a-z)]\.$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
    }
  });

  it('is documented in docs/problems.md with its status', () => {
    const page = readFileSync(new URL('../../../docs/problems.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');

    for (const { type, status } of general) expect(page).toContain(`| \`${type}\` | ${status} |`);
  });

  it('is the same for a missing and a hidden record', () => {
    expect(JSON.stringify(bodyOf(new NotFound()))).toBe(
      '{"type":"/problems/not-found","title":"The record or path does not exist or is not accessible to you.","status":404}',
    );
  });

  it('reveals nothing of an internal error', () => {
    expect(Object.keys(bodyOf(new problems.InternalError()))).toEqual(['type', 'title', 'status']);
  });

  it('has the headers of its status', () => {
    expect(new problems.NotSignedIn().headers).toEqual({ 'www-authenticate': 'Bearer' });
    expect(new problems.MethodNotAllowed(['GET', 'HEAD']).headers).toEqual({ allow: 'GET, HEAD' });
    expect(new problems.TooManyRequests(0.2, 'address').headers).toEqual({ 'retry-after': '1' });
    expect(new problems.Unavailable(5).headers).toEqual({ 'retry-after': '5' });
  });

  it('for invalid input names fields by pointer', () => {
    expect(bodyOf(InvalidInput.forPath('/agencyId', 'is not an agency you can log for'))).toEqual({
      type: '/problems/invalid-input',
      title: 'Some of the input is not valid.',
      status: 422,
      errors: [{ pointer: '#/agencyId', detail: 'is not an agency you can log for', code: 'invalid', params: {} }],
    });
    expect(InvalidInput.forPath('agencyId', 'x').members.errors[0]?.pointer).toBe('#/agencyId');
    expect(InvalidInput.forPath('', 'x').members.errors[0]?.pointer).toBe('#');
    expect(bodyOf(new MalformedRequest('x', '/a'))).toMatchObject({ errors: [{ pointer: '#/a', detail: 'x' }] });
    expect(bodyOf(new MalformedRequest('x'))).toMatchObject({ detail: 'x' });
    expect(pointerStep('a/b~c')).toBe('a~1b~0c');
  });

  it('for a reused key names the header', () => {
    expect(JSON.stringify(bodyOf(new problems.IdempotencyKeyReused()))).toMatch(/"pointer":.*Idempotency-Key/);
  });

  it('may have additional members', () => {
    class Full extends problems.Conflict {
      readonly type = 'full';
      readonly title = 'There is no room';
      override readonly members = { room: 0 };
    }

    expect(bodyOf(new Full('The room has 0 seats.'))).toEqual({
      type: '/problems/full',
      title: 'There is no room',
      status: 409,
      detail: 'The room has 0 seats.',
      room: 0,
    });
    expect(new Full()).toBeInstanceOf(Problem);
  });
});

import { describe, expect, it } from '@jest/globals';
import { newPasswords, parsePasswords } from './passwords.js';

describe('the passwords of database roles', () => {
  it('are read as they were written', () => {
    const passwords = newPasswords();

    expect(parsePasswords(JSON.stringify(passwords))).toEqual(passwords);
    expect(new Set(Object.values(passwords)).size).toBe(7);
  });

  it('are generated for a new role, and the others are kept', () => {
    const { tracker_auth: unknown, ...known } = newPasswords();

    const passwords = parsePasswords(JSON.stringify(known));

    expect(passwords).toMatchObject(known);
    expect(passwords?.tracker_auth).toMatch(/^[\w-]{43}$/);
    expect(passwords?.tracker_auth).not.toBe(unknown);
  });

  it('are discarded when the file is truncated at any position', () => {
    const text = JSON.stringify(newPasswords());

    for (let length = 0; length < text.length; length += 1)
      expect(parsePasswords(text.slice(0, length))).toBeUndefined();
  });

  it.each(['null', '[]', '{}', '{"superuser":"","tracker_owner":"","tracker_app":""}'])(
    'are rejected as %s',
    (text) => {
      expect(parsePasswords(text)).toBeUndefined();
    },
  );
});

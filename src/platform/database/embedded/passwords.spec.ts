import { describe, expect, it } from '@jest/globals';
import { newPasswords, parsePasswords } from './passwords.js';

describe('the passwords of Postgres', () => {
  it('are read as they were written', () => {
    const passwords = newPasswords();

    expect(parsePasswords(JSON.stringify(passwords))).toEqual(passwords);
    expect(new Set(Object.values(passwords)).size).toBe(7);
  });

  it('are made for a role that has come since, and the others keep theirs', () => {
    const { tracker_door: unknown, ...known } = newPasswords();

    const passwords = parsePasswords(JSON.stringify(known));

    expect(passwords).toMatchObject(known);
    expect(passwords?.tracker_door).toMatch(/^[\w-]{43}$/);
    expect(passwords?.tracker_door).not.toBe(unknown);
  });

  it('are lost when the file is cut at any place', () => {
    const text = JSON.stringify(newPasswords());

    for (let length = 0; length < text.length; length += 1)
      expect(parsePasswords(text.slice(0, length))).toBeUndefined();
  });

  it.each(['null', '[]', '{}', '{"superuser":"","tracker_owner":"","tracker_app":""}'])('are not %s', (text) => {
    expect(parsePasswords(text)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { newPasswords, parsePasswords } from './passwords.js';

describe('the passwords of Postgres', () => {
  it('are read as they were written', () => {
    const passwords = newPasswords();

    expect(parsePasswords(JSON.stringify(passwords))).toEqual(passwords);
    expect(new Set(Object.values(passwords)).size).toBe(3);
  });

  it('are lost when the file is cut at any place', () => {
    const text = JSON.stringify(newPasswords());

    for (let length = 0; length < text.length; length += 1)
      expect(parsePasswords(text.slice(0, length))).toBeUndefined();
  });

  it.each(['null', '[]', '{}', '{"superuser":"","owner":"","app":""}'])('are not %s', (text) => {
    expect(parsePasswords(text)).toBeUndefined();
  });
});

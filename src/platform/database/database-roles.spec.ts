import { describe, expect, it } from '@jest/globals';
import { loginRoles, roleStatements, scramVerifier, urlOfDatabase, type RolePasswords } from './database-roles.js';

describe('the database roles', () => {
  it('receive a SCRAM verifier according to RFC 7677', () => {
    const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');

    expect(scramVerifier('pencil', salt)).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==' +
        '$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });

  it('never have their passwords in a statement', () => {
    const passwords = Object.fromEntries(loginRoles.map((role) => [role, `${role}'s secret`])) as RolePasswords;
    const sql = roleStatements(passwords).join('\n');

    expect(sql).not.toContain('secret');
    for (const role of loginRoles) expect(sql).toContain(`ALTER ROLE ${role} LOGIN PASSWORD 'SCRAM-SHA-256$`);
  });

  it.each(['', 'Schlüssel', 'two\nlines', 'nul\0'])('reject the password %j', (password) => {
    expect(() => scramVerifier(password)).toThrow(RangeError);
  });

  it('get their database on the server of the URL', () => {
    expect(urlOfDatabase('postgres://admin:p%40ss@db.example:6432/postgres?sslmode=require', 'tracker')).toBe(
      'postgres://admin:p%40ss@db.example:6432/tracker?sslmode=require',
    );
  });
});

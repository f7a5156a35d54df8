import { describe, expect, it } from '@jest/globals';
import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import { asFolderRefusal, describeBackupError } from './backup-errors.js';

/** Error of the file system as Node throws it. */
const faultOf = (code: string, syscall = 'open'): Error => Object.assign(new Error(code), { code, syscall });

describe('asFolderRefusal', () => {
  it.each([
    ['ENOSPC', 47, /^47 no-space: The disk with \/backups is full\. .+ Free space on it/],
    ['EDQUOT', 47, /^47 no-space: The disk with \/backups is full/],
    ['EROFS', 48, /^48 unusable-folder: \/backups is read-only\. Mount it writable.+ The system says EROFS\.$/],
    ['EACCES', 48, /^48 unusable-folder: \/backups may not be read or written by this user\. Give it to the user/],
    ['EPERM', 48, /^48 unusable-folder: \/backups may not be changed by this user\. Give it to the user/],
    ['EXDEV', 48, /^48 unusable-folder: \/backups lies on two file systems\. Use a folder that is on one/],
    ['ENOENT', 48, /^48 unusable-folder: \/backups is no longer there: it was moved or unmounted\. Mount it/],
    ['ENOTEMPTY', 48, /^48 unusable-folder: \/backups has a backup of the same instant\. Run the command again/],
    ['EIO', 48, /^48 unusable-folder: \/backups cannot be read or written: its disk or network is damaged/],
  ])('names %s with its remedy and a code', (code, exitCode, sentence) => {
    const refusal = asFolderRefusal(faultOf(code), '/backups');

    expect(describeBackupError[0](refusal)).toMatch(sentence);
    expect(describeBackupError[1](refusal)).toBe(exitCode);
  });

  it.each([
    ['a refusal', new BackupRefusal('keys', 'None.')],
    ['a program that is not there', faultOf('ENOENT', 'spawn initdb')],
    ['a server that is away', faultOf('ENOENT', 'connect')],
    ['an error of Postgres', faultOf('42501')],
  ])('leaves %s as it is', (_what, fault) => {
    expect(asFolderRefusal(fault, '/backups')).toBe(fault);
  });
});

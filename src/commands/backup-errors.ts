import { VerificationError } from '../audit/chain/verification-faults.js';
import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import { hasErrorCode } from '../platform/files/private-file.js';
import { describeError } from './cli.js';

/** Remedies of errors of the file system, after the name of the folder. */
const folderRemedies = {
  EROFS: 'is read-only. Mount it writable, and run the command again.',
  EACCES: 'may not be read or written by this user. Give it to the user of the command, with mode 700.',
  EPERM: 'may not be changed by this user. Give it to the user of the command, with mode 700.',
  ENOTDIR: 'is not a folder. Name a folder.',
  EXDEV: 'lies on two file systems. Use a folder that is on one, and mount nothing below it.',
  ENOENT: 'is no longer there: it was moved or unmounted. Mount it, and run the command again.',
  ESTALE: 'is no longer there: its file server lost it. Mount it again, and run the command again.',
  EEXIST: 'is a file, or has a backup of the same instant. Name another folder, or run the command again.',
  ENOTEMPTY: 'has a backup of the same instant. Run the command again.',
  EIO: 'cannot be read or written: its disk or network is damaged. Use another one.',
};

/** Whether an error code of the system has a remedy. */
function hasRemedy(code: string): code is keyof typeof folderRemedies {
  return code in folderRemedies;
}

/** Returns the refusal of a folder for an error of the file system, and any other error as it is. */
export function asFolderRefusal(fault: unknown, folder: string): unknown {
  if (hasErrorCode(fault, 'ENOSPC', 'EDQUOT', 'EFBIG')) return fullDisk(folder);
  const { code = '', syscall = '' } = fault instanceof Error ? (fault as NodeJS.ErrnoException) : {};
  // A program that is not there, or a server that is away, is no fault of the folder.
  if (!hasRemedy(code) || /^(?:spawn|connect)/.test(syscall)) return fault;
  return new BackupRefusal('unusable-folder', `${folder} ${folderRemedies[code]} The system says ${code}.`);
}

/** Returns the refusal of a folder on a disk that became full. */
export function fullDisk(folder: string): BackupRefusal {
  return new BackupRefusal(
    'no-space',
    `The disk with ${folder} is full. What was written is removed. Free space on it, or use a larger one, and run the command again.`,
  );
}

/** Returns the refusal of a folder that is no longer the one in which a backup began. */
export function movedFolder(folder: string): BackupRefusal {
  return new BackupRefusal('unusable-folder', `${folder} ${folderRemedies.ENOENT}`);
}

/** Description and exit code of an error of backup, restore and its verification. */
export const describeBackupError = [
  (fault: unknown): string => refusalOf(fault)?.message ?? describeError(fault),
  (fault: unknown): number => refusalOf(fault)?.exitCode ?? 1,
] as const;

/** Returns the refusal that an error is. Evidence that cannot be read is a check that could not be made. */
function refusalOf(fault: unknown): BackupRefusal | null {
  if (fault instanceof BackupRefusal) return fault;
  return fault instanceof VerificationError ? new BackupRefusal('not-checked', fault.message) : null;
}

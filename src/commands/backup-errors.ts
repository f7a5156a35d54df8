import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import { describeError } from './cli.js';

/** Description and exit code of an error of backup, restore and its verification. */
export const describeBackupError = [
  (fault: unknown): string => (fault instanceof BackupRefusal ? fault.message : describeError(fault)),
  (fault: unknown): number => (fault instanceof BackupRefusal ? fault.exitCode : 1),
] as const;

/** Exit codes of a refused backup or restore. Those up to 36 have the meaning that they have for a start. */
const codes = {
  migrations: 29,
  keys: 30,
  'postgres-release': 36,
  'not-empty': 41,
  'damaged-backup': 42,
  'other-installation': 43,
  'unsuitable-server': 44,
  'restore-differs': 45,
  'not-checked': 46,
  'no-space': 47,
  'unusable-folder': 48,
} as const;

/** Reason for which a backup, a restore or its verification ends without a result. The sentence states the remedy. */
export class BackupRefusal extends Error {
  override readonly name = 'BackupRefusal';
  readonly exitCode: number;

  constructor(reason: keyof typeof codes, sentence: string) {
    super(`${codes[reason]} ${reason}: ${sentence}`);
    this.exitCode = codes[reason];
  }
}

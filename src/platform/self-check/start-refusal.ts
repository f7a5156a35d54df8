/**
 * Reasons to refuse a start. The process exits with 21 plus the index, so that a supervisor can identify the reason.
 * docs/operations/hardening.md gives each remedy.
 */
export const reasons = [
  'secret-missing',
  'secret-weak',
  'debug',
  'plain-http',
  'role-too-powerful',
  'table-unguarded',
  'database-in-the-clear',
  'not-durable',
  'migrations',
  'keys',
  'open-route',
  'proxy-trust',
  'trail',
  'lax-statements',
  'embedded-database',
  'postgres-release',
  'asynchronous-replication',
  'time-limits',
  'host-too-small',
  'data-directory',
  'replica',
] as const;
export type Reason = (typeof reasons)[number];

/** Reason to refuse a start, with its remedy. It repeats no value. */
export interface Finding {
  readonly reason: Reason;
  readonly sentence: string;
}

/** Refusal to start with unsafe settings. It lists all findings; the exit code is that of the first. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
  readonly exitCode: number;

  constructor(readonly findings: readonly [Finding, ...Finding[]]) {
    super(findings.map(({ reason, sentence }) => `${exitCodeOf(reason)} ${reason}: ${sentence}`).join('\n'));
    this.exitCode = exitCodeOf(findings[0].reason);
  }

  get text(): string {
    return `The tracker does not start.\n${this.message}`;
  }
}

export function exitCodeOf(reason: Reason): number {
  return 21 + reasons.indexOf(reason);
}

export function throwOnFindings(findings: readonly Finding[]): void {
  const [first, ...others] = findings.toSorted((one, other) => exitCodeOf(one.reason) - exitCodeOf(other.reason));
  if (first) throw new StartRefusal([first, ...others]);
}

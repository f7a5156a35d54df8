/**
 * Why a start is refused, in the order of their numbers: the process then ends with 20 and the number, so that whoever watches
 * over it knows which. docs/operations/hardening.md says of each what to do.
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
] as const;
export type Reason = (typeof reasons)[number];

/** One thing that stands against a start, and what to do about it. It repeats no value. */
export interface Finding {
  readonly reason: Reason;
  readonly sentence: string;
}

/** The tracker would not be safe as it is set up. All that is wrong is said; the exit code is the first one's. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
  readonly exitCode: number;

  constructor(readonly findings: readonly [Finding, ...Finding[]]) {
    super(findings.map(({ reason, sentence }) => `${codeOf(reason)} ${reason}: ${sentence}`).join('\n'));
    this.exitCode = codeOf(findings[0].reason);
  }
}

/** What the process ends with. */
export function codeOf(reason: Reason): number {
  return 21 + reasons.indexOf(reason);
}

/** Throws where anything was found. */
export function refuseOn(findings: readonly Finding[]): void {
  const [first, ...others] = findings.toSorted((one, other) => codeOf(one.reason) - codeOf(other.reason));
  if (first) throw new StartRefused([first, ...others]);
}

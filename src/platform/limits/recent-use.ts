/** Time that subjects have used recently, in milliseconds. It halves with each half-life. */
export class RecentUse {
  private readonly uses = new Map<string, { ms: number; at: number }>();

  constructor(
    private readonly halfLifeMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  of(subject: string | null): number {
    const use = subject === null ? undefined : this.uses.get(subject);
    return use ? use.ms * 0.5 ** ((this.now() - use.at) / this.halfLifeMs) : 0;
  }

  add(subject: string | null, ms: number): void {
    if (subject === null) return;
    const use = { ms: this.of(subject) + ms, at: this.now() };
    // A re-inserted subject is last, so the first one was used least recently.
    this.uses.delete(subject);
    this.uses.set(subject, use);
    for (const oldest of this.uses.keys()) {
      if (this.of(oldest) >= 1) break;
      this.uses.delete(oldest);
    }
  }
}

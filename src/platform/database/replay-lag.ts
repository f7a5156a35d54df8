/** Position of the primary's log at an instant in milliseconds. */
interface Sample {
  readonly at: number;
  readonly position: number;
}

/** Number of positions that are kept: those of an hour. */
const maxSamples = 3600;

/**
 * Lag of a standby: the age of the oldest seen position of the primary that it has not applied. It needs no common clock,
 * and an idle primary does not raise it.
 */
export class ReplayLag {
  private missing: Sample[] = [];
  private latest = 0;
  private applied = 0;

  recordPrimary(position: number, now: number): void {
    // After a failover, the new primary may never reach the last positions of the old one.
    if (position < this.latest) this.missing = this.missing.filter((sample) => sample.position <= position);
    this.latest = position;
    if (position > this.applied && this.missing.length < maxSamples) this.missing.push({ at: now, position });
  }

  recordApplied(position: number): void {
    this.applied = position;
    this.missing = this.missing.filter((sample) => sample.position > position);
  }

  bytes(): number {
    return Math.max(0, this.latest - this.applied);
  }

  seconds(now: number): number {
    const [oldest] = this.missing;
    return oldest === undefined ? 0 : (now - oldest.at) / 1000;
  }
}

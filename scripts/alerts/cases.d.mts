/** Case of an alert rule. One without `firesAt` never fires. */
export interface AlertCase {
  readonly alert: string;
  readonly story: string;
  readonly series: Readonly<Record<string, string>>;
  readonly silentAt: string;
  readonly firesAt?: string;
}

export const cases: readonly AlertCase[];

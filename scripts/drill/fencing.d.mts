export class Fencing {
  readonly acknowledged: number;
  readonly fencedAt: number | null;
  constructor(url: string);
  start(): void;
  stop(): Promise<void>;
}

export interface Options {
  readonly hostLosses: number;
  readonly kills: number;
  readonly switchovers: number;
  readonly stops: number;
  readonly partitions: number;
  readonly restarts: number;
  readonly rate: number;
  readonly restartRate: number;
  readonly minutes: number;
  readonly logs: string | undefined;
}

export class UnknownOption extends Error {}
export function readOptions(parameters: readonly string[]): Options;
export function formatOptions(): string[];

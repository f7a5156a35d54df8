export const noCpuTime: string;
export function readCpuMs(pids: readonly number[]): Promise<Map<number, number> | null>;
export function readDuration(time: string): number;

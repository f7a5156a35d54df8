/** Returns the CPU time of some work in milliseconds. Other programs on a busy machine do not count. */
export function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return cpuMsSince(before);
}

/** Returns the least CPU time of five runs, because a run may include a garbage collection. */
export function minCpuMsOf(work: () => unknown): number {
  return Math.min(...Array.from({ length: 5 }, () => cpuMsOf(work)));
}

/** Returns the CPU time of asynchronous work, which counts the threads that do it. */
export async function cpuMsOfAsync(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return cpuMsSince(before);
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

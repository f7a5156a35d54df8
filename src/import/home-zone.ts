import type { EntityManager } from 'typeorm';

const home = 'SELECT zone FROM app.task_forces WHERE id = (SELECT auth.case_task_force())';

/** The zone by whose clocks a file's times are read: that of the task force it comes in at, or UTC for whoever has none. */
export async function homeZone(tx: EntityManager): Promise<string> {
  const [row] = await tx.query<{ zone: string }[]>(home);
  return row?.zone ?? 'UTC';
}

import type { EntityManager } from 'typeorm';

const selectTimezone = 'SELECT zone FROM app.task_forces WHERE id = (SELECT auth.case_task_force())';

/** Returns the time zone of a file's times: that of the actor's task force, or UTC without one. */
export async function readTimezone(tx: EntityManager): Promise<string> {
  const [row] = await tx.query<{ zone: string }[]>(selectTimezone);
  return row?.zone ?? 'UTC';
}

export const taskStates = ['open', 'done', 'cancelled'] as const;
/** State of a task. */
export type TaskState = (typeof taskStates)[number];

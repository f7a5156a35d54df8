export const taskStates = ['open', 'done', 'dropped'] as const;
/** State of a task. */
export type TaskState = (typeof taskStates)[number];

/** Name of the symbol under which a spec's global object reaches what the spec files of its worker share. */
export const workerKey = 'tracker.worker';

/** What the spec files of this worker process share, by name: the running tracker and the numbers already given out. */
export const ofWorker = new Map();

/** Message by which Jest tells a worker process that no spec file is left for it (`CHILD_MESSAGE_END` of jest-worker). */
const endOfWork = 2;

// A shared tracker keeps the worker's event loop alive, and nothing of it has to outlive the run: its database is removed with the run's
// Postgres.
process.on('message', (message) => {
  if (Array.isArray(message) && message[0] === endOfWork) process.exit();
});

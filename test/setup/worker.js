/** Name of the symbol by which the global object of a spec reaches the shared objects of its worker. */
export const workerKey = 'tracker.worker';

/** Objects shared by the spec files of this worker process: the running tracker and used numbers. */
export const ofWorker = new Map();

/** Message from Jest to a worker process that no spec file remains (`CHILD_MESSAGE_END` of jest-worker). */
const endOfWork = 2;

// A shared tracker keeps the worker's event loop alive, and nothing of it has to outlive the run: its database is removed with the run's
// Postgres.
process.on('message', (message) => {
  if (Array.isArray(message) && message[0] === endOfWork) process.exit();
});

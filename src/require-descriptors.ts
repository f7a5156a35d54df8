import { faultsOfDescriptors, readMaxDescriptors } from './platform/self-check/descriptors.js';
import { StartRefusal } from './platform/self-check/start-refusal.js';

/** Ends the process if it may open too few files to load its modules. */
export function requireDescriptors(): void {
  const [sentence] = faultsOfDescriptors(readMaxDescriptors());
  if (sentence === undefined) return;
  const refusal = new StartRefusal([{ reason: 'host-too-small', sentence }]);
  process.stderr.write(`${refusal.text}\n`);
  process.exit(refusal.exitCode);
}

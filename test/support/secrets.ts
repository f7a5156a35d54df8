import { Secrets } from '../../src/platform/secrets/secrets.js';
import { oncePerWorker } from './worker.js';

/** Shared by all trackers of a test worker, and not read from files. */
export const secrets = oncePerWorker('secrets', () => Secrets.random());

/** Master key of the vault in the format of the environment, for a process on the database of such a tracker. */
export const masterKeyText = secrets.vaultMasterKey?.current.bytes.toString('base64') ?? '';

import { Secrets } from '../../src/platform/secrets/secrets.js';

/** Of all the trackers of a spec file, and not from files. */
export const secrets = Secrets.random();

/** The master key of the vault, as a process is told it that works on the database of such a tracker. */
export const masterKeyText = secrets.vaultMasterKey?.current.bytes.toString('base64') ?? '';

import { Secrets } from '../../src/platform/secrets/secrets.js';

/** Shared by all trackers of a spec file, and not read from files. */
export const secrets = Secrets.random();

/** Master key of the vault in the format of the environment, for a process on the database of such a tracker. */
export const masterKeyText = secrets.vaultMasterKey?.current.bytes.toString('base64') ?? '';

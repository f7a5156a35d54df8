import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readSignatures } from '../audit/chain/signature-lines.js';
import {
  getSignatureFolder,
  listPublicKeyFiles,
  readPublicKeys,
  readRestoreKeys,
} from '../audit/chain/signing-keys.js';
import { VerificationError } from '../audit/chain/verification-faults.js';
import type { Evidence } from '../audit/chain/verify-database.js';
import type { Config } from '../platform/config/config.js';

/** Options of a command that name files of evidence. */
export interface EvidenceOptions {
  readonly signatures?: string | undefined;
  readonly key?: string[] | undefined;
  readonly archive?: string | undefined;
  readonly 'restore-key'?: string[] | undefined;
}

const text = { type: 'string' } as const;
const many = { ...text, multiple: true } as const;

/** The options of `EvidenceOptions` for `parseArgs`. */
export const evidenceOptions = { signatures: text, key: many, archive: text, 'restore-key': many } as const;

/** Reads the evidence for a trail. Public keys and archive that no option names are those of this installation. */
export async function readEvidence(
  { signatures, key, archive, 'restore-key': restoreKey }: EvidenceOptions,
  config: Config,
): Promise<Required<Evidence>> {
  return {
    keys: await readPublicKeys(key ?? (await listPublicKeyFiles(getSignatureFolder(config.DATA_DIRECTORY)))),
    restoreKeys: await readRestoreKeys(restoreKey, config),
    signatures: signatures === undefined ? null : await openSignatures(signatures),
    archive: archive ?? join(config.DATA_DIRECTORY, 'archive'),
  };
}

/** Opens the signer's file. A file that cannot be read fails here, and not while the trail is verified. */
export async function openSignatures(file: string): Promise<ReturnType<typeof readSignatures>> {
  try {
    return readSignatures((await open(file)).createReadStream());
  } catch (fault) {
    throw new VerificationError(`The file of signatures cannot be read: ${(fault as Error).message}.`);
  }
}

import { layersOf } from './error-layers.js';

/** Fault of a host that lacks a resource. */
export interface HostFault {
  readonly code: string;
}

/** Codes of the operating system: no file descriptor, no space or quota on a disk, no memory, no buffer. */
const exhaustedCodes = new Set(['EMFILE', 'ENFILE', 'ENOSPC', 'EDQUOT', 'ENOMEM', 'ENOBUFS']);

/** Finds the exhausted resource of the host behind an error; `null` for any other error. A retry can succeed. */
export function findHostFault(error: unknown): HostFault | null {
  for (const layer of layersOf(error)) {
    if ('code' in layer && typeof layer.code === 'string' && exhaustedCodes.has(layer.code))
      return { code: layer.code };
  }
  return null;
}

import { createHash } from 'node:crypto';

const namespace = Buffer.from('8d1f0a5c3b7e4c529a4e6f2b90d7c318', 'hex');

/** Returns the id of a demo record from its name (UUIDv5, RFC 9562), so that it is the same on every machine. */
export function deriveId(kind: string, ...names: readonly (string | number)[]): string {
  const bytes = createHash('sha1')
    .update(namespace)
    .update([kind, ...names].join('/'))
    .digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

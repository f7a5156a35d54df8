import { randomFillSync } from 'node:crypto';

const idBytes = 16;
/** Asking the system for each id alone costs more than all else in it. */
const chance = Buffer.alloc(256 * idBytes);
let chanceUsed = chance.length;
let lastTime = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562): in the order they were made within this process, also within a millisecond and when the clock
 * steps back. Known before the insert, no secret, and it tells when it was made.
 */
export function newId(time = Date.now()): string {
  if (chanceUsed === chance.length) {
    randomFillSync(chance);
    chanceUsed = 0;
  }
  const bytes = chance.subarray(chanceUsed, (chanceUsed += idBytes));
  if (time > lastTime) {
    lastTime = time;
    sequence = bytes.readUInt16BE(6) & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastTime += 1;
    sequence = bytes.readUInt16BE(6) & 0x7ff;
  }
  bytes.writeUIntBE(lastTime, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

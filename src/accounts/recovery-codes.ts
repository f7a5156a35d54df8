import { createHash, randomBytes } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const lettersEach = 26;
const howMany = 10;

/** A code for when every other factor is lost: 26 letters of 5 bits, in groups that can be copied down. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: howMany }, () => {
    const code = Array.from(randomBytes(lettersEach), (byte) => letters.charAt(byte % letters.length)).join('');
    return code.replace(/(.{5})(?=.{5})/g, '$1-');
  });
}

/** As the database keeps it. Null for what cannot be one; how it is grouped and written makes no difference. */
export function recoveryCodeHash(code: string): Buffer | null {
  const plain = code.replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z2-7]{26}$/.test(plain) ? createHash('sha256').update(plain).digest() : null;
}

import { createHash, randomBytes } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const lettersPerCode = 26;
const codeCount = 10;

/** Generates recovery codes: 26 letters of 5 bits each, in groups that are easy to copy. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: codeCount }, () => {
    const code = Array.from(randomBytes(lettersPerCode), (byte) => letters.charAt(byte % letters.length)).join('');
    return code.replace(/(.{5})(?=.{5})/g, '$1-');
  });
}

/** Returns the stored hash of a code, regardless of its grouping and case. Returns null for a malformed code. */
export function hashRecoveryCode(code: string): Buffer | null {
  const plain = code.replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z2-7]{26}$/.test(plain) ? createHash('sha256').update(plain).digest() : null;
}

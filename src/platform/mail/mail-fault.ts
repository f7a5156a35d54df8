/** Mail that was not sent, or may not have been. The code names the reason, and never an address. */
export class MailFault extends Error {
  override readonly name = 'MailFault';

  constructor(
    readonly code: string,
    /** Whether the server certainly did not accept the mail. Otherwise a second try could be a second mail. */
    readonly mayBeRepeated: boolean,
    /** Whether the recipient alone was refused, so that other mails may succeed. */
    readonly isOfRecipient = false,
  ) {
    super(`The mail was not sent (${code})`);
  }
}

/** Error of nodemailer. `originalCode` is that of the system or of TLS, and `responseCode` the reply of the server. */
interface SmtpError extends Error {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
}

const codesOfSignals: Readonly<Record<string, string>> = { TimeoutError: 'ETIMEDOUT', AbortError: 'STOPPED' };

/**
 * Returns the reason in one word: the code of the system or of TLS, `SMTP_550` for a refusal with that reply, or the code
 * of the client.
 */
export function codeOfMailFault(fault: unknown): string {
  if (!(fault instanceof Error)) return 'UNKNOWN';
  const { name, code, originalCode, responseCode } = fault as SmtpError;
  const ofSignal = codesOfSignals[name];
  if (ofSignal !== undefined) return ofSignal;
  if (typeof originalCode === 'string') return originalCode;
  if (code !== 'ETLS' && typeof responseCode === 'number') return `SMTP_${responseCode}`;
  return typeof code === 'string' ? code : 'UNKNOWN';
}

/** Whether the server refused with a reply (4xx or 5xx), so that it did not accept the mail. */
export function hasReply(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { responseCode } = fault as SmtpError;
  return typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600;
}

/** Whether the server, or the client before it, refused the recipient. */
export function isOfRecipient(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { code, command } = fault as SmtpError;
  return command === 'RCPT TO' || (code === 'EENVELOPE' && command === 'API');
}

import { warningOn } from '../database/postgres-releases.js';

/** Installation as `npm run doctor` reads it. Null where something could not be read. */
export interface InstallationFacts {
  readonly node: string;
  readonly now: Date;
  readonly memoryBytes: number;
  readonly maxDescriptors: number | null;
  readonly freeBytes: number | null;
  readonly release: number | null;
  readonly skewMs: number | null;
  readonly maxSkewMs: number;
  readonly linkDelaySeconds: number | null;
  /** End of the certificate of the database, or of the pooler before it. */
  readonly certificateEndsAt: Date | null;
  /** End of the last certificate of the identity provider by SAML. */
  readonly providerCertificatesEndAt: Date | null;
  /** End of the certificate of the key that signs requests by SAML. */
  readonly requestCertificateEndsAt: Date | null;
  readonly maxLinkDelaySeconds: number;
  /** Code of the fault with which the mail server was checked; null without a fault or a server. */
  readonly mailFault: string | null;
}

/** Lines of Node with security fixes, and the last day of each. */
export const nodeLines: Readonly<Record<number, string>> = {
  22: '2027-04-30',
  24: '2028-04-30',
  26: '2029-04-30',
};

const renewalDays = 30;
const recommendedDescriptors = 1024;
const recommendedMemory = 512 * 2 ** 20;
const recommendedFreeBytes = 2 * 2 ** 30;

const warnings: readonly ((facts: InstallationFacts) => string | null)[] = [
  ({ node, now }) => {
    const lastDay = nodeLines[Number(node.split('.')[0])];
    return lastDay !== undefined && dayOf(now) <= lastDay
      ? null
      : `Node ${node} has no security fixes any more. Use Node 24.`;
  },
  ({ memoryBytes }) =>
    memoryBytes >= recommendedMemory
      ? null
      : `The process may use ${inMegabytes(memoryBytes)} of memory. An import needs ${inMegabytes(recommendedMemory)}.`,
  ({ maxDescriptors: max }) =>
    max === null || max >= recommendedDescriptors
      ? null
      : `The process may open ${max} files. With ${recommendedDescriptors} it serves more connections at once.`,
  ({ freeBytes }) =>
    freeBytes === null || freeBytes >= recommendedFreeBytes
      ? null
      : `The disk of DATA_DIRECTORY has ${inMegabytes(freeBytes)} free. Keep ${inMegabytes(recommendedFreeBytes)} free.`,
  ({ release }) => (release === null ? null : warningOn(release)),
  ({ skewMs, maxSkewMs }) =>
    skewMs === null || skewMs <= maxSkewMs
      ? null
      : `The clocks of this machine and of the database differ by ${Math.round(skewMs / 1000)} s. Set both by one source (NTP).`,
  ({ certificateEndsAt: end, now }) =>
    end === null || !endsSoon(end, now) ? null : `The certificate of the database ends on ${dayOf(end)}. Renew it.`,
  ({ providerCertificatesEndAt: end, now }) =>
    end === null || !endsSoon(end, now)
      ? null
      : `The last certificate in SAML_CERTIFICATES_FILE ends on ${dayOf(end)}. Add the next one of the identity provider.`,
  ({ requestCertificateEndsAt: end, now }) =>
    end === null || !endsSoon(end, now)
      ? null
      : `The certificate in SAML_KEY_FILE ends on ${dayOf(end)}. Make a new one, and give the identity provider its metadata.`,
  ({ linkDelaySeconds: delay, maxLinkDelaySeconds: max }) =>
    delay === null || delay <= max
      ? null
      : `Entries of the trail have waited ${Math.round(delay)} s for their link. Start the tracker, or read \`sequencer\` in its log.`,
  ({ mailFault }) =>
    mailFault === null
      ? null
      : `The mail server cannot be used (${mailFault}). docs/operations/mail.md lists the codes.`,
];

/** Returns a sentence for each fault that stops no start. */
export function warningsOf(facts: InstallationFacts): string[] {
  return warnings.map((warn) => warn(facts)).filter((sentence) => sentence !== null);
}

function endsSoon(end: Date, now: Date): boolean {
  return end.getTime() - now.getTime() < renewalDays * 86_400_000;
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

function inMegabytes(bytes: number): string {
  return `${Math.floor(bytes / 2 ** 20)} MB`;
}

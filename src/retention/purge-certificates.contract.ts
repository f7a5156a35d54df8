import { IsUUID } from 'class-validator';
import { Omittable } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { PurgedComplaint } from './purged.entity.js';
import type { RetentionClass } from './retention.words.js';

/** Which certificates to list, the latest first. */
export class PurgeCertificatesQuery extends PageQuery {
  /** Only that of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** A line of a list of certificates. */
export class PurgeCertificateSummary {
  /** @format uuid */
  readonly id!: string;
  /**
   * What the certificate goes by.
   * @example PC-NE-000417
   */
  readonly number!: string;
  /**
   * The complaint that was purged.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * What people called it by.
   * @example NE-000417
   */
  readonly reference!: string;
  /**
   * The agency that owned it.
   * @format uuid
   */
  readonly agencyId!: string;
  readonly class!: RetentionClass;
  /**
   * When it was purged.
   * @format date-time
   */
  readonly purgedAt!: string;
}

/** How a complaint went, and what is left of it: counts. */
export class PurgeCertificateView extends PurgeCertificateSummary {
  /**
   * The certificate itself: JSON, as text, since the hash is over its bytes in UTF-8.
   * @example {"number":"PC-NE-000417","reference":"NE-000417","rowsDeleted":{"complaints":1},"countsKept":{}}
   */
  readonly certificate!: string;
  /**
   * Its SHA-256, in hexadecimal digits.
   * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
   */
  readonly sha256!: string;
}

/** A part of a list of certificates. */
export class PurgeCertificatePage {
  readonly items!: PurgeCertificateSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function summaryOf(purged: PurgedComplaint): PurgeCertificateSummary {
  const { id, number, complaintId, reference, agencyId, purgedAt } = purged;
  return { id, number, complaintId, reference, agencyId, class: purged.class, purgedAt: purgedAt.toISOString() };
}

export function viewOf(purged: PurgedComplaint): PurgeCertificateView {
  return { ...summaryOf(purged), certificate: purged.certificate, sha256: purged.sha256.toString('hex') };
}

import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import type { PurgedComplaint } from './purged-complaint.entity.js';
import type { RetentionClass } from './retention.enums.js';

/** A certificate in a list. */
export class PurgeCertificateSummary {
  readonly id!: string;
  /**
   * Number of the certificate.
   * @example PC-NE-000417
   */
  readonly number!: string;
  /** The purged complaint. */
  readonly complaintId!: string;
  /**
   * Reference of the purged complaint.
   * @example NE-000417
   */
  readonly reference!: string;
  /** The agency that owned it. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly class!: RetentionClass;
  /** Time of the purge. */
  readonly purgedAt!: string;
}

/** The certificate of a purge. Only counts remain of the complaint. */
export class PurgeCertificateView extends PurgeCertificateSummary {
  /**
   * The certificate, as JSON text. The checksum is of this text in UTF-8.
   * @example {"number":"PC-NE-000417","reference":"NE-000417","rowsDeleted":{"complaints":1},"countsKept":{}}
   */
  readonly certificate!: string;
  /**
   * Its checksum (SHA-256).
   * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
   */
  readonly sha256!: string;
}

/** A page of certificates. */
export class PurgeCertificatePage {
  readonly items!: PurgeCertificateSummary[];
  readonly nextCursor!: string | null;
}

export function toPurgeCertificateSummary(purged: PurgedComplaint): PurgeCertificateSummary {
  const { id, number, complaintId, reference, agencyId, purgedAt } = purged;
  return {
    id,
    number,
    complaintId,
    reference,
    agencyId,
    agency: nameAgency(agencyId),
    class: purged.class,
    purgedAt: purgedAt.toISOString(),
  };
}

export function toPurgeCertificateView(purged: PurgedComplaint): PurgeCertificateView {
  return {
    ...toPurgeCertificateSummary(purged),
    certificate: purged.certificate,
    sha256: purged.sha256.toString('hex'),
  };
}

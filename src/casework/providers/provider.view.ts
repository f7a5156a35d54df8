import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Provider } from './provider.entity.js';
import { providerFields, type ProviderField } from './providers.enums.js';
import { providersPolicy } from './providers.policy.js';

/** Statement of a tip about one field: the latest, or the latest that differs from a confirmed value. */
export class ProviderStatementView {
  readonly field!: ProviderField;
  /**
   * Value as stated.
   * @example 90
   */
  readonly value!: string;
  /** Time of the import that first stated this value. */
  readonly statedAt!: string;
  /** Complaint of that tip; null if the reader cannot see it. */
  readonly complaintId!: string | null;
  readonly complaint!: ComplaintReference | null;
  /** Whether it was stated after a person confirmed the entry, and differs from it. */
  readonly isDifferent!: boolean;
}

/** Actions that the reader may take. */
export class ProviderMay {
  /** Whether the reader may confirm or correct the entry. */
  readonly confirm!: boolean;
}

/** Provider in the directory of the task force, and how to serve it. */
export class ProviderView {
  readonly id!: string;
  readonly version!: number;
  /**
   * Name in lower case, equal for all spellings of the platform or carrier. Tips and identifiers find the entry by it.
   * @example instagram
   */
  readonly platform!: string;
  /**
   * Name as first stated or typed, or as a person corrected it.
   * @example Instagram, Inc.
   */
  readonly name!: string;
  readonly legalName!: string | null;
  readonly postalAddress!: string | null;
  readonly portalUrl!: string | null;
  readonly email!: string | null;
  readonly legalUrl!: string | null;
  readonly emergencyPhone!: string | null;
  /** Number of days for which it keeps the logs of its addresses. */
  readonly retentionDays!: number | null;
  readonly instructions!: string | null;
  /** Statements of tips. Until a person has confirmed the entry, its values are these. */
  readonly statements!: ProviderStatementView[];
  /** Whether a person confirmed the name and the values. */
  readonly isConfirmed!: boolean;
  /**
   * Account that confirmed it last.
   * @format uuid
   */
  readonly confirmedBy!: string | null;
  readonly confirmedByPerson!: PersonView | null;
  /** Time of that; null until a person has confirmed the entry. */
  readonly confirmedAt!: string | null;
  readonly may!: ProviderMay;
}

/** Page of the directory. */
export class ProviderPage {
  readonly items!: ProviderView[];
  readonly nextCursor!: string | null;
}

/** An entry, and those complaints of its statements that the reader can see. */
export interface VisibleProvider {
  readonly provider: Provider;
  readonly visibleComplaints: ReadonlySet<string>;
}

export function toProviderView({ provider, visibleComplaints }: VisibleProvider, actor: Actor): ProviderView {
  const { id, version, platform, name, legalName, postalAddress, portalUrl, email, legalUrl } = provider;
  const { emergencyPhone, retentionDays, instructions, confirmedBy, confirmedAt } = provider;
  return {
    ...{ id, version, platform, name, legalName, postalAddress, portalUrl, email, legalUrl, emergencyPhone },
    ...{ retentionDays, instructions },
    statements: providerFields.flatMap((field) => {
      const stated = provider.stated[field];
      if (stated === undefined) return [];
      const { value, statedAt } = stated;
      const complaintId = visibleComplaints.has(stated.complaintId) ? stated.complaintId : null;
      const source = { complaintId, complaint: nameComplaint(complaintId) };
      return [{ field, value: String(value), statedAt, ...source, isDifferent: provider.differsIn(field) }];
    }),
    isConfirmed: confirmedAt !== null,
    confirmedBy,
    confirmedByPerson: namePerson(confirmedBy),
    confirmedAt: confirmedAt?.toISOString() ?? null,
    may: { confirm: allows(actor.role, 'providers:confirm') && providersPolicy.confirm(actor, provider) },
  };
}

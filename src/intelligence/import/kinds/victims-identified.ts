import { Matches } from 'class-validator';
import { IsNull } from 'typeorm';
import { InvalidInput } from '../../../platform/http/problems.js';
import { IdentifyVictim } from '../../../casework/victims-identified/victim-identified.request.js';
import { formatPseudonym, VictimIdentified } from '../../../casework/victims-identified/victim-identified.entity.js';
import { abuseTimings, safeguardingStatuses } from '../../../casework/victims-identified/victims-identified.enums.js';
import { yesNoParser } from '../codes.js';
import { requiredField } from '../field.js';
import { agencyField, resolveAgency } from '../resolve-agency.js';
import { hasValues, matchExisting, type ExistingMatch, type RecordKind, type WriteContext } from './imported-kind.js';
import { resolveComplaint, complaintNameFields } from './resolve-complaint.js';
import { codeFromRequest, dayFromRequest, fieldFromRequest } from './field-from-request.js';

const message = 'must be a pseudonym such as MV1, numbered within its complaint, and never a name';

/** Identified child of a log, with the pseudonym that it has in its complaint. */
export class ImportedVictim extends IdentifyVictim {
  @Matches(/^MV[1-9]\d{0,3}$/, { message }) readonly pseudonym!: string;
}

/**
 * Identified children of existing complaints. The pseudonym identifies a child within its complaint. A file with names of children is
 * refused.
 */
export const victimsIdentified: RecordKind<ImportedVictim> = {
  fields: {
    ...complaintNameFields,
    pseudonym: requiredField(fieldFromRequest(ImportedVictim, 'pseudonym'), 'victim', 'minorVictim'),
    abuseTiming: requiredField(codeFromRequest(ImportedVictim, 'abuseTiming', abuseTimings), 'timing'),
    productionVictim: requiredField(yesNoParser, 'production'),
    safeguardingStatus: requiredField(
      codeFromRequest(ImportedVictim, 'safeguardingStatus', safeguardingStatuses),
      'safeguarding',
      'status',
    ),
    identifiedOn: requiredField(dayFromRequest(ImportedVictim, 'identifiedOn'), 'identified', 'dateIdentified'),
    agency: agencyField,
  },
  permission: 'victims-identified:record',
  refusedColumns: {
    names: [
      ...['name', 'fullName', 'firstName', 'middleName', 'lastName', 'givenName', 'familyName', 'surname', 'initials'],
      ...['victimName', 'childName', 'nameOfChild', 'nameOfVictim', 'nameOfMinor', 'minorName', 'alias', 'nickname'],
      ...['dateOfBirth', 'birthDate', 'bornOn', 'dob', 'ssn', 'address', 'school', 'guardian', 'parent'],
    ],
    detail: 'identifies a child: an import holds pseudonyms only. Remove the column, and keep identities in the vault',
  },
  request: ImportedVictim,
  duplicateColumn: 'pseudonym',
  columns: { agencyId: 'agency', complaintId: 'complaint' },

  async toBody(values, context) {
    const { pseudonym, abuseTiming, productionVictim, safeguardingStatus, identifiedOn, agency } = values;
    const complaintId = await resolveComplaint(values, context);
    const agencyId = resolveAgency(agency, context.agencies);
    const facts = { abuseTiming, productionVictim: productionVictim === 'true', safeguardingStatus, identifiedOn };
    return { complaintId, pseudonym, ...facts, agencyId };
  },

  keyOf,

  async findExisting(body: ImportedVictim, { tx, seen }: WriteContext): Promise<ExistingMatch | null> {
    const { complaintId, pseudonym, abuseTiming, productionVictim, identifiedOn, agencyId } = body;
    const existing = await tx.findBy(VictimIdentified, { complaintId, pseudonym, voidedAt: IsNull() });
    seen.add(existing);
    // The safeguarding status has changed since, with each step.
    return matchExisting(existing, (one) => hasValues(one, { abuseTiming, productionVictim, identifiedOn, agencyId }));
  },

  async create(useCases, actor, { pseudonym, ...facts }, { hasRowAbove }) {
    const { victim } = await useCases.victims.identify(actor, facts);
    if (victim.pseudonym === pseudonym) return;
    if (hasRowAbove === null || numberOf(pseudonym) < numberOf(victim.pseudonym))
      throw InvalidInput.forPath('/pseudonym', `is not the next one of its complaint, which is ${victim.pseudonym}`);
    const before = formatPseudonym(numberOf(pseudonym) - 1);
    if (!(await hasRowAbove(keyOf({ complaintId: facts.complaintId, pseudonym: before }))))
      throw InvalidInput.forPath(
        '/pseudonym',
        `is not the next one of its complaint: ${before} is neither recorded nor in a row above`,
      );
  },
};

function keyOf({ complaintId, pseudonym }: Pick<ImportedVictim, 'complaintId' | 'pseudonym'>): readonly unknown[] {
  return [complaintId, pseudonym];
}

function numberOf(pseudonym: string): number {
  return Number(pseudonym.slice(2));
}

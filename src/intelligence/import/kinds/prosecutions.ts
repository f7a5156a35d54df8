import { IsBoolean, IsIn } from 'class-validator';
import { IsNull } from 'typeorm';
import { InvalidInput } from '../../../platform/http/problems.js';
import { IsDay, Omittable } from '../../../platform/validation/input.js';
import {
  DisposeProsecution,
  FileProsecution,
  finalOutcomes,
} from '../../../casework/prosecutions/prosecution.request.js';
import { Prosecution } from '../../../casework/prosecutions/prosecution.entity.js';
import { forums } from '../../../casework/prosecutions/prosecutions.enums.js';
import { yesNoParser } from '../codes.js';
import { optionalField, requiredField } from '../field.js';
import { agencyField, resolveAgency } from '../resolve-agency.js';
import { hasValues, matchExisting, type ExistingMatch, type RecordKind, type WriteContext } from './imported-kind.js';
import { resolveSuspect, suspectNameFields } from './resolve-suspect.js';
import { codeFromRequest, dayFromRequest, fieldFromRequest } from './field-from-request.js';

/** Prosecution of a log: the filed case, and its end if there was one. */
export class ImportedProsecution extends (FileProsecution as new () => Omit<FileProsecution, 'isTriedAsAdult'>) {
  @Omittable() @IsBoolean() readonly isTriedAsAdult?: boolean;
  @Omittable() @IsIn(finalOutcomes) readonly outcome?: DisposeProsecution['outcome'];
  @Omittable() @IsDay() readonly disposedOn?: string;
}

/** Prosecutions of existing suspects. The suspect, the court and the docket number identify one, or else the day of filing. */
export const prosecutions: RecordKind<ImportedProsecution> = {
  fields: {
    ...suspectNameFields,
    forum: requiredField(codeFromRequest(FileProsecution, 'forum', forums), 'prosecutor'),
    court: requiredField(fieldFromRequest(FileProsecution, 'court'), 'courtName'),
    docketNumber: optionalField(fieldFromRequest(FileProsecution, 'caseNumber'), 'docket', 'courtCaseNumber'),
    filedOn: requiredField(dayFromRequest(FileProsecution, 'filedOn'), 'filed', 'dateFiled', 'filingDate'),
    triedAsAdult: optionalField(yesNoParser, 'isTriedAsAdult'),
    outcome: optionalField(codeFromRequest(DisposeProsecution, 'outcome', finalOutcomes), 'disposition', 'result'),
    disposedOn: optionalField(dayFromRequest(DisposeProsecution, 'disposedOn'), 'dateDisposed', 'dispositionDate'),
    agency: agencyField,
  },
  permission: 'prosecutions:record',
  request: ImportedProsecution,
  duplicateColumn: 'row',
  columns: {
    agencyId: 'agency',
    suspectId: 'suspect',
    complaintId: 'complaint',
    caseNumber: 'docketNumber',
    isTriedAsAdult: 'triedAsAdult',
  },

  async toBody(values, context) {
    const { forum, court, docketNumber: caseNumber, filedOn, triedAsAdult, outcome, disposedOn, agency } = values;
    if (outcome !== undefined && disposedOn === undefined)
      throw InvalidInput.forPath('/disposedOn', 'must be set together with outcome');
    if (outcome === undefined && disposedOn !== undefined)
      throw InvalidInput.forPath('/outcome', 'must be set together with disposedOn');
    const suspectId = await resolveSuspect(values, context);
    const agencyId = resolveAgency(agency, context.agencies);
    const isTriedAsAdult = triedAsAdult === undefined ? undefined : triedAsAdult === 'true';
    return { suspectId, forum, court, caseNumber, filedOn, isTriedAsAdult, outcome, disposedOn, agencyId };
  },

  keyOf: ({ suspectId, court, caseNumber, filedOn }) => [
    suspectId,
    court.toLowerCase(),
    caseNumber?.toLowerCase() ?? null,
    ...(caseNumber == null ? [filedOn] : []),
  ],

  async findExisting(body: ImportedProsecution, { tx, seen }: WriteContext): Promise<ExistingMatch | null> {
    const { suspectId, forum, caseNumber, filedOn, isTriedAsAdult, outcome, disposedOn, agencyId } = body;
    const recorded = await tx.findBy(Prosecution, { suspectId, voidedAt: IsNull() });
    const existing = recorded.filter(
      (one) =>
        isEqualWord(one.court, body.court) &&
        (caseNumber == null ? one.filedOn === filedOn : isEqualWord(one.caseNumber, caseNumber)),
    );
    seen.add(existing);
    const values = { forum, filedOn, isTriedAsAdult, outcome, disposedOn, agencyId };
    return matchExisting(existing, (one) => hasValues(one, values));
  },

  async create(useCases, actor, { outcome, disposedOn, isTriedAsAdult = false, ...facts }) {
    const { prosecution } = await useCases.prosecutions.file(actor, { ...facts, isTriedAsAdult });
    if (outcome === undefined || disposedOn === undefined) return;
    await useCases.prosecutions.dispose(actor, prosecution.id, prosecution.version, { outcome, disposedOn });
  },
};

function isEqualWord(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

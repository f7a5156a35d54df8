import { IsNull } from 'typeorm';
import { Arrest } from '../../../casework/suspects/arrest.entity.js';
import { RecordArrest } from '../../../casework/suspects/arrest.request.js';
import { arrestKinds, juvenileHandlings } from '../../../casework/suspects/suspects.enums.js';
import { optionalField, requiredField } from '../field.js';
import { agencyField, resolveAgency } from '../resolve-agency.js';
import { hasValues, matchExisting, type WriteContext, type RecordKind, type ExistingMatch } from './imported-kind.js';
import { resolveSuspect, suspectNameFields } from './resolve-suspect.js';
import { codeFromRequest, dayFromRequest } from './field-from-request.js';

/** Arrests of existing suspects. The suspect and the day identify an arrest. */
export const arrests: RecordKind<RecordArrest> = {
  fields: {
    ...suspectNameFields,
    arrestedOn: requiredField(dayFromRequest(RecordArrest, 'arrestedOn'), 'arrested', 'arrestDate', 'dateOfArrest'),
    kind: requiredField(codeFromRequest(RecordArrest, 'kind', arrestKinds), 'arrestKind', 'arrestType'),
    juvenileHandling: optionalField(codeFromRequest(RecordArrest, 'juvenileHandling', juvenileHandlings), 'handling'),
    agency: agencyField,
  },
  permission: 'suspects:record',
  request: RecordArrest,
  duplicateColumn: 'arrestedOn',
  columns: { agencyId: 'agency', suspectId: 'suspect', complaintId: 'complaint' },

  async toBody(values, context) {
    const { arrestedOn, kind, juvenileHandling, agency } = values;
    const suspectId = await resolveSuspect(values, context);
    const agencyId = resolveAgency(agency, context.agencies);
    return { suspectId, arrestedOn, kind, juvenileHandling, agencyId };
  },

  keyOf: ({ suspectId, arrestedOn }) => [suspectId, arrestedOn],

  async findExisting(body: RecordArrest, { tx, seen }: WriteContext): Promise<ExistingMatch | null> {
    const { suspectId, arrestedOn, kind, juvenileHandling, agencyId } = body;
    const existing = await tx.findBy(Arrest, { suspectId, arrestedOn, voidedAt: IsNull() });
    seen.add(existing);
    return matchExisting(existing, (one) => hasValues(one, { kind, juvenileHandling, agencyId }));
  },

  create: (useCases, actor, body) => useCases.arrests.record(actor, body),
};

import { importTargetOf, type DeclaredImportKind } from '../../../casework/records/import-declarations.js';
import { countParser, dayParser, requiredField, textParser, type Fields } from '../field.js';
import { agencyField, resolveAgency } from '../resolve-agency.js';
import { hasValues, matchExisting, type RecordKind } from './imported-kind.js';

const title = requiredField(textParser({ max: 200 }), 'topic', 'subject', 'course');

/** Trainings of professionals, each with its trainees. */
export const trainings = outreachKind('trainings', ['trainedLawEnforcement', 'trainedProsecutors', 'trainedOther'], {
  endedOn: requiredField(dayParser, 'ended', 'date', 'heldOn', 'trainingDate'),
  title,
  trainedLawEnforcement: requiredField(countParser, 'lawEnforcement', 'officers', 'officersTrained'),
  trainedProsecutors: requiredField(countParser, 'prosecutors', 'prosecutorsTrained'),
  trainedOther: requiredField(countParser, 'other', 'others', 'othersTrained'),
  agency: agencyField,
});

/** Presentations to the public, each with its attendees. */
export const presentations = outreachKind('presentations', ['attendeesYouth', 'attendeesAdult'], {
  heldOn: requiredField(dayParser, 'held', 'date', 'presentationDate'),
  title,
  attendeesYouth: requiredField(countParser, 'youth', 'children', 'students'),
  attendeesAdult: requiredField(countParser, 'adults', 'parents'),
  agency: agencyField,
});

/** Returns a kind of outreach, which its own area declares. The declaration is not loaded where files are read. */
function outreachKind(kind: DeclaredImportKind, counts: readonly string[], fields: Fields): RecordKind {
  return {
    fields,
    permission: 'outreach:record',
    duplicateColumn: 'title',
    columns: { agencyId: 'agency' },

    get request() {
      return importTargetOf(kind).request;
    },

    toBody({ agency, ...values }, context) {
      const agencyId = resolveAgency(agency, context.agencies);
      const numbers = Object.fromEntries(counts.map((name) => [name, Number(values[name])]));
      return Promise.resolve({ ...values, ...numbers, agencyId });
    },

    keyOf: (body) => importTargetOf(kind).keyOf(body),

    async findExisting(body, { actor, tx }) {
      const recorded = await importTargetOf(kind).findRecorded(tx, actor, body);
      return matchExisting(recorded, (one) => hasValues(one, body));
    },

    create: (_useCases, actor, body, { find }) => importTargetOf(kind).create(find, actor, body),
  };
}

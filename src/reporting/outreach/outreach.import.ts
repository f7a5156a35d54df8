import { IsNull } from 'typeorm';
import { resolveActingAgency } from '../../access/acting-agency.js';
import { declareImportTarget } from '../../casework/records/import-declarations.js';
import { Presentation } from './presentation.entity.js';
import { RecordPresentation } from './presentation.request.js';
import { PresentationsService } from './presentations.service.js';
import { Training } from './training.entity.js';
import { RecordTraining } from './training.request.js';
import { TrainingsService } from './trainings.service.js';

/** The agency, the day and the title identify a training. */
declareImportTarget<RecordTraining>({
  kind: 'trainings',
  request: RecordTraining,
  keyOf: ({ agencyId, endedOn, title }) => [agencyId, endedOn, title],
  findRecorded: (tx, actor, { agencyId, endedOn, title }) =>
    tx.findBy(Training, { ...resolveActingAgency(actor, agencyId), endedOn, title, voidedAt: IsNull() }),
  create: (find, actor, body) => find(TrainingsService).record(actor, body),
});

/** The agency, the day and the title identify a presentation. */
declareImportTarget<RecordPresentation>({
  kind: 'presentations',
  request: RecordPresentation,
  keyOf: ({ agencyId, heldOn, title }) => [agencyId, heldOn, title],
  findRecorded: (tx, actor, { agencyId, heldOn, title }) =>
    tx.findBy(Presentation, { ...resolveActingAgency(actor, agencyId), heldOn, title, voidedAt: IsNull() }),
  create: (find, actor, body) => find(PresentationsService).record(actor, body),
});

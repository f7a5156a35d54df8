import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { ArrestsController } from './arrests.controller.js';
import { ArrestsService } from './arrests.service.js';
import { ChargeSuggestionsController } from './charge-suggestions.controller.js';
import { ChargesController } from './charges.controller.js';
import { ChargesService } from './charges.service.js';
import { SamePersonService } from './same-person.service.js';
import { SimilarSuspectsController } from './similar-suspects.controller.js';
import { SimilarSuspectsService } from './similar-suspects.service.js';
import { SuspectAliasesController } from './suspect-aliases.controller.js';
import { SuspectAliasesService } from './suspect-aliases.service.js';
import { SuspectsController } from './suspects.controller.js';
import { SuspectsService } from './suspects.service.js';
import { Arrest } from './arrest.entity.js';
import { Charge } from './charge.entity.js';
import { SuspectAlias } from './suspect-alias.entity.js';
import { Suspect } from './suspect.entity.js';
import './suspects.packet.js';
import './suspects.timeline.js';
import './suspects.trail.js';

/** Suspects of complaints, with other names, arrests and charges. */
@Module({
  imports: [TypeOrmModule.forFeature([Suspect, SuspectAlias, Arrest, Charge]), ComplaintsModule, TaskForcesModule],
  controllers: [
    SimilarSuspectsController,
    SuspectsController,
    SuspectAliasesController,
    ArrestsController,
    ChargesController,
    ChargeSuggestionsController,
  ],
  providers: [
    SuspectsService,
    SamePersonService,
    SimilarSuspectsService,
    SuspectAliasesService,
    ArrestsService,
    ChargesService,
  ],
  exports: [SuspectsService, ArrestsService],
})
export class SuspectsModule {}

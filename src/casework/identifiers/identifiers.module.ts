import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { Commonness } from './commonness.js';
import { ExclusionsController } from './exclusions.controller.js';
import { ExclusionsService } from './exclusions.service.js';
import { IdentifiersController } from './identifiers.controller.js';
import { IdentifiersService } from './identifiers.service.js';
import { LookUpsController } from './look-ups.controller.js';
import { LookUpsService } from './look-ups.service.js';
import { MatchesController } from './matches.controller.js';
import { MatchesService } from './matches.service.js';
import { ReportedFilesController } from './reported-files.controller.js';
import { ReportedPersonsController } from './reported-persons.controller.js';
import { ReportedItemsService } from './reported-items.service.js';
import { ExcludedIdentifier } from './excluded-identifier.entity.js';
import { Identifier } from './identifier.entity.js';
import { ReportedFile } from './reported-file.entity.js';
import { ReportedPerson } from './reported-person.entity.js';
import './identifiers.lines.js';
import './identifiers.trail.js';
import './identifiers.packet.js';

/** Reported persons and files of complaints, their identifiers, and matches between complaints. */
@Module({
  imports: [TypeOrmModule.forFeature([ReportedPerson, ReportedFile, Identifier, ExcludedIdentifier]), ComplaintsModule],
  controllers: [
    LookUpsController,
    IdentifiersController,
    ReportedPersonsController,
    ReportedFilesController,
    MatchesController,
    ExclusionsController,
  ],
  providers: [Commonness, IdentifiersService, LookUpsService, ReportedItemsService, MatchesService, ExclusionsService],
})
export class IdentifiersModule {}

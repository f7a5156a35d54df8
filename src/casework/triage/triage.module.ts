import { Module } from '@nestjs/common';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { IpTables } from '../../platform/ip-tables/ip-tables.js';
import { BatchAssignmentService } from './batch-assignment.service.js';
import { BatchService } from './batch.service.js';
import { BatchTriageService } from './batch-triage.service.js';
import { PlaceProposalsService } from './place-proposals.service.js';
import { TriageController } from './triage.controller.js';
import { TriageService } from './triage.service.js';
import './triage.packet.js';
import './triage.timeline.js';
import './triage.trail.js';

/** Screening, triage and assignment of complaints. */
@Module({
  imports: [TaskForcesModule],
  controllers: [TriageController],
  providers: [TriageService, BatchService, BatchAssignmentService, BatchTriageService, PlaceProposalsService, IpTables],
  exports: [TriageService, IpTables],
})
export class TriageModule {}

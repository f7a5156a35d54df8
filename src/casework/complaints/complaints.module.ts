import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { HoldsAndMergesController } from './hold-and-merge.controller.js';
import { HoldAndMergeService } from './hold-and-merge.service.js';
import { ClosuresController } from './closure.controller.js';
import { ClosureService } from './closure.service.js';
import { ComplaintTrailController } from './complaint-trail.controller.js';
import { ComplaintsController } from './complaints.controller.js';
import { ComplaintsService } from './complaints.service.js';
import { DecisionListController } from './decision-list.controller.js';
import { DecisionListService } from './decision-list.service.js';
import { IntakeService } from './intake.service.js';
import { QueuesController } from './queues.controller.js';
import { QueuesService } from './queues.service.js';
import { SealedDuplicatesController } from './sealed-duplicates.controller.js';
import { SealedDuplicatesService } from './sealed-duplicates.service.js';
import { ClosureProposal, ComplaintHold, ComplaintMove } from './complaint-status.entity.js';
import { Complaint } from './complaint.entity.js';
import { Assignment, Disposition, Screening, Triage } from './decisions.entity.js';
import { DispositionCodeRecord } from './disposition-code.entity.js';
import './complaints.attention.js';
import './complaints.packet.js';
import './complaints.timeline.js';
import './complaints.trail.js';

/** Complaints: intake, triage, assignment, holds, merges, disposition and reopening. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Complaint,
      Screening,
      Triage,
      Assignment,
      Disposition,
      DispositionCodeRecord,
      ComplaintHold,
      ClosureProposal,
      ComplaintMove,
    ]),
    TaskForcesModule,
  ],
  controllers: [
    ComplaintsController,
    ClosuresController,
    HoldsAndMergesController,
    DecisionListController,
    ComplaintTrailController,
    SealedDuplicatesController,
    QueuesController,
  ],
  providers: [
    ComplaintsService,
    IntakeService,
    ClosureService,
    HoldAndMergeService,
    DecisionListService,
    SealedDuplicatesService,
    QueuesService,
  ],
  exports: [ComplaintsService, IntakeService, QueuesService],
})
export class ComplaintsModule {}

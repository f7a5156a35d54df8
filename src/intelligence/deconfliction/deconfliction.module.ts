import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../../casework/complaints/complaints.module.js';
import { SubjectIndexModule } from '../subject-index/subject-index.module.js';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { DeconflictionChecksController } from './checks.controller.js';
import { ChecksService } from './checks.service.js';
import { DeconflictionHitsController } from './hits.controller.js';
import { HitsService } from './hits.service.js';
import { OutsideChecksController } from './outside-checks.controller.js';
import { PendingNotices } from './pending-notices.js';
import { OutsideChecksService } from './outside-checks.service.js';
import { VictimInquiriesController } from './victim-inquiries.controller.js';
import { VictimInquiriesService } from './victim-inquiries.service.js';
import { DeconflictionCheck } from './deconfliction-check.entity.js';
import { DeconflictionHit } from './deconfliction-hit.entity.js';
import { OutsideCheck } from './outside-check.entity.js';
import { VictimInquiry } from './victim-inquiry.entity.js';
import './deconfliction.attention.js';
import './deconfliction.packet.js';
import './deconfliction.timeline.js';
import './deconfliction.trail.js';

/** Deconfliction of identifiers across task forces: checks, hits and answers, with contact details only. */
@Module({
  imports: [
    TypeOrmModule.forFeature([DeconflictionCheck, DeconflictionHit, VictimInquiry, OutsideCheck]),
    ComplaintsModule,
    SubjectIndexModule,
    TaskForcesModule,
  ],
  controllers: [
    DeconflictionChecksController,
    DeconflictionHitsController,
    OutsideChecksController,
    VictimInquiriesController,
  ],
  providers: [ChecksService, HitsService, PendingNotices, OutsideChecksService, VictimInquiriesService],
})
export class DeconflictionModule {}

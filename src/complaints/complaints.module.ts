import { Module } from '@nestjs/common';
import { ComplaintTrailController } from './complaint-trail.controller.js';
import { ComplaintsController } from './complaints.controller.js';
import { ComplaintsService } from './complaints.service.js';
import { IntakeService } from './intake.service.js';

/** Complaints: intake, triage, assignment, disposition. */
@Module({
  controllers: [ComplaintsController, ComplaintTrailController],
  providers: [ComplaintsService, IntakeService],
  exports: [ComplaintsService, IntakeService],
})
export class ComplaintsModule {}

import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { IntakeController } from './intake.controller.js';
import { LogComplaintsService } from './log-complaints.service.js';

/** Intake: a complaint with all its tip tells of, in one piece. */
@Module({
  imports: [ComplaintsModule],
  controllers: [IntakeController],
  providers: [LogComplaintsService],
})
export class IntakeModule {}

import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { IntakeController } from './intake.controller.js';
import { LogComplaintsService } from './log-complaints.service.js';
import './intake.trail.js';

/** Intake of a complaint with its persons, identifiers and files, in one transaction. */
@Module({
  imports: [ComplaintsModule],
  controllers: [IntakeController],
  providers: [LogComplaintsService],
})
export class IntakeModule {}

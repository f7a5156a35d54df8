import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { VaultModule } from '../vault/vault.module.js';
import { IntakeController } from './intake.controller.js';
import { LogComplaintsService } from './log-complaints.service.js';
import { UnsavedMatchesController } from './unsaved-matches.controller.js';
import { UnsavedMatchesService } from './unsaved-matches.service.js';
import './intake.trail.js';

/** Intake of a complaint with its persons, identifiers and files in one transaction, and its matches before that. */
@Module({
  imports: [ComplaintsModule, VaultModule],
  controllers: [IntakeController, UnsavedMatchesController],
  providers: [LogComplaintsService, UnsavedMatchesService],
})
export class IntakeModule {}

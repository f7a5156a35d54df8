import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TriageModule } from '../triage/triage.module.js';
import { ProcessTemplate } from './process-template.entity.js';
import { ProcessTemplatesController } from './process-templates.controller.js';
import { ProcessTemplatesService } from './process-templates.service.js';
import { ProcessTextsService } from './process-texts.service.js';
import './process-templates.trail.js';

/** Templates of legal process, and drafts filled from the record. */
@Module({
  // The tables of IP addresses are in memory once.
  imports: [TypeOrmModule.forFeature([ProcessTemplate]), TriageModule],
  controllers: [ProcessTemplatesController],
  providers: [ProcessTemplatesService, ProcessTextsService],
})
export class ProcessTemplatesModule {}

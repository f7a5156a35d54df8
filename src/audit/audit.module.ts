import { Module } from '@nestjs/common';
import { AccessQuestionsController } from './access-questions.controller.js';
import { ExplainService } from './explain.service.js';
import { LooksService } from './looks.service.js';
import { TrailSearchController } from './trail-search.controller.js';
import { TrailSearchService } from './trail-search.service.js';

/** What the trail answers: what was done, who looked, and why an account can or cannot see a record. */
@Module({
  controllers: [TrailSearchController, AccessQuestionsController],
  providers: [TrailSearchService, LooksService, ExplainService],
})
export class AuditModule {}

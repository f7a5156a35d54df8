import { Module } from '@nestjs/common';
import { AccessQuestionsController } from './access-questions.controller.js';
import { ExplainService } from './explain.service.js';
import { AccessLogService } from './looks.service.js';
import { TrailSearchController } from './trail-search.controller.js';
import { TrailSearchService } from './trail-search.service.js';

/** Search of the audit trail, the access log, and explanations of access. */
@Module({
  controllers: [TrailSearchController, AccessQuestionsController],
  providers: [TrailSearchService, AccessLogService, ExplainService],
})
export class AuditModule {}

import { Module } from '@nestjs/common';
import { AccessLogController } from './access-log.controller.js';
import { AccessExplanationService } from './access-explanation.service.js';
import { AccessLogService } from './access-log.service.js';
import { TrailSearchController } from './trail-search.controller.js';
import { TrailSearchService } from './trail-search.service.js';
import { TrailSequencer } from '../chain/trail-sequencer.js';
import './audit.trail.js';

/** Sequencer and search of the audit trail, the access log, and explanations of access. */
@Module({
  controllers: [TrailSearchController, AccessLogController],
  providers: [TrailSearchService, AccessLogService, AccessExplanationService, TrailSequencer],
})
export class AuditModule {}

import { Module } from '@nestjs/common';
import { OperationEventsController } from './operation-events.controller.js';
import { OperationEventsService } from './operation-events.service.js';
import { OperationsController } from './operations.controller.js';
import { OperationsService } from './operations.service.js';
import { TaggingService } from './tagging.service.js';
import './operations.trail.js';

/** Operations: their windows, participants, tagged records and events. */
@Module({
  controllers: [OperationsController, OperationEventsController],
  providers: [OperationsService, TaggingService, OperationEventsService],
  exports: [OperationsService, TaggingService],
})
export class OperationsModule {}

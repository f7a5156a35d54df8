import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OperationEventsController } from './operation-events.controller.js';
import { OperationEventsService } from './operation-events.service.js';
import { OperationsController } from './operations.controller.js';
import { OperationsService } from './operations.service.js';
import { TaggingService } from './tagging.service.js';
import { EventConflictCheck } from './event-conflict-check.entity.js';
import { EventConflict } from './event-conflict.entity.js';
import { OperationEvent } from './operation-event.entity.js';
import { Operation } from './operation.entity.js';
import { OperationMember, OperationTaskForce } from './participation.entity.js';
import './operations.trail.js';
import './operations.packet.js';

/** Operations: their windows, participants, tagged records and events. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Operation,
      OperationTaskForce,
      OperationMember,
      OperationEvent,
      EventConflictCheck,
      EventConflict,
    ]),
  ],
  controllers: [OperationsController, OperationEventsController],
  providers: [OperationsService, TaggingService, OperationEventsService],
  exports: [OperationsService, TaggingService],
})
export class OperationsModule {}

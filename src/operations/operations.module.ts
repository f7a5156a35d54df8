import { Module } from '@nestjs/common';
import { OperationsController } from './operations.controller.js';
import { OperationsService } from './operations.service.js';
import { TaggingService } from './tagging.service.js';

/** Operations: their window, who takes part, and what belongs to them. */
@Module({
  controllers: [OperationsController],
  providers: [OperationsService, TaggingService],
  exports: [OperationsService, TaggingService],
})
export class OperationsModule {}

import { Module } from '@nestjs/common';
import { DifferencesService } from './differences.service.js';
import { MissingReturnsService } from './missing-returns.service.js';
import { ReturnDefinitionsController } from './return-definitions.controller.js';
import { ReturnsController } from './returns.controller.js';
import { ReturnsService } from './returns.service.js';

/** Performance reports: the figures of a period, locked by a second person, and the differences since. */
@Module({
  controllers: [ReturnsController, ReturnDefinitionsController],
  providers: [ReturnsService, DifferencesService, MissingReturnsService],
  exports: [ReturnsService],
})
export class ReturnsModule {}

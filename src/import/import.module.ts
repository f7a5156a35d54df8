import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { EnteringService } from './entering.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { LookingThroughService } from './looking-through.service.js';

/** Records that come in by the file. */
@Module({
  imports: [ComplaintsModule],
  controllers: [ImportsController],
  providers: [ImportsService, LookingThroughService, EnteringService],
})
export class ImportModule {}

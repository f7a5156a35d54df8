import { Module } from '@nestjs/common';
import { AgenciesModule } from '../../organization/agencies/agencies.module.js';
import { ComplaintsModule } from '../../casework/complaints/complaints.module.js';
import { SuspectsModule } from '../../casework/suspects/suspects.module.js';
import { EnteringService } from './entering.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { LookingThroughService } from './looking-through.service.js';
import { ImportProgress } from './progress.service.js';
import { RowByRowService } from './row-by-row.service.js';

/** Imports of records from files. */
@Module({
  imports: [AgenciesModule, ComplaintsModule, SuspectsModule],
  controllers: [ImportsController],
  providers: [ImportsService, LookingThroughService, RowByRowService, EnteringService, ImportProgress],
})
export class ImportModule {}

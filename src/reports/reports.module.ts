import { Module } from '@nestjs/common';
import { TaskForcesModule } from '../task-forces/task-forces.module.js';
import { CarriedFiguresController } from './carried-figures.controller.js';
import { CarriedFiguresService } from './carried-figures.service.js';
import { DisclosuresReportService } from './disclosures-report.service.js';
import { OperationReportService } from './operation-report.service.js';
import { ReportsController } from './reports.controller.js';
import { TotalsService } from './totals.service.js';

/** Reports: totals counted in SQL under the reader's seat, and the figures carried over from before the tracker. */
@Module({
  imports: [TaskForcesModule],
  controllers: [ReportsController, CarriedFiguresController],
  providers: [TotalsService, OperationReportService, DisclosuresReportService, CarriedFiguresService],
  exports: [CarriedFiguresService],
})
export class ReportsModule {}

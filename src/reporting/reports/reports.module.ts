import { Module } from '@nestjs/common';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { HistoricalTotalsController } from './carried-figures.controller.js';
import { HistoricalTotalsService } from './carried-figures.service.js';
import { DisclosuresReportService } from './disclosures-report.service.js';
import { Folding } from './ledger/folding.js';
import { OperationReportService } from './operation-report.service.js';
import { ReportsController } from './reports.controller.js';
import { PressReleaseService } from './press-release.service.js';
import { PublicationsService } from './publications/publications.service.js';
import { DrillDownService } from './rows-behind.service.js';
import { BacklogService } from './timeliness/backlog.service.js';
import { TimelinessController } from './timeliness/timeliness.controller.js';
import { TimelinessService } from './timeliness/timeliness.service.js';
import { TotalsService } from './totals.service.js';

/** Totals, timeliness and backlog, counted in SQL within the reader's seat, and historical totals. */
@Module({
  imports: [TaskForcesModule],
  controllers: [ReportsController, TimelinessController, HistoricalTotalsController],
  providers: [
    TotalsService,
    OperationReportService,
    DisclosuresReportService,
    TimelinessService,
    BacklogService,
    HistoricalTotalsService,
    DrillDownService,
    PublicationsService,
    PressReleaseService,
    Folding,
  ],
  exports: [
    HistoricalTotalsService,
    TotalsService,
    OperationReportService,
    DisclosuresReportService,
    TimelinessService,
    BacklogService,
    PublicationsService,
  ],
})
export class ReportsModule {}

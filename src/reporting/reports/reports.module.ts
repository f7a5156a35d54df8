import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { HistoricalTotalsController } from './historical-totals.controller.js';
import { HistoricalTotalsService } from './historical-totals.service.js';
import { DisclosuresReportService } from './disclosures-report.service.js';
import { TallyWorker } from './ledger/tally-worker.js';
import { OperationReportService } from './operation-report.service.js';
import { ReportsController } from './reports.controller.js';
import { PressReleaseService } from './press-release.service.js';
import { PublicationsService } from './publications/publications.service.js';
import { DrillDownService } from './drill-down.service.js';
import { BacklogService } from './timeliness/backlog.service.js';
import { TimelinessController } from './timeliness/timeliness.controller.js';
import { TimelinessService } from './timeliness/timeliness.service.js';
import { UnworkedService } from './timeliness/unworked.service.js';
import { TotalsService } from './totals.service.js';
import { HistoricalTotal } from './historical-total.entity.js';
import { Publication } from './publications/publication.entity.js';
import './reports.trail.js';

/** Totals, timeliness and backlog, counted in SQL within the reader's seat, and historical totals. */
@Module({
  imports: [TypeOrmModule.forFeature([HistoricalTotal, Publication]), TaskForcesModule],
  controllers: [ReportsController, TimelinessController, HistoricalTotalsController],
  providers: [
    TotalsService,
    OperationReportService,
    DisclosuresReportService,
    TimelinessService,
    BacklogService,
    UnworkedService,
    HistoricalTotalsService,
    DrillDownService,
    PublicationsService,
    PressReleaseService,
    TallyWorker,
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

import { Module } from '@nestjs/common';
import { DifferencesService } from './differences.service.js';
import { MissingPerformanceReportsService } from './missing-returns.service.js';
import { PerformanceReportDefinitionsController } from './return-definitions.controller.js';
import { PerformanceReportsController } from './returns.controller.js';
import { PerformanceReportsService } from './returns.service.js';

/** Performance reports: the figures of a period, locked by a second person, and the differences since. */
@Module({
  controllers: [PerformanceReportsController, PerformanceReportDefinitionsController],
  providers: [PerformanceReportsService, DifferencesService, MissingPerformanceReportsService],
  exports: [PerformanceReportsService],
})
export class PerformanceReportsModule {}

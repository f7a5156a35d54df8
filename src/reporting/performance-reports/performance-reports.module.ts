import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DifferencesService } from './differences.service.js';
import { MissingPerformanceReportsService } from './missing-performance-reports.service.js';
import { PerformanceReportDefinitionsController } from './performance-report-definitions.controller.js';
import { PerformanceReportsController } from './performance-reports.controller.js';
import { PerformanceReportsService } from './performance-reports.service.js';
import { PerformanceReportRecords } from './performance-report-records.entity.js';
import { PerformanceReport } from './performance-report.entity.js';
import './performance-reports.attention.js';
import './performance-reports.trail.js';

/** Performance reports: the figures of a period, locked by a second person, and the differences since. */
@Module({
  imports: [TypeOrmModule.forFeature([PerformanceReport, PerformanceReportRecords])],
  controllers: [PerformanceReportsController, PerformanceReportDefinitionsController],
  providers: [PerformanceReportsService, DifferencesService, MissingPerformanceReportsService],
  exports: [PerformanceReportsService],
})
export class PerformanceReportsModule {}

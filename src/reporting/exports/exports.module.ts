import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChartsModule } from '../charts/charts.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { PerformanceReportsModule } from '../performance-reports/performance-reports.module.js';
import { ExportedReportsService } from './exported-reports.service.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';
import { Export } from './export.entity.js';
import './exports.trail.js';

/** Export of reports as files. */
@Module({
  imports: [TypeOrmModule.forFeature([Export]), ReportsModule, ChartsModule, PerformanceReportsModule],
  controllers: [ExportsController],
  providers: [ExportsService, ExportedReportsService],
})
export class ExportsModule {}

import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/reports.module.js';
import { ChartsController } from './charts.controller.js';
import { ChartsService } from './charts.service.js';

/** Charts: totals drawn as plain shapes, for the web and for print. */
@Module({
  imports: [ReportsModule],
  controllers: [ChartsController],
  providers: [ChartsService],
  exports: [ChartsService],
})
export class ChartsModule {}

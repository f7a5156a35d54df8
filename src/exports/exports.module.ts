import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/reports.module.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';

/** Reports that leave the tracker as files. */
@Module({ imports: [ReportsModule], controllers: [ExportsController], providers: [ExportsService] })
export class ExportsModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesModule } from '../../organization/agencies/agencies.module.js';
import { ComplaintsModule } from '../../casework/complaints/complaints.module.js';
import { ProsecutionsModule } from '../../casework/prosecutions/prosecutions.module.js';
import { SuspectsModule } from '../../casework/suspects/suspects.module.js';
import { VictimsIdentifiedModule } from '../../casework/victims-identified/victims-identified.module.js';
import { CommitImportService } from './commit-import.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { ValidateImportService } from './validate-import.service.js';
import { ImportProgress } from './progress.service.js';
import { RecordRowsService } from './record-rows.service.js';
import { ImportBatch } from './import-batch.entity.js';
import { StagedRowsService } from './staged-rows.service.js';
import './import.attention.js';
import './import.trail.js';

/** Imports of records from files. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ImportBatch]),
    AgenciesModule,
    ComplaintsModule,
    SuspectsModule,
    ProsecutionsModule,
    VictimsIdentifiedModule,
  ],
  controllers: [ImportsController],
  providers: [
    ImportsService,
    ValidateImportService,
    RecordRowsService,
    CommitImportService,
    StagedRowsService,
    ImportProgress,
  ],
})
export class ImportModule {}

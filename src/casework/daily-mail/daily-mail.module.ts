import { Module } from '@nestjs/common';
import { AttentionModule } from '../attention/attention.module.js';
import { DailyMailJob } from './daily-mail-job.js';
import { DailyMailRecords } from './daily-mail-records.js';
import './daily-mail.trail.js';

/** Daily mail with the counts of what waits, for accounts that asked for it. */
@Module({ imports: [AttentionModule], providers: [DailyMailJob, DailyMailRecords] })
export class DailyMailModule {}

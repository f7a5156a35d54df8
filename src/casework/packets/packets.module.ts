import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { DisclosuresModule } from '../disclosures/disclosures.module.js';
import { PacketsController } from './packets.controller.js';
import { PacketsService } from './packets.service.js';
import './packets.trail.js';

/** Cases as archives for disclosure. */
@Module({
  imports: [ComplaintsModule, DisclosuresModule, TimelineModule],
  controllers: [PacketsController],
  providers: [PacketsService],
})
export class PacketsModule {}

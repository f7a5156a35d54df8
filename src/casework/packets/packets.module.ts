import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { DisclosuresModule } from '../disclosures/disclosures.module.js';
import { PacketsController } from './packets.controller.js';
import { PacketsService } from './packets.service.js';
import { Packet } from './packet.entity.js';
import './packets.trail.js';
import './packets.packet.js';

/** Cases as archives for disclosure. */
@Module({
  imports: [TypeOrmModule.forFeature([Packet]), ComplaintsModule, DisclosuresModule, TimelineModule],
  controllers: [PacketsController],
  providers: [PacketsService],
})
export class PacketsModule {}

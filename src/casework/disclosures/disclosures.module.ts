import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { DisclosuresController } from './disclosures.controller.js';
import { DisclosuresService } from './disclosures.service.js';
import { Disclosure } from './disclosure.entity.js';
import './disclosures.packet.js';
import './disclosures.timeline.js';
import './disclosures.trail.js';

/** Disclosure log of each agency. */
@Module({
  imports: [TypeOrmModule.forFeature([Disclosure]), ComplaintsModule],
  controllers: [DisclosuresController],
  providers: [DisclosuresService],
  exports: [DisclosuresService],
})
export class DisclosuresModule {}

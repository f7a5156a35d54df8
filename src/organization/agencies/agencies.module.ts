import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesController } from './agencies.controller.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyMembership } from './agency-membership.entity.js';
import { Agency } from './agency.entity.js';
import './agencies.trail.js';

/** Agencies that receive and work complaints, and their memberships. */
@Module({
  imports: [TypeOrmModule.forFeature([Agency, AgencyMembership])],
  controllers: [AgenciesController],
  providers: [AgenciesService],
  exports: [AgenciesService],
})
export class AgenciesModule {}

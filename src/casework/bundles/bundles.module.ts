import { Module } from '@nestjs/common';
import { TriageModule } from '../triage/triage.module.js';
import { BundlesController } from './bundles.controller.js';
import { BundlesService } from './bundles.service.js';
import './bundles.trail.js';

/** Bundles of complaints that are triaged together. */
@Module({
  imports: [TriageModule],
  controllers: [BundlesController],
  providers: [BundlesService],
})
export class BundlesModule {}

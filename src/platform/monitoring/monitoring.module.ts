import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { InstallationMetrics } from './installation-metrics.js';
import { MetricsServer } from './metrics-server.js';

/** Metrics for the operator, on a port of their own. */
@Module({ imports: [HealthModule], providers: [InstallationMetrics, MetricsServer] })
export class MonitoringModule {}

import { Module } from '@nestjs/common';
import { InstallationMetrics } from './installation-metrics.js';
import { MetricsServer } from './metrics-server.js';

/** Metrics for the operator, on a port of their own. */
@Module({ providers: [InstallationMetrics, MetricsServer] })
export class MonitoringModule {}

import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { Config, ConfigFault } from '../config/config.js';
import { ConnectionPools } from '../database/connection-pools.js';
import { addDiskMetrics } from './disk-metrics.js';
import { InstallationMetrics } from './installation-metrics.js';
import { Readiness } from '../health/readiness.js';
import { Metrics } from '../metrics/metrics.js';
import { addPoolMetrics } from './pool-metrics.js';
import { addReadinessMetric } from './readiness-metric.js';

/**
 * Listener of `GET /metrics` on a port of its own, so that no proxy of the public port can forward it. It listens only
 * if METRICS_PORT is set.
 */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private listener?: FastifyInstance;

  constructor(
    private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly installation: InstallationMetrics,
    private readonly pools: ConnectionPools,
    private readonly readiness: Readiness,
  ) {}

  /** Port on which it listens; null if it does not. */
  get port(): number | null {
    const address = this.listener?.server.address();
    return typeof address === 'object' ? (address?.port ?? null) : null;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { METRICS_PORT: port, METRICS_HOST: host } = this.config;
    if (port === undefined) return;
    this.metrics.collectProcess();
    addPoolMetrics(this.metrics, this.pools);
    addReadinessMetric(this.metrics, this.readiness);
    addDiskMetrics(this.metrics, this.config.DATA_DIRECTORY);
    this.listener = this.createListener();
    try {
      await this.listener.listen({ port, host });
    } catch (fault) {
      const { code = 'no code' } = fault as { readonly code?: string };
      throw new ConfigFault(
        `The metrics cannot listen (${code}). Set METRICS_HOST to an address of this machine, and METRICS_PORT to a free port.`,
        ['METRICS_HOST', 'METRICS_PORT'],
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener?.close();
  }

  private createListener(): FastifyInstance {
    const { registry } = this.metrics;
    const listener = fastify({
      requestTimeout: 10_000,
      connectionTimeout: 60_000,
      bodyLimit: 1024,
    });
    listener.get('/metrics', async (_, reply) => {
      await this.installation.refresh();
      return reply
        .headers({
          'content-type': registry.contentType,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        })
        .send(await registry.metrics());
    });
    listener.setNotFoundHandler((_, reply) => reply.code(404).send());
    listener.setErrorHandler((_, __, reply) => reply.code(500).send());
    return listener;
  }
}

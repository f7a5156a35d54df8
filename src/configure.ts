import cookie from '@fastify/cookie';
import { RequestMethod } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from './platform/config/config.js';
import { answerConditionalReads } from './platform/http/conditional-reads.js';
import { hardenedOptions, hardenFastify } from './platform/http/fastify-hardening.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { RequestLimits } from './access/request-limits.js';
import { logRequests } from './platform/logs/request-log.js';
import { Metrics } from './platform/metrics/metrics.js';
import { countRequests } from './platform/metrics/request-metrics.js';

/** Creates the hardened Fastify adapter. */
export function createAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({ ...hardenedOptions(securityHeaders(config.publicUrl)), trustProxy: config.trustProxy });
}

/** Configures the application, the same for serving and for tests. */
export async function configure(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  const fastify = app.getHttpAdapter().getInstance();
  const { publicUrl, LOG_LEVEL, METRICS_PORT } = app.get(Config);
  logRequests(fastify, LOG_LEVEL);
  if (METRICS_PORT !== undefined) countRequests(fastify, app.get(Metrics));
  hardenFastify(fastify, securityHeaders(publicUrl));
  answerConditionalReads(fastify);
  app.get(RequestLimits).guard(fastify);
  await app.register(cookie);
  app.setGlobalPrefix('api/v1', {
    exclude: ['', 'app', 'app/*path', 'docs', 'docs/*path', 'health/*path', 'welcome', 'welcome/*path', 'sign-in'].map(
      (path) => ({
        path,
        method: RequestMethod.ALL,
      }),
    ),
  });
  return app;
}

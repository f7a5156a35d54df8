import cookie from '@fastify/cookie';
import { RequestMethod } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './platform/config/config.js';
import { edgeOptions, hardenEdge } from './platform/http/edge.js';

/** Fastify as the tracker wants it; created before the application. */
export function adapterFor(config: Config): FastifyAdapter {
  return new FastifyAdapter({ ...edgeOptions, trustProxy: config.trustProxy });
}

/** Sets the application up, the same for serving and for tests. */
export async function configure(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  hardenEdge(app.getHttpAdapter().getInstance());
  await app.register(cookie);
  app.setGlobalPrefix('api/v1', {
    exclude: ['', 'docs', 'docs/*path', 'health/*path', 'welcome', 'welcome/*path'].map((path) => ({
      path,
      method: RequestMethod.ALL,
    })),
  });
  return app;
}

import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.js';

/** Counts each request after its answer. A path without a route is counted as the route `none`. */
export function countRequests(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.countRequest({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}

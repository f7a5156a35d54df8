import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { isVersionTag, withSuffix } from './versions.js';

const readMethods: readonly string[] = ['GET', 'HEAD'];

/**
 * Adds a checksum of the content to the entity tag of a read, and answers 304 to a client that has that content. The
 * version alone is not enough: `may` and linked names change without it. The read is still in the access log.
 */
export function answerConditionalReads(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const version = reply.getHeader('etag');
    const isRecord = readMethods.includes(request.method) && reply.statusCode === 200 && typeof payload === 'string';
    if (!isRecord || !isVersionTag(version)) {
      done(null, payload);
      return;
    }
    const etag = withSuffix(version, contentTagOf(payload));
    reply.header('etag', etag);
    if (matchesETag(etag, request.headers['if-none-match'])) {
      reply.code(304).removeHeader('content-type').removeHeader('content-length');
      done(null, null);
    } else {
      done(null, payload);
    }
  });
}

/** Returns 132 bits of the SHA-256 of the content, as 22 characters. */
export function contentTagOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/** Whether `If-None-Match` names the entity tag. The comparison is weak (RFC 9110, 13.1.2). */
export function matchesETag(etag: string, header: string | undefined): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

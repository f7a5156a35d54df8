import type { FastifyInstance, FastifyRequest } from 'fastify';
import { takeFiles, takesFile } from './file-body.js';
import { UnsupportedMediaType } from './problems.js';
import { readJson } from './read-json.js';

/** No request is larger: a complaint with everything it can hold has room in it several times over. */
export const bodyLimit = 65_536;

const charsetPattern = /;\s*charset\s*=\s*"?([^\s";]*)/i;

/**
 * The only way a body gets in: JSON, in UTF-8, not packed, 64 KiB at most. Fastify's and Nest's own parsers are taken out,
 * for they read forms, other encodings and broken UTF-8, and let a key come twice. What is sent to a route
 * that takes a file is left to its handler.
 */
export function hardenBody(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    done(encoding === undefined || encoding.toLowerCase() === 'identity' ? undefined : new UnsupportedMediaType());
  });
  takeFiles(fastify);
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit },
    (request: FastifyRequest, body: Buffer, done) => {
      const charset = charsetPattern.exec(request.headers['content-type'] ?? '')?.[1];
      if (charset !== undefined && charset.toLowerCase() !== 'utf-8') throw new UnsupportedMediaType();
      done(null, takesFile(request) ? body : readJson(body));
    },
  );
}

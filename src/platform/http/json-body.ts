import type { FastifyInstance, FastifyRequest } from 'fastify';
import { declaredProtocols, protocolOf } from './client-protocols.js';
import { enableFileBodies, acceptsFile } from './file-body.js';
import { UnsupportedMediaType } from './problems.js';
import { readJson } from './read-json.js';

/** Maximum size of a JSON body, several times that of the largest complaint. */
export const bodyLimit = 65_536;

const charsetPattern = /;\s*charset\s*=\s*"?([^\s";]*)/i;

/**
 * Installs the only body parser: uncompressed JSON in UTF-8 of at most 64 KiB. Those of Fastify and Nest accept forms,
 * other encodings, invalid UTF-8 and duplicate keys. A protocol adds its media type below its own path.
 */
export function hardenBody(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    done(encoding === undefined || encoding.toLowerCase() === 'identity' ? undefined : new UnsupportedMediaType());
  });
  enableFileBodies(fastify);
  for (const mediaType of new Set(['application/json', ...declaredProtocols().map((protocol) => protocol.mediaType)])) {
    fastify.addContentTypeParser(
      mediaType,
      { parseAs: 'buffer', bodyLimit },
      (request: FastifyRequest, body: Buffer, done) => {
        const charset = charsetPattern.exec(request.headers['content-type'] ?? '')?.[1];
        if (charset !== undefined && charset.toLowerCase() !== 'utf-8') throw new UnsupportedMediaType();
        const isJson = mediaType === 'application/json';
        if (!isJson && protocolOf(request)?.mediaType !== mediaType) throw new UnsupportedMediaType();
        done(null, acceptsFile(request) ? body : readJson(body));
      },
    );
  }
}

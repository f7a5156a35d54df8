import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { takeFiles, takesFile } from './file-body.js';
import { faultInJson } from './json-scan.js';
import { InvalidInput, Unreadable, UnsupportedMediaType } from './problems.js';

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

/** Reads a body, or says what is wrong with it: a 400, or a 422 for JSON that is no object. */
export function readJson(body: Buffer): object {
  if (body.length === 0) throw new Unreadable('The body is empty.');
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) {
    throw new Unreadable('The body begins with a byte order mark.');
  }
  if (!isUtf8(body)) throw new Unreadable('The body is not UTF-8.');
  const text = body.toString('utf8');
  const value = parsed(text);
  const fault = faultInJson(text, value);
  if (fault) throw new Unreadable(fault.detail, fault.path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw InvalidInput.at('', 'must be an object');
  }
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('The body is not JSON.');
  }
}

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import negotiate from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentTagOf, matchesETag } from './conditional-reads.js';
import { NotFound } from './problems.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
};

/** Content codings of a text file, in order of preference. */
const codings = ['br', 'gzip', 'identity'] as const;
type Coding = (typeof codings)[number];

const compressors = {
  // This level is a tenth larger than level 11, and takes a thirtieth of the time.
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};

interface Representation {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Content security policy of a page: its own files may load each other and call the tracker, and nothing else. */
export const strictPagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Files of a page by their request names. A name is looked up and never joined to a path. Each file is read at its
 * first request and compressed once per coding. They contain no secret and no request data, so compression reveals
 * nothing (docs/decisions/0055-compressed-pages.md).
 */
export class PageFiles {
  private readonly loaded = new Map<string, Promise<Representation>>();

  constructor(
    private readonly paths: Readonly<Record<string, string | URL>>,
    private readonly policy: string,
  ) {}

  async send(name: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const path = Object.hasOwn(this.paths, name) ? this.paths[name] : undefined;
    if (path === undefined) throw new NotFound();
    const isText = extname(name) !== '.png';
    const coding = isText ? codingFor(request.headers['accept-encoding']) : 'identity';
    const { bytes, etag } = await this.load(name, path, coding);
    void reply.headers({
      etag,
      'cache-control': 'no-cache',
      'content-security-policy': this.policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      ...(isText ? { vary: 'accept-encoding' } : {}),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
    });
    if (matchesETag(etag, request.headers['if-none-match'])) {
      void reply.removeHeader('content-encoding').code(304).send();
    } else {
      void reply.type(types[extname(name)] ?? 'application/octet-stream').send(bytes);
    }
  }

  private load(name: string, path: string | URL, coding: Coding): Promise<Representation> {
    const key = `${coding} ${name}`;
    let file = this.loaded.get(key);
    if (!file) {
      file = createRepresentation(path, coding);
      // A failed read is repeated for the next request.
      file.catch(() => this.loaded.delete(key));
      this.loaded.set(key, file);
    }
    return file;
  }
}

async function createRepresentation(path: string | URL, coding: Coding): Promise<Representation> {
  const read = await readFile(path);
  const plain = extname(String(path)) === '.json' ? minifyJson(read) : read;
  const bytes = coding === 'identity' ? plain : await compressors[coding](plain);
  return { bytes, etag: `"${contentTagOf(bytes)}"` };
}

/** Removes the formatting of a JSON file. */
function minifyJson(json: Buffer): Buffer {
  return Buffer.from(JSON.stringify(JSON.parse(json.toString('utf8'))));
}

/** Returns the content coding that the header `Accept-Encoding` prefers. The default is the uncompressed file. */
function codingFor(header: string | string[] | undefined): Coding {
  return typeof header === 'string' ? (negotiate<Coding>(header, [...codings]) ?? 'identity') : 'identity';
}

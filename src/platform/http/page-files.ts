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
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const compressedTypes: readonly string[] = ['.png', '.woff2'];

const yearSeconds = 31_536_000;

const codings = ['br', 'gzip', 'identity'] as const;
type Coding = (typeof codings)[number];

const compressors = {
  // This level is 2 percent larger than level 11, and takes a third of the time.
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};

export interface PageFile {
  readonly path: string | URL;
  readonly compressed?: Partial<Readonly<Record<Coding, string | URL>>>;
  /** Whether the name changes with the content, so that a browser never asks again. */
  readonly isImmutable?: boolean;
}

interface Representation {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Content security policy of a page: its own files may load each other and call the tracker, and nothing else. */
export const strictPagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Files of a page by their request names, which are never joined to a path. Each is compressed once per coding. They
 * contain no secret and no request data, so compression reveals nothing (decision 55).
 */
export class PageFiles {
  private readonly files: ReadonlyMap<string, PageFile>;
  private readonly loaded = new Map<string, Promise<Representation>>();

  constructor(
    files: Readonly<Record<string, string | URL | PageFile>>,
    private readonly policy: string,
  ) {
    this.files = new Map(
      Object.entries(files).map(([name, file]) => [
        name,
        typeof file === 'string' || file instanceof URL ? { path: file } : file,
      ]),
    );
  }

  has(name: string): boolean {
    return this.files.has(name);
  }

  async send(name: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const file = this.files.get(name);
    if (file === undefined) throw new NotFound();
    const isCompressible = !compressedTypes.includes(extname(name));
    const coding = isCompressible ? codingFor(request.headers['accept-encoding']) : 'identity';
    const { bytes, etag } = await this.load(name, file, coding);
    void reply.headers({
      etag,
      'cache-control': file.isImmutable === true ? `public, max-age=${yearSeconds}, immutable` : 'no-cache',
      ...pageHeaders(this.policy),
      ...(isCompressible ? { vary: 'accept-encoding' } : {}),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
    });
    if (matchesETag(etag, request.headers['if-none-match'])) {
      void reply.removeHeader('content-encoding').code(304).send();
    } else {
      void reply.type(types[extname(name)] ?? 'application/octet-stream').send(bytes);
    }
  }

  /** Sends a page with a part for this request alone. */
  async sendPage(name: string, fill: (page: string) => string, reply: FastifyReply): Promise<void> {
    const file = this.files.get(name);
    if (file === undefined) throw new NotFound();
    const { bytes } = await this.load(name, file, 'identity');
    void reply.headers({ ...pageHeaders(this.policy), 'cache-control': 'no-store' });
    void reply.type(types[extname(name)] ?? 'application/octet-stream').send(fill(bytes.toString('utf8')));
  }

  private load(name: string, file: PageFile, coding: Coding): Promise<Representation> {
    const key = `${coding} ${name}`;
    let representation = this.loaded.get(key);
    if (!representation) {
      representation = createRepresentation(file, coding);
      representation.catch(() => this.loaded.delete(key));
      this.loaded.set(key, representation);
    }
    return representation;
  }
}

function pageHeaders(policy: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

async function createRepresentation(file: PageFile, coding: Coding): Promise<Representation> {
  const bytes = await readCompressed(file, coding);
  return { bytes, etag: `"${contentTagOf(bytes)}"` };
}

async function readCompressed({ path, compressed }: PageFile, coding: Coding): Promise<Buffer> {
  const built = compressed?.[coding];
  if (built !== undefined) return readFile(built);
  const read = await readFile(path);
  const plain = extname(String(path)) === '.json' ? minifyJson(read) : read;
  return coding === 'identity' ? plain : compressors[coding](plain);
}

function minifyJson(json: Buffer): Buffer {
  return Buffer.from(JSON.stringify(JSON.parse(json.toString('utf8'))));
}

/** Returns the content coding that the header `Accept-Encoding` prefers. The default is the uncompressed file. */
function codingFor(header: string | string[] | undefined): Coding {
  return typeof header === 'string' ? (negotiate<Coding>(header, [...codings]) ?? 'identity') : 'identity';
}

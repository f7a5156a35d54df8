import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import { fastify } from 'fastify';

type Fields = Readonly<Record<string, string>>;

const yearSeconds = 31_536_000;

/** Browser features that the pages do not use, and passkeys, which only the tracker's own pages may use. */
const permissionsPolicy = [
  ...['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'serial', 'usb'].map((name) => `${name}=()`),
  ...['publickey-credentials-create', 'publickey-credentials-get'].map((name) => `${name}=(self)`),
].join(', ');

const [byHttp, byHttps] = await Promise.all([fieldsOf(false), fieldsOf(true)]);

/**
 * Returns the security headers of every response. They disable all browser features; a page has its own policy. There
 * is no CORS.
 */
export function securityHeaders(publicUrl: string): Fields {
  return publicUrl.startsWith('https:') ? byHttps : byHttp;
}

/** Computes Helmet's headers once, because they are the same for every response. */
async function fieldsOf(isHttps: boolean): Promise<Fields> {
  const asked = fastify();
  await asked.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    originAgentCluster: false,
    referrerPolicy: { policy: 'no-referrer' },
    // Browsers ignore this header over HTTP.
    strictTransportSecurity: isHttps && { maxAge: yearSeconds, includeSubDomains: true },
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: { action: 'deny' },
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  const fields = new Promise<Fields>((resolve) => {
    asked.get('/', (_, reply) => {
      resolve(reply.raw.getHeaders() as Fields);
      return reply.hijack();
    });
  });
  await asked.ready();
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url: '/' });
  asked.routing(request, new ServerResponse(request));
  return { ...(await fields), 'permissions-policy': permissionsPolicy, 'cache-control': 'no-store' };
}

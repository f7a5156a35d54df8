import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import { fastify } from 'fastify';

type Fields = Readonly<Record<string, string>>;

const aYear = 31_536_000;

/** What no page of the tracker has any use for. Passkeys are for its own pages. */
const permissionsPolicy = [
  ...['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'serial', 'usb'].map((name) => `${name}=()`),
  ...['publickey-credentials-create', 'publickey-credentials-get'].map((name) => `${name}=(self)`),
].join(', ');

const [byHttp, byHttps] = await Promise.all([fieldsOf(false), fieldsOf(true)]);

/**
 * The header fields that shut a browser in, of every answer: what is no page may do nothing there, and a page says its own policy
 * in place of this one. There is no CORS among them: another origin is told nothing of what it may.
 */
export function closedHeaders(publicUrl: string): Fields {
  return publicUrl.startsWith('https:') ? byHttps : byHttp;
}

/** Helmet's, asked once: they are the same for every answer, those that no hook sees too. */
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
    // Told by http, a browser ignores it.
    strictTransportSecurity: isHttps && { maxAge: aYear, includeSubDomains: true },
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

import { createServer, type ServerResponse } from 'node:http';
import { keys, type Token } from './forged-tokens.js';
import { close, listen } from './openid-provider.js';

/** Answers of the token endpoint that are no token. */
export type Misbehaviour = 'silent' | 'endless' | 'redirect' | 'hang-up' | 'page' | 'empty' | 'odd-status';

/** Provider with a real set-up and real keys, which answers each code with the token that the test names. */
export class LyingProvider {
  private readonly issuer: string;
  private readonly server = createServer((request, response) => {
    this.handle(request.url ?? '', response);
  });
  private answer: (response: ServerResponse) => void = (response) => response.end();

  constructor(private readonly port: number) {
    this.issuer = `http://127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    if (!this.server.listening) await listen(this.server, this.port);
  }

  close(): Promise<void> {
    return close(this.server);
  }

  goodToken(sub: string, nonce: string): Token {
    const now = Math.floor(Date.now() / 1000);
    return {
      header: { alg: 'RS256', kid: 'rsa' },
      claims: { iss: this.issuer, aud: 'tracker', sub, nonce, iat: now, exp: now + 3600 },
    };
  }

  answerToken(idToken: string): void {
    this.answer = (response) => {
      sendJson(response, { access_token: 'unused', token_type: 'Bearer', id_token: idToken });
    };
  }

  misbehave(kind: Misbehaviour): void {
    const kinds: Record<Misbehaviour, (response: ServerResponse) => void> = {
      silent: () => undefined,
      endless: (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const write = (): void => {
          while (!response.destroyed && response.write('['.repeat(10_000)));
          if (!response.destroyed) response.once('drain', write);
        };
        write();
      },
      redirect: (response) => response.writeHead(307, { location: `${this.issuer}/elsewhere` }).end(),
      'hang-up': (response) => response.destroy(),
      page: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      empty: (response) => {
        sendJson(response, {});
      },
      'odd-status': (response) => response.writeHead(999).end(),
    };
    this.answer = kinds[kind];
  }

  private handle(path: string, response: ServerResponse): void {
    if (path === '/token') this.answer(response);
    else if (path === '/keys') sendJson(response, { keys });
    else if (path === '/.well-known/openid-configuration') sendJson(response, this.metadata());
    else response.writeHead(404).end();
  }

  private metadata() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'PS256', 'EdDSA'],
    };
  }
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

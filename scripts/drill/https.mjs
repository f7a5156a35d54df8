/** Requests over TLS with an authority of its own, which `fetch` does not accept. */
import { Agent, request } from 'node:https';

/** Idle connections end before the load balancer ends them, so that no request meets its end. */
const idleMs = 20_000;

/** `identity` has the certificate of a client and its key, for servers that ask for one. */
export function agentOf(ca, identity) {
  return new Agent({ ca, cert: identity, key: identity, keepAlive: true, timeout: idleMs });
}

/** Resolves with the whole answer. Rejects without one, or after the time. */
export function send(url, { agent, method = 'GET', headers = {}, body, timeoutMs }) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (answer) => {
      const chunks = [];
      answer
        .on('data', (chunk) => chunks.push(chunk))
        .on('error', reject)
        .on('end', () => {
          clearTimeout(limit);
          resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() });
        });
    });
    const limit = setTimeout(() => sent.destroy(new Error(`No answer within ${timeoutMs / 1000} s`)), timeoutMs);
    sent.on('error', (error) => {
      clearTimeout(limit);
      reject(error);
    });
    sent.end(body);
  });
}

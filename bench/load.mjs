/** Load on a server, by requests over connections that stay open. */
import autocannon from 'autocannon';

/**
 * Sends the requests in turn over each connection, for a time in `seconds` or up to an `amount`. Each connection begins
 * with another request; `requestsOf` gives it requests of its own instead, by its number. Fails if a request fails.
 */
export async function load({ port, requests, requestsOf, connections, seconds, amount }) {
  const ofConnection = requestsOf ?? ((n) => startingAt(requests, Math.floor((n * requests.length) / connections)));
  let opened = 0;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    setupClient: (client) => client.setRequests(ofConnection(opened++)),
    // The samples are also the moments at which it sees that the amount is reached.
    ...(amount === undefined ? { duration: seconds } : { amount, sampleInt: 50 }),
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} requests failed`);
  const { total } = result.requests;
  return {
    perSecond: (total * 1000) / (result.finish - result.start),
    total,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

function startingAt(requests, at) {
  return [...requests.slice(at), ...requests.slice(0, at)];
}

/** Load from a process of its own. Reads `{ port, requests, connections, seconds }` from its input, prints the outcome as JSON. */
import { json } from 'node:stream/consumers';
import autocannon from 'autocannon';

const { port, requests, connections, seconds } = await json(process.stdin);
const result = await autocannon({ url: `http://127.0.0.1:${port}`, connections, duration: seconds, requests });
const { average, total } = result.requests;
process.stdout.write(
  JSON.stringify({
    perSecond: average,
    total,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  }),
);

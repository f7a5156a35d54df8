import { once } from 'node:events';
import { createServer } from 'node:net';
import { until } from '../until.mjs';
import { runInImage } from './check-image.mjs';
import { Client, logFirstComplaint } from './first-records.mjs';
import { Installation } from './installation.mjs';
import { maxWaitMs, secondsOf } from './report.mjs';

const serviceNames = ['backup', 'migrate', 'postgres', 'purge', 'roles', 'signer', 'tracker'];
/** User that the image does not know. */
const otherUser = 4321;
const killedCode = 137;

/** Starts compose.yaml, logs a complaint, kills, stops and starts again as another user. */
export async function drive(podman, report) {
  const installation = new Installation(podman, await freePort());
  await installation.prepare();
  await podman.serve();
  podman.watchHealth();
  const { services } = JSON.parse(await installation.compose('config', '--format', 'json'));
  await checkServices(podman, report, services);

  await start(report, installation, 'start all services');
  const records = await logComplaint(report, installation);
  await checkContainers(report, installation);
  await checkKills(report, installation, records);
  await checkAbsentDatabase(report, installation, records);
  await checkOtherServices(report, installation);
  await checkStop(report, installation, services.tracker);

  await installation.useUser(otherUser);
  await start(report, installation, 'start all services, the tracker as another user');
  const isOther = (await installation.userOf('tracker')) === otherUser;
  report.check('another user serves the same records', isOther && (await records.isThere()));
  await installation.compose('down', '--volumes');
}

async function checkServices(podman, report, services) {
  const names = Object.keys(services).sort();
  report.check('compose.yaml has its services', names.join() === serviceNames.join(), names.join());
  const files = Object.values(services).flatMap(({ command }) => (command?.[0] === 'node' ? [command[1]] : []));
  const missing = await runInImage(
    podman,
    `import { existsSync } from 'node:fs';
     console.log(${JSON.stringify(files)}.filter((file) => !existsSync('/app/' + file)).join(' '));`,
  );
  report.check('the commands of the services are in the image', files.length === 5 && missing === '', missing);
}

async function start(report, installation, name) {
  await report.step(name, async () => {
    await installation.compose('up', '--detach');
    await installation.untilReady();
  });
}

async function logComplaint(report, installation) {
  const log = await installation.compose('logs', '--no-color', 'tracker');
  const token = /\/welcome#admin=([\w-]{43})/.exec(log)?.[1];
  report.check('the log has the link of the first administrator', token !== undefined);
  const client = new Client(installation.base, installation.environment.PUBLIC_URL);
  const { session, complaint } = await report.step('log a complaint', () => logFirstComplaint(client, token));
  const isThere = async () => {
    const found = await client.send('GET', `/complaints/${complaint.id}`, { token: session });
    return found.reference === complaint.reference;
  };
  report.check('a complaint can be logged and read', await isThere());
  return { isThere };
}

async function checkContainers(report, installation) {
  for (const name of serviceNames) {
    const { HostConfig: host } = await installation.inspect(name);
    const hasLimits = host.Memory > 0 && host.LogConfig.Type === 'json-file' && host.LogConfig.Size === '10MB';
    const sentence = `${name} has a read-only file system, and limits of its memory and its log`;
    report.check(sentence, hasLimits && host.ReadonlyRootfs, JSON.stringify(host.LogConfig));
  }
  const run = (script) => installation.podman.attempt('exec', 'tracker-tracker-1', 'node', '-e', script);
  const { out: status } = await run(`process.stdout.write(require('fs').readFileSync('/proc/self/status'))`);
  const isBare = /^CapEff:\s+0+$/m.test(status) && /^NoNewPrivs:\s+1$/m.test(status);
  report.check('the tracker has no capability, and can get none', isBare, status);
  const { err } = await run(`require('fs').writeFileSync('/app/file', '')`);
  report.check('the tracker cannot write into its folder', err.includes('EROFS'), err);
  report.check('the tracker runs as user 1000', (await installation.userOf('tracker')) === 1000);
  await until(
    'the tracker is healthy',
    maxWaitMs,
    async () => (await installation.inspect('tracker')).State.Health.Status === 'healthy',
  );
}

async function checkKills(report, installation, records) {
  for (const name of ['tracker', 'postgres']) {
    const killed = await installation.processOf(name);
    process.kill(killed, 'SIGKILL');
    const isBack = async () => ![null, killed].includes(await installation.processOf(name));
    const seconds = await secondsOf(async () => {
      await until(`another process of ${name} runs`, maxWaitMs, isBack);
      await installation.untilReady();
    });
    report.check(`${name} is back ${seconds.toFixed(1)} s after kill -9, with the complaint`, await records.isThere());
  }
}

async function checkAbsentDatabase(report, installation, records) {
  const { podman } = installation;
  await podman.run('stop', 'tracker-postgres-1');
  await installation.untilReady(503);
  const { code, out } = await podman.attempt('healthcheck', 'run', 'tracker-tracker-1');
  report.check('the health check passes while Postgres is away', code === 0, out);
  await podman.run('start', 'tracker-postgres-1');
  await installation.untilReady();
  report.check('the complaint is there when Postgres is back', await records.isThere());
}

async function checkOtherServices(report, installation) {
  // As in the runbooks.
  const shown = await installation.compose('ps');
  const last = await installation.compose('logs', '--tail', '20', 'signer');
  report.check('the tracker is listed, and the signer has a log', shown.includes('tracker') && last !== '', shown);
  await until('there is a backup', maxWaitMs, async () => (await installation.listBackups()).length > 0);
  report.check('the service backup writes a backup', true);
  const rounds = async () => (await installation.compose('logs', 'purge')).includes('Complaints purged: 0.');
  await until('the purge has ended a round', maxWaitMs, rounds);
  report.check('the service purge runs a round', true);
  await until('there is a signature', maxWaitMs, async () => (await installation.readSignatures()).includes('\n'));
  report.check('the service signer signs the trail', true);
  const { AUDITOR_PASSWORD: password } = installation.environment;
  const url = `DATABASE_AUDITOR_URL=postgres://tracker_auditor:${password}@localhost/tracker?host=/var/run/postgresql`;
  const verify = ['node', 'dist/src/commands/audit-verify.command.js', '--signatures', '/signatures/signatures.jsonl'];
  const key = ['--key', '/signatures/signing.public.pem'];
  const run = ['run', '--rm', '--no-deps', '-T', '--env', url, 'signer'];
  // It fails unless the code is 0.
  await installation.compose(...run, ...verify, ...key);
  report.check('audit-verify of the image finds the trail whole', true);
}

async function checkStop(report, installation, tracker) {
  const grace = Number.parseInt(tracker.stop_grace_period, 10);
  const seconds = await secondsOf(() => installation.compose('stop', 'tracker'));
  const { ExitCode: code } = (await installation.inspect('tracker')).State;
  report.check(
    `the tracker ends by itself within its ${grace} s: ${seconds.toFixed(1)} s`,
    code === 0 && seconds < grace,
  );
  await report.step('stop the other services', () => installation.compose('stop'));
  const codes = [];
  for (const name of serviceNames) codes.push((await installation.inspect(name)).State.ExitCode);
  report.check('no service had to be killed', !codes.includes(killedCode), codes.join(' '));
  await installation.compose('down');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

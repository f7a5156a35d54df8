/**
 * Tests the failover of docker/ha: starts etcd, Patroni with Postgres, PgBouncer, HAProxy and two trackers on loopback,
 * logs complaints meanwhile, and compares what was acknowledged with what is stored. `--help` lists the options.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, hostNames } from './drill/cluster.mjs';
import { Clients } from './drill/clients.mjs';
import { Network } from './drill/network.mjs';
import { formatOptions, readOptions, UnknownOption } from './drill/options.mjs';
import { findMissingPackages, findPrograms, MissingPrograms } from './drill/programs.mjs';
import { Site } from './drill/site.mjs';
import { readStored } from './drill/stored.mjs';
import { Trackers } from './drill/trackers.mjs';
import { compareStored, countAnswers, countFailed, findFailures, outageOf, summarize } from './drill/verdict.mjs';
import { prepare } from './launch.mjs';

/** EX_USAGE and EX_UNAVAILABLE of sysexits. */
const unknownOptionCode = 64;
const unavailableCode = 69;

/** Seconds without a failed request after which a fault is over. */
const calmSeconds = 3;
const maxOutageMs = 120_000;
/** The loop_wait of docker/ha/patroni.yml. */
const maxRenewalMs = 5_000;

const began = performance.now();
const say = (line) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}`);

class MissingRoot extends Error {
  message = 'Partitions need network namespaces. Run the drill as root, or with --partitions=0.';
}

/** Faults in their order, some of a whole host: each begins with a whole cluster, and ends when requests succeed again. */
const faults = {
  'host loss': {
    option: 'hostLosses',
    hasHostFault: true,
    async begin(cluster, leader) {
      await cluster.lose(leader);
      await cluster.whenLedByAnother(leader);
    },
    end: (cluster, leader) => cluster.bringBack(leader),
  },
  kill: { option: 'kills', begin: (cluster, leader) => cluster.killPostgres(leader) },
  switchover: { option: 'switchovers', begin: (cluster, leader) => cluster.switchOver(leader) },
  stop: {
    option: 'stops',
    hasHostFault: true,
    async begin(cluster, leader) {
      await cluster.suspend(leader);
      await cluster.whenLedByAnother(leader);
    },
    end: (cluster, leader) => cluster.resume(leader),
  },
  partition: {
    option: 'partitions',
    hasHostFault: true,
    async begin(cluster, leader) {
      await cluster.cutOff(leader);
      await cluster.whenLedByAnother(leader);
      return performance.now();
    },
    end: async (cluster, leader, tookOverAt) => ({ fencing: await cluster.reconnect(leader, tookOverAt) }),
  },
};

// After a signal or its time limit, something of the drill still waits.
process.exit(await main(process.argv.slice(2)));

async function main(parameters) {
  if (parameters.includes('--help')) {
    console.log(formatOptions().join('\n'));
    return 0;
  }
  if (parameters.includes('--missing')) {
    const missing = findMissingPackages();
    if (missing.length > 0) console.log(missing.join(' '));
    return missing.length > 0 ? unavailableCode : 0;
  }
  try {
    const options = readOptions(parameters);
    const programs = findPrograms(options);
    await prepare((line) => console.error(line));
    return await runWithin(options, programs);
  } catch (error) {
    console.error(error.cause === undefined ? error.message : `${error.message} ${error.cause.message}`);
    if (error instanceof UnknownOption) {
      console.error(formatOptions().join('\n'));
      return unknownOptionCode;
    }
    return error instanceof MissingPrograms || error instanceof MissingRoot ? unavailableCode : 1;
  }
}

/** Runs the drill until its end, its time limit or a signal, and ends everything that it started. */
async function runWithin(options, programs) {
  const { findUnprivilegedUser, isRoot } = await import('../dist/src/platform/embedded-postgres/server-user.js');
  if (options.partitions > 0 && !isRoot()) throw new MissingRoot();
  const network = options.partitions > 0 ? await Network.open(hostNames) : null;
  const user = isRoot() ? await findUnprivilegedUser() : null;
  const site = await Site.open(user, programs, network).catch(async (error) => {
    await network?.close();
    throw error;
  });
  const cluster = new Cluster(site, programs);
  const trackers = new Trackers(site, programs);
  const clients = new Clients(trackers.url, site.authority.pem);
  const drill = run(options, { cluster, trackers, clients });
  // After its time it fails at what has ended.
  drill.catch(() => undefined);
  let limit;
  const isOver = new Promise((_, reject) => {
    const { minutes } = options;
    limit = setTimeout(() => reject(new Error(`The time limit of ${minutes} minutes is over.`)), minutes * 60_000);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.once(signal, () => reject(new Error(`The drill was ended by ${signal}.`)));
  });
  try {
    return await Promise.race([drill, isOver]);
  } finally {
    clearTimeout(limit);
    clients.stop();
    await site.close(() => cluster.stop(), options.logs);
  }
}

async function run(options, { cluster, trackers, clients }) {
  say('Starting three database hosts.');
  await cluster.start();
  const ttlSeconds = await cluster.ttlSeconds();
  console.log(await cluster.list());
  say('Starting two trackers.');
  await clients.signIn(await trackers.start());

  const rounds = [];
  for (const [kind, fault] of Object.entries(faults)) {
    for (let n = 0; n < options[fault.option]; n += 1) {
      clients.run(options.rate);
      rounds.push(report(await runFault(kind, fault, { cluster, clients })));
    }
  }
  for (let n = 0; n < options.restarts; n += 1) {
    clients.run(options.restartRate);
    rounds.push(report(await runRestart({ trackers, clients })));
  }

  await clients.settle(maxOutageMs);
  return conclude({ ttlSeconds, rounds, clients, trackers });
}

async function runFault(kind, { hasHostFault = false, begin, end }, { cluster, clients }) {
  await cluster.whenWhole();
  await clients.whenServed(performance.now(), calmSeconds, maxOutageMs);
  // Patroni renews the lock of the leader at intervals, and a fault comes at any moment of them.
  await delay(Math.random() * maxRenewalMs);
  const leader = await cluster.leader();
  const isEtcdLost = hasHostFault && (await cluster.leadsEtcd(leader));
  const faultAt = performance.now();
  const begun = await begin(cluster, leader);
  await clients.whenServed(faultAt, calmSeconds, maxOutageMs);
  const found = await end?.(cluster, leader, begun);
  await cluster.whenWhole();
  return { ...roundOf(kind, clients, faultAt), isEtcdLost, ...found };
}

async function runRestart({ trackers, clients }) {
  const restartAt = performance.now();
  await clients.whenServed(restartAt, calmSeconds, maxOutageMs);
  await trackers.restartAll();
  await clients.whenServed(performance.now(), calmSeconds, maxOutageMs);
  return roundOf('rolling restart', clients, restartAt);
}

function roundOf(kind, { attempts }, from) {
  const period = { faultAt: from, until: performance.now() };
  return { kind, isEtcdLost: false, outage: outageOf(attempts, period), failed: countFailed(attempts, period) };
}

function report(round) {
  const outage = round.outage === null ? 'none succeeded' : `${round.outage.toFixed(1)} s`;
  const etcd = round.isEtcdLost ? ", with etcd's leader" : '';
  say(`${round.kind}${etcd}: ${outage}, ${round.failed} requests failed.`);
  return round;
}

/** Prints the results. Returns the exit code. */
async function conclude({ ttlSeconds, rounds, clients, trackers }) {
  const { attempts, acknowledged, unanswered } = clients;
  const verifications = [await trackers.run('tally:verify'), await trackers.run('audit:verify')];
  const comparison = compareStored(acknowledged, await readStored(trackers.adminUrl));
  const failures = findFailures({ attempts, unanswered, comparison, rounds, verifications, ttlSeconds });

  console.log('\n| fault                        | rounds | failed requests | s: min | median |    max |');
  console.log('| ---------------------------- | -----: | --------------: | -----: | -----: | -----: |');
  for (const { kind, rounds: count, failed, min, median, max } of summarize(rounds)) {
    const seconds = [min, median, max].map((one) => one.toFixed(1).padStart(6));
    const cells = [String(count).padStart(6), String(failed).padStart(15), ...seconds];
    console.log(`| ${kind.padEnd(28)} | ${cells.join(' | ')} |`);
  }
  const answers = Object.entries(countAnswers(attempts)).map(([status, count]) => `${count} × ${status}`);
  const { stored, lost, doubled, partial } = comparison;
  console.log(
    `\nAcknowledged ${acknowledged.size}, stored ${stored}, lost ${lost}, doubled ${doubled}, half written ${partial}.`,
  );
  console.log(`Answers: ${answers.join(', ')}. The lock of the leader lasts ${ttlSeconds} s.`);
  for (const sentence of failures) console.log(`FAILED: ${sentence}`);
  for (const { status, text } of clients.unexpected) console.log(`Answer ${status}: ${text}`);
  return failures.length === 0 ? 0 : 1;
}

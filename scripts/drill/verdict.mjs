/** Counts and judges the results of a drill. It reads no clock and no file. */

/** Answers that a drill accepts: a complaint, or a refusal that a client repeats. */
const acceptedStatuses = new Set([201, 429, 503]);
const maxSecondsOverTtl = 3;

/** Additional seconds after a loss of etcd's leader: the next one is elected, and begins the time of the lock again. */
const maxElectionSeconds = 5;

/** Additional seconds for a suspended host: Patroni waits for its answer before a promotion, where a lost host refuses. */
const maxSilenceSeconds = 2;

/**
 * Additional seconds for a partition, by two limits of 5 seconds: a standby may ask the etcd of the cut-off host first, and requests
 * wait in PgBouncer while the leader can still be reached.
 */
const maxPartitionSeconds = 10;

/**
 * Returns the seconds from a fault until requests succeed again, 0 where none failed, and null where none succeeded
 * before `until`. The end is the first success that was sent after the last failure.
 */
export function outageOf(attempts, { faultAt, until }) {
  const concerned = attemptsWithin(attempts, { faultAt, until });
  const failures = concerned.filter(hasFailed);
  if (failures.length === 0) return 0;
  const lastFailureAt = Math.max(...failures.map(({ sentAt }) => sentAt));
  const successes = concerned.filter(({ sentAt }) => sentAt > lastFailureAt);
  if (successes.length === 0) return null;
  return (Math.min(...successes.map(({ endedAt }) => endedAt)) - faultAt) / 1000;
}

/** Counts the attempts under way between the two moments that did not succeed. */
export function countFailed(attempts, period) {
  return attemptsWithin(attempts, period).filter(hasFailed).length;
}

/** Counts the attempts by their status; `none` is an attempt without an answer. */
export function countAnswers(attempts) {
  const counts = {};
  for (const { status } of attempts) counts[status ?? 'none'] = (counts[status ?? 'none'] ?? 0) + 1;
  return counts;
}

/**
 * Compares the acknowledged complaints, by their keys, with the stored ones. `strays` is the number of entries and keys
 * without a complaint.
 */
export function compareStored(acknowledged, { complaints, strays }) {
  const keyOf = new Map(complaints.map(({ id, key }) => [id, key]));
  const copies = new Map();
  for (const { key } of complaints) copies.set(key, (copies.get(key) ?? 0) + 1);
  return {
    stored: complaints.length,
    lost: [...acknowledged].filter(([key, id]) => keyOf.get(id) !== key).length,
    doubled: [...copies.values()].filter((count) => count > 1).length,
    partial: complaints.filter(({ entries, keys }) => entries !== 1 || keys !== 1).length + strays,
  };
}

export function medianOf(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Returns a row for each kind of fault and the rolling restarts, in the order of their first run. */
export function summarize(rounds) {
  const nameOf = ({ kind, isEtcdLost }) => (isEtcdLost ? `${kind} with etcd's leader` : kind);
  const names = [...new Set(rounds.map(nameOf))];
  return names.map((name) => {
    const ofKind = rounds.filter((round) => nameOf(round) === name);
    const seconds = ofKind.map(({ outage }) => outage ?? Infinity);
    return {
      kind: name,
      isEtcdLost: ofKind[0].isEtcdLost,
      rounds: ofKind.length,
      failed: ofKind.reduce((sum, round) => sum + round.failed, 0),
      min: Math.min(...seconds),
      median: medianOf(seconds),
      max: Math.max(...seconds),
    };
  });
}

/** Returns a sentence for each reason for which the drill fails. */
export function findFailures({ attempts, unanswered, comparison, rounds, verifications, ttlSeconds }) {
  const failures = [];
  const add = (isFailure, sentence) => {
    if (isFailure) failures.push(sentence);
  };
  const { lost, doubled, partial } = comparison;
  add(lost > 0, `${lost} acknowledged complaints are lost.`);
  add(doubled > 0, `${doubled} complaints are stored twice.`);
  add(
    partial > 0,
    `${partial} complaints are half written: without their entry of the trail or their key, or these without them.`,
  );
  add(unanswered > 0, `${unanswered} complaints were never acknowledged.`);
  add(!attempts.some(({ status }) => status === 201), 'No complaint was acknowledged.');
  for (const [status, count] of Object.entries(countAnswers(attempts)))
    add(!acceptedStatuses.has(Number(status)), `${count} attempts ended with ${status}, and not with 201, 429 or 503.`);
  const silent = attempts.filter(({ status, hasRetryAfter }) => isRefusal(status) && !hasRetryAfter).length;
  add(silent > 0, `${silent} refusals had no Retry-After.`);
  for (const { kind, isEtcdLost, median, failed } of summarize(rounds)) {
    const most = ttlSeconds + maxSecondsOverTtl + additionalSeconds(kind, isEtcdLost);
    if (kind === 'rolling restart')
      add(failed > 0, `${failed} requests failed during rolling restarts, and none may fail.`);
    else
      add(median >= most, `The median outage of a ${kind} is ${median.toFixed(1)} s, and it must be under ${most} s.`);
  }
  for (const { kind, fencing } of rounds.filter((round) => round.fencing !== undefined)) {
    add(fencing.acknowledged > 0, `The leader before a ${kind} acknowledged ${fencing.acknowledged} writes after it.`);
    add(!fencing.isFenced, `The leader before a ${kind} still accepted writes when another one took over.`);
  }
  for (const { name, code, output } of verifications) add(code !== 0, `${name} ended with ${code}: ${output.trim()}`);
  return failures;
}

function attemptsWithin(attempts, { faultAt, until }) {
  return attempts.filter(({ sentAt, endedAt }) => endedAt >= faultAt && sentAt < until);
}

function hasFailed({ status }) {
  return status !== 201;
}

function additionalSeconds(kind, isEtcdLost) {
  const ofElection = isEtcdLost ? maxElectionSeconds : 0;
  if (kind.startsWith('partition')) return ofElection + maxPartitionSeconds;
  return ofElection + (kind.startsWith('stop') ? maxSilenceSeconds : 0);
}

function isRefusal(status) {
  return status === 429 || status === 503;
}

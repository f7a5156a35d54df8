/** Stretches of time without a fault, in which no rule may fire. Times are in seconds, from a midnight on. */
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export const scenes = [
  { name: 'a quiet night', from: 0, seconds: 6 * hour, step: 10 },
  { name: 'a busy day', from: 9 * hour, seconds: 3 * hour, step: 10 },
  // promtool loads 10,000 samples for an expression at most.
  { name: 'the first half of a quiet week', from: 0, seconds: 3.5 * day, step: minute },
  { name: 'the second half of a quiet week', from: 3.5 * day, seconds: 3.5 * day, step: minute },
];

const restarts = [4.5 * hour, 10 * hour, 3 * day + 2 * hour];
/** Whether a job goes on that begins every given number of seconds. */
const isWithin = (every, begin, lasts) => (at) => at % every >= begin && at % every < begin + lasts;
const isRestarting = (at) => restarts.some((begin) => at >= begin && at < begin + 40);
const isBusy = isWithin(day, 9 * hour, 8 * hour);
const isBackup = isWithin(day, 2 * hour, 20 * minute);
/** Short disturbances: a query that fails once, a standby that restarts, an import. */
const isHiccup = isWithin(5 * hour, 3 * hour, 30);
const isStandbyRestarting = isWithin(3 * day, 3 * hour, 40);
const isImport = isWithin(day, 11 * hour, 4 * minute);

/** Returns a gauge that has one value during the disturbance, and the usual one otherwise. */
const gauge = (usual, during, disturbed) => (at) => (during(at) ? disturbed : usual(at));
const always = (value) => () => value;
/** Returns the age of a job that succeeds every given number of seconds. */
const age = (every, begin) => (at) => (at - begin + 7 * day) % every;

const gauges = {
  'up{job="task-force-tracker", instance="a"}': gauge(always(1), isRestarting, 0),
  'tracker_database_up{instance="a"}': gauge(always(1), isHiccup, 0),
  'tracker_unready{instance="a", reason="database"}': gauge(always(0), isHiccup, 1),
  'tracker_unready{instance="a", reason="newer-release"}': gauge(always(0), isRestarting, 1),
  'tracker_pool_waiting_requests{instance="a"}': gauge(always(0), isHiccup, 3),
  'nodejs_eventloop_lag_p99_seconds{job="task-force-tracker", instance="a"}': gauge(always(0.03), isImport, 0.8),
  tracker_data_directory_free_bytes: gauge(always(9e9), isBackup, 3e9),
  tracker_trail_unlinked_age_seconds: gauge(age(10, 3), isRestarting, 25),
  tracker_trail_unsigned_age_seconds: gauge(age(minute, 0), isHiccup, 200),
  tracker_ledger_unfolded_age_seconds: gauge(always(2), isImport, 100),
  'tracker_background_job_failing{name="daily_mail"}': gauge(always(0), isImport, 1),
  tracker_last_housekeeping_age_seconds: age(hour, 0),
  tracker_last_purge_age_seconds: age(day, 3.25 * hour),
  tracker_last_backup_age_seconds: age(day, 2 * hour + 20 * minute),
  tracker_last_backup_failure_age_seconds: (at) => 30 * day + at,
  tracker_backup_free_bytes: always(4e9),
  tracker_last_backup_bytes: always(1e9),
  tracker_standbys: gauge(always(1), isStandbyRestarting, 0),
  tracker_synchronous_standbys: gauge(always(1), isStandbyRestarting, 0),
  tracker_replication_lag_bytes: gauge(always(1e6), isWithin(day, 3.25 * hour, 90), 3e8),
  tracker_replica_usable: gauge(always(1), isStandbyRestarting, 0),
  tracker_clock_skew_seconds: gauge(always(0.02), isHiccup, 1.4),
};

/** Returns a counter of one event every given number of seconds, at night and in the busy hours. */
const each = (quiet, busy) => (at, step) => {
  const every = isBusy(at) ? busy : quiet;
  return Math.floor((at + step) / every) - Math.floor(at / every);
};
const request = (route, status) => `tracker_requests_total{instance="a", route="${route}", status="${status}"}`;
const duration = (name) => `tracker_request_duration_seconds_${name}`;
const requests = each(3 * minute, 0.05);
/** At night each fifth error is followed by a second one. */
const errors = (at, step) => each(2.7 * hour, 3)(at, step) + each(13.5 * hour, 3 * day)(at, step);
const slow = each(hour, 2);
const ready = each(2, 2);

const counters = {
  [request('/api/v1/complaints', '2xx')]: requests,
  [request('/api/v1/complaints', '5xx')]: errors,
  [request('/health/ready', '2xx')]: ready,
  tracker_failed_requests_total: errors,
  [duration('bucket{instance="a", route="/api/v1/complaints", le="2.5"}')]: requests,
  [duration('bucket{instance="a", route="/api/v1/complaints", le="5"}')]: (at, step) =>
    requests(at, step) + slow(at, step),
  [duration('bucket{instance="a", route="/api/v1/complaints", le="+Inf"}')]: (at, step) =>
    requests(at, step) + slow(at, step),
  [duration('count{instance="a", route="/api/v1/complaints"}')]: (at, step) => requests(at, step) + slow(at, step),
  'tracker_replica_fallbacks_total{instance="a", reason="slow"}': each(3 * hour, minute),
  'tracker_replica_reads_total{instance="a", server="standby"}': each(2 * hour, 10),
};

/** Returns the samples of a scene by series, in the notation of promtool. A restart sets the counters to 0. */
export function seriesOf({ from, seconds, step }) {
  const times = Array.from({ length: seconds / step }, (_, index) => from + index * step);
  const count = (next) => {
    let total = 0;
    return times.map((at) => (total = isRestarting(at) ? 0 : total + next(at, step)));
  };
  const samples = [
    ...Object.entries(gauges).map(([name, valueAt]) => [name, times.map(valueAt)]),
    ...Object.entries(counters).map(([name, next]) => [name, count(next)]),
  ];
  return Object.fromEntries(samples.map(([name, values]) => [name, values.join(' ')]));
}

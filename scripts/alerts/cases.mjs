/**
 * Cases of the alert rules: the series of a fault, and the time at which the rule fires. At `silentAt` it does not fire yet, or not
 * at all. A series has a sample each ten seconds, in the notation of promtool: `1x5 0x20` is 1 six times, then 0.
 */
const requests = (route, status) => `tracker_requests_total{instance="a", route="${route}", status="${status}"}`;
const complaints = '/api/v1/complaints';
const probe = '/health/ready';
const failures = 'tracker_failed_requests_total{instance="a"}';
const fallbacks = 'tracker_replica_fallbacks_total{instance="a", reason="slow"}';
const reads = (server) => `tracker_replica_reads_total{instance="a", server="${server}"}`;

/** Returns the buckets of a route whose requests take at most 2.5 or at most 5 seconds: the given numbers each ten seconds. */
function buckets(route, quick, all) {
  const name = (limit) => `tracker_request_duration_seconds_bucket{instance="a", route="${route}", le="${limit}"}`;
  const count = name('').replace('_bucket', '_count').replace(', le=""', '');
  const [few, many] = [quick, all].map((each) => `0+${each}x80`);
  return { [name('2.5')]: few, [name('5')]: many, [name('+Inf')]: many, [count]: many };
}

/** Returns the case of a metric that passes the limit of its rule after a minute. */
function passed(alert, metric, values, silentAt, firesAt) {
  return { alert, story: 'the metric passes its limit', series: { [metric]: values }, silentAt, firesAt };
}

export const cases = [
  passed('TrackerAway', 'up{job="task-force-tracker", instance="a"}', '1x5 0x20', '1m50s', '2m'),
  passed('TrackerDatabaseAway', 'tracker_database_up', '1x5 0x20', '1m20s', '1m30s'),
  passed('TrackerNotReady', 'tracker_unready{reason="row-security"}', '0x5 1x20', '2m50s', '3m'),
  {
    alert: 'TrackerRequestsFail',
    story: 'one request in ten fails',
    series: { [requests(complaints, '2xx')]: '0+10x40', [failures]: '0+1x40' },
    silentAt: '1m40s',
    firesAt: '1m50s',
  },
  {
    alert: 'TrackerRequestsFail',
    story: 'each of the rare requests of a night fails, one a minute',
    series: {
      [requests(complaints, '5xx')]: '0x4 1x5 2x5 3x5 4x5 5x5 6x5 7x5 8x5',
      [failures]: '0x4 1x5 2x5 3x5 4x5 5x5 6x5 7x5 8x5',
    },
    silentAt: '5m',
    firesAt: '7m',
  },
  {
    alert: 'TrackerRequestsFail',
    story: 'one request in twenty-one fails',
    series: { [requests(complaints, '2xx')]: '0+21x40', [failures]: '0+1x40' },
    silentAt: '6m',
  },
  {
    alert: 'TrackerRequestsFail',
    story: 'probes alone fail',
    series: { [requests(complaints, '2xx')]: '0+9x40', [requests(probe, '5xx')]: '0+9x40', [failures]: '0x40' },
    silentAt: '6m',
  },
  {
    alert: 'TrackerRequestsSlow',
    story: 'one request in ten takes longer than 2.5 seconds',
    series: buckets(complaints, 9, 10),
    silentAt: '5m10s',
    firesAt: '5m20s',
  },
  {
    alert: 'TrackerRequestsSlow',
    story: 'the streamed progress of an import alone takes long',
    series: { ...buckets(complaints, 10, 10), ...buckets('/api/v1/imports/:id/progress', 0, 10) },
    silentAt: '12m',
  },
  passed('TrackerPoolExhausted', 'tracker_pool_waiting_requests', '0x5 1x20', '1m20s', '1m30s'),
  passed(
    'TrackerEventLoopBlocked',
    'nodejs_eventloop_lag_p99_seconds{job="task-force-tracker"}',
    '0.5x5 0.51x40',
    '5m50s',
    '6m',
  ),
  {
    alert: 'TrackerEventLoopBlocked',
    story: 'the event loop of another program is blocked',
    series: { 'nodejs_eventloop_lag_p99_seconds{job="other"}': '0.6x60' },
    silentAt: '10m',
  },
  passed('TrackerDiskNearlyFull', 'tracker_data_directory_free_bytes', '2e9x5 1.9e9x20', '1m50s', '2m'),
  passed('TrackerSequencerStopped', 'tracker_trail_unlinked_age_seconds', '30x5 31+10x20', '1m10s', '1m20s'),
  passed('TrackerSigningStopped', 'tracker_trail_unsigned_age_seconds', '300x5 301+10x20', '1m50s', '2m'),
  passed('TrackerLedgerNotFolded', 'tracker_ledger_unfolded_age_seconds', '120x5 121+10x20', '1m50s', '2m'),
  passed('TrackerBackgroundJobFails', 'tracker_background_job_failing{name="ledger_fold"}', '0x5 1x40', '5m50s', '6m'),
  passed('TrackerHousekeepingOverdue', 'tracker_last_housekeeping_age_seconds', '10800x5 10801+10x60', '5m50s', '6m'),
  {
    alert: 'TrackerHousekeepingOverdue',
    story: 'one of two instances read the age before the last run',
    series: {
      'tracker_last_housekeeping_age_seconds{instance="a"}': '10801+10x60',
      'tracker_last_housekeeping_age_seconds{instance="b"}': '5+10x60',
    },
    silentAt: '9m',
  },
  passed('TrackerPurgeOverdue', 'tracker_last_purge_age_seconds', '129600x5 129601+10x60', '5m50s', '6m'),
  passed('TrackerBackupOverdue', 'tracker_last_backup_age_seconds', '93600x5 93601+10x60', '5m50s', '6m'),
  {
    alert: 'TrackerBackupUnrecorded',
    story: 'the database has no record of a backup',
    series: { tracker_database_up: '1x9000' },
    silentAt: '23h59m',
    firesAt: '24h',
  },
  {
    alert: 'TrackerBackupUnrecorded',
    story: 'the database is away',
    series: { tracker_database_up: '0x9000' },
    silentAt: '24h',
  },
  passed('TrackerStandbyLost', 'tracker_standbys', '2x5 1x20', '1m50s', '2m'),
  {
    alert: 'TrackerStandbyLost',
    story: 'there never was a standby',
    series: { tracker_standbys: '0x30' },
    silentAt: '5m',
  },
  {
    alert: 'TrackerReplicationAsynchronous',
    story: 'no commit waits for the standby any more',
    series: { tracker_standbys: '1x30', tracker_synchronous_standbys: '1x5 0x20' },
    silentAt: '1m50s',
    firesAt: '2m',
  },
  {
    alert: 'TrackerReplicationAsynchronous',
    story: 'there is no standby',
    series: { tracker_standbys: '0x30', tracker_synchronous_standbys: '0x30' },
    silentAt: '5m',
  },
  passed('TrackerReplicationLags', 'tracker_replication_lag_bytes', '268435456x5 268435457x30', '2m50s', '3m'),
  passed('TrackerReplicaNotUsed', 'tracker_replica_usable', '1x5 0x40', '5m50s', '6m'),
  {
    alert: 'TrackerReplicaFallsBack',
    story: 'the primary answers all reports',
    series: { [fallbacks]: '0+2x400', [reads('standby')]: '0x400', [reads('primary')]: '0+2x400' },
    silentAt: '15m30s',
    firesAt: '15m50s',
  },
  {
    alert: 'TrackerReplicaFallsBack',
    story: 'the standby answers two reports of three',
    series: { [fallbacks]: '0+1x400', [reads('standby')]: '0+2x400', [reads('primary')]: '0+1x400' },
    silentAt: '40m',
  },
  passed('TrackerClockWrong', 'tracker_clock_skew_seconds', '1x5 1.1x20', '1m20s', '1m30s'),
  {
    alert: 'TrackerBackupFails',
    story: 'the last hourly backup failed',
    series: {
      tracker_last_backup_age_seconds: '3000+10x80',
      tracker_last_backup_failure_age_seconds: '9000x5 0+10x74',
    },
    silentAt: '5m50s',
    firesAt: '6m',
  },
  {
    alert: 'TrackerBackupFails',
    story: 'a backup failed, and the next one did not',
    series: { tracker_last_backup_age_seconds: '5+10x80', tracker_last_backup_failure_age_seconds: '3605+10x80' },
    silentAt: '12m',
  },
  {
    alert: 'TrackerBackupSpaceLow',
    story: 'the disk has space for fewer than three backups',
    series: { tracker_last_backup_bytes: '7e7x80', tracker_backup_free_bytes: '2.1e8x5 2.09e8x75' },
    silentAt: '5m50s',
    firesAt: '6m',
  },
];

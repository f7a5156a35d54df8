import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, type OpenMetricsContentType } from 'prom-client';

/** Request as the metrics count it: its route template, and never its URL. */
export interface CountedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Outcomes of one background job of this process. */
export interface JobOutcomes {
  /** Runs the work, counts its outcome, and throws its error. */
  track<T>(work: () => Promise<T>): Promise<T>;
}

interface JobTimes {
  readonly since: number;
  succeededAt?: number;
  failedAt?: number;
}

/** Upper bounds in seconds: a read takes some hundredths, and a request that waits for Postgres fails after six. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Metrics of this process. Each label has few values, which the code names: no label has the id of a record, an account,
 * an agency or a task force.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry<OpenMetricsContentType>();
  private readonly jobs = new Map<string, JobTimes>();
  private readonly requests: Counter;
  private readonly failed: Counter;
  private readonly durations: Histogram;
  private readonly refusals: Counter;
  private readonly runs: Counter;

  constructor() {
    this.registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    const registers = [this.registry];
    this.requests = new Counter({
      name: 'tracker_requests_total',
      help: 'Answered requests by route template and status class.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.failed = new Counter({
      name: 'tracker_failed_requests_total',
      help: 'Requests other than probes that ended with an error of the server. It begins with 0, unlike a series of a route.',
      registers,
    });
    this.durations = new Histogram({
      name: 'tracker_request_duration_seconds',
      help: 'Time from the header of a request to the end of its answer.',
      labelNames: ['method', 'route'],
      buckets,
      registers,
    });
    this.refusals = new Counter({
      name: 'tracker_refusals_total',
      help: 'Requests that a limit of rate, size or concurrency refused.',
      labelNames: ['limit'],
      registers,
    });
    this.runs = new Counter({
      name: 'tracker_background_job_runs_total',
      help: 'Runs of the background jobs of this process.',
      labelNames: ['name', 'outcome'],
      registers,
    });
    this.addJobGauge(
      'tracker_background_job_failing',
      'Whether the last run of a background job of this process failed: 1 or 0.',
      ({ succeededAt = -Infinity, failedAt }) => (failedAt !== undefined && failedAt >= succeededAt ? 1 : 0),
    );
    this.addJobGauge(
      'tracker_background_job_last_success_age_seconds',
      'Time since a background job of this process last succeeded, or since the start before its first success.',
      ({ since, succeededAt = since }) => secondsSince(succeededAt),
    );
    this.addJobGauge(
      'tracker_background_job_last_failure_age_seconds',
      'Time since a background job of this process last failed. No sample before its first failure.',
      ({ failedAt }) => (failedAt === undefined ? null : secondsSince(failedAt)),
    );
  }

  /** Adds the library's metrics of memory, event loop and garbage collection, which cost a little as long as it runs. */
  collectProcess(): void {
    collectDefaultMetrics({ register: this.registry as unknown as Registry });
  }

  countRequest({ method, route, status, seconds }: CountedRequest): void {
    this.requests.inc({ method, route, status: `${Math.floor(status / 100)}xx` });
    if (status >= 500 && !route.startsWith('/health/')) this.failed.inc();
    this.durations.observe({ method, route }, seconds);
  }

  countRefusal(limit: string): void {
    this.refusals.inc({ limit });
  }

  /** Returns the outcomes of the background job with this name, in snake case. */
  outcomesOf(name: string): JobOutcomes {
    const times: JobTimes = { since: performance.now() };
    this.jobs.set(name, times);
    for (const outcome of ['succeeded', 'failed']) this.runs.inc({ name, outcome }, 0);
    return {
      track: async (work) => {
        try {
          const result = await work();
          times.succeededAt = performance.now();
          this.runs.inc({ name, outcome: 'succeeded' });
          return result;
        } catch (fault) {
          times.failedAt = performance.now();
          this.runs.inc({ name, outcome: 'failed' });
          throw fault;
        }
      },
    };
  }

  private addJobGauge(name: string, help: string, read: (times: JobTimes) => number | null): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: ['name'],
      registers: [this.registry],
      collect: () => {
        for (const [job, times] of this.jobs) {
          const value = read(times);
          if (value !== null) gauge.set({ name: job }, value);
        }
      },
    });
  }
}

function secondsSince(instant: number): number {
  return (performance.now() - instant) / 1000;
}

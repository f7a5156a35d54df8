import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { FileTooComplex, InvalidInput, Unavailable, MalformedRequest } from '../http/problems.js';
import { errorLocation } from '../logs/log-fields.js';
import type { FileProgram, FromWorker, ToWorker, WorkerTask } from './file-program.js';
import { deferAwait } from '../streams/owned-stream.js';
import type { Pause } from '../limits/fair-scheduler.js';
import { FileReader, ReadingMoved, type FileBudget } from './file-reader.js';

export interface WorkerLimits {
  readonly maxThreads: number;
  /**
   * Maximum heap, above the need of the largest report: V8 ends the whole process if a parsing step has no room. Bytes
   * and unpacked content are outside the heap and have their own limits.
   */
  readonly maxHeapMegabytes: number;
  /** Time in milliseconds until a thread begins. After it the answer asks the client to try again. */
  readonly maxWaitMs: number;
  readonly niceIncrement: number;
}

/** The maximum exceeds the number of uploads that are read or have yielded, so that a preview never waits for them. */
const defaultLimits: WorkerLimits = {
  maxThreads: 8,
  maxHeapMegabytes: 384,
  maxWaitMs: 30_000,
  // Only Linux has a priority per thread; elsewhere it would apply to the whole process.
  niceIncrement: process.platform === 'linux' ? 19 : 0,
};
const retryAfterSeconds = 15;
const idleMs = 120_000;
const shutdownMs = 1000;
/** Number of bytes per message. The thread can pause between them. */
const bytesPerSlice = 16_384;
/**
 * Options of Node for a thread. Node ends the whole process when a thread is terminated while `require` loads an ES
 * module ("IsGraphAsync must be used on an instantiated module").
 */
export const threadArguments: readonly string[] = ['--no-experimental-require-module'];
const minSliceMs = 2;
/** Time between two checks of the processor time, longer than the unit that it is counted in. */
const minCheckMs = 1000;

/**
 * Reader of uploaded files in worker threads. The serving thread only copies bytes, so no file can block it. A thread
 * that exceeds its time or memory is terminated.
 */
@Injectable()
export class FileWorkers extends FileReader implements OnApplicationShutdown {
  private readonly logger = new Logger(FileWorkers.name);
  private readonly pool: Piscina;
  private readonly poolOfShort: Piscina;
  private readonly maxWaitMs: number;

  constructor(limits: Partial<WorkerLimits> = {}) {
    super();
    const workerLimits = { ...defaultLimits, ...limits };
    this.maxWaitMs = workerLimits.maxWaitMs;
    this.pool = this.createPool(workerLimits);
    this.poolOfShort = this.createPool(workerLimits);
  }

  private createPool({ maxThreads, maxHeapMegabytes, niceIncrement }: WorkerLimits): Piscina {
    const pool = new Piscina({
      ...{ minThreads: 0, maxThreads, idleTimeout: idleMs, concurrentTasksPerWorker: 1, niceIncrement },
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes, maxYoungGenerationSizeMb: 64 },
      execArgv: [...threadArguments],
      // The threads receive no environment, because it contains secrets.
      env: {},
    });
    // A thread that fails between two files affects none of them.
    pool.on('error', (fault: unknown) => {
      this.logger.warn({ ...errorLocation(fault), cause: fault });
    });
    return pool;
  }

  override async *read<Settings, Made>(
    program: FileProgram<Settings, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
    { maxSeconds, maxSecondsPerMegabyte = 0, signal, pause, onUse, isShort = false }: FileBudget,
  ): AsyncGenerator<Made, void, undefined> {
    const { port1: port, port2: theirs } = new MessageChannel();
    const ending = new AbortController();
    const waiting = setTimeout(() => {
      reading.fail(new Unavailable(retryAfterSeconds));
      ending.abort();
    }, this.maxWaitMs);
    const begun = (): void => {
      clearTimeout(waiting);
    };
    const msPerByte = (maxSecondsPerMegabyte * 1000) / 1_048_576;
    const reading = new FileReading(port, bytes, { maxMs: maxSeconds * 1000, msPerByte, onBegin: begun, pause, onUse });
    const leave = (): void => {
      const reason: unknown = signal?.reason;
      const isMoved = reason instanceof ReadingMoved;
      reading.fail(isMoved ? reason : new MalformedRequest('The client left before its file was read.'));
    };
    signal?.addEventListener('abort', leave, { once: true });
    const task = deferAwait(
      this.run(isShort, program.worker, { port: theirs, settings }, ending.signal).catch((fault: unknown) => {
        if (!ending.signal.aborted) reading.fail(this.problemOf(fault));
      }),
    );
    // By then all messages have arrived. The end of the task may be reported before them.
    port.once('close', () => {
      void task.then(() => {
        reading.fail(new Error('The worker thread ended before the file was read'));
      });
    });
    try {
      for (;;) {
        const made = await reading.next();
        if (made === null) {
          await task;
          return;
        }
        yield made.made as Made;
      }
    } catch (fault) {
      if (fault instanceof FileTooComplex || fault instanceof ReadingMoved) ending.abort();
      throw fault;
    } finally {
      begun();
      signal?.removeEventListener('abort', leave);
      reading.close();
      endLater(task, ending);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.destroy(), this.poolOfShort.destroy()]);
  }

  private async run(isShort: boolean, worker: URL, task: WorkerTask<unknown>, signal: AbortSignal): Promise<void> {
    const pool = isShort ? this.poolOfShort : this.pool;
    await pool.run(task, { filename: fileURLToPath(worker), transferList: [task.port], signal });
  }

  private problemOf(fault: unknown): Error {
    if ((fault as { readonly code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') return new FileTooComplex('memory');
    this.logger.warn({ ...errorLocation(fault), cause: fault });
    return new Unavailable();
  }
}

function endLater(task: Promise<void>, ending: AbortController): void {
  const leaving = setTimeout(() => {
    ending.abort();
  }, shutdownMs);
  void task.finally(() => {
    clearTimeout(leaving);
  });
}

interface ReadingTerms {
  readonly maxMs: number;
  readonly msPerByte: number;
  readonly onBegin: () => void;
  readonly pause: Pause | undefined;
  readonly onUse: ((ms: number) => void) | undefined;
}

class FileReading {
  private readonly file: AsyncGenerator<Buffer, void, undefined>;
  private waiting: { resolve(piece: { readonly made: unknown } | null): void; reject(fault: unknown): void } | null =
    null;
  private fault: Error | null = null;
  private hasBegun = false;
  private isDataRequested = false;
  private timer: NodeJS.Timeout | null = null;
  private startedAt = 0;
  private msLeft: number;
  private usedMs = 0;
  private maxMs: number;
  private thread: string | null = null;
  private beganCpuMs = 0;
  private checkedCpuMs = 0;
  private reportedMs = 0;
  private ranMs = 0;
  private readonly msPerByte: number;
  private readonly onBegin: () => void;
  private readonly pause: Pause | undefined;
  private readonly onUse: ((ms: number) => void) | undefined;

  constructor(
    private readonly port: MessagePort,
    bytes: AsyncIterable<Buffer>,
    { maxMs, msPerByte, onBegin, pause, onUse }: ReadingTerms,
  ) {
    this.maxMs = maxMs;
    this.msLeft = maxMs;
    this.msPerByte = msPerByte;
    this.onBegin = onBegin;
    this.pause = pause;
    this.onUse = onUse;
    this.file = sliceBytes(bytes);
    port.on('message', (message: FromWorker) => {
      this.receive(message);
    });
  }

  async next(): Promise<{ readonly made: unknown } | null> {
    await this.pauseNow();
    if (this.fault !== null) throw this.fault;
    const piece = new Promise<{ readonly made: unknown } | null>((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
    this.send({ is: 'next' });
    this.measure();
    return piece;
  }

  fail(fault: unknown): void {
    this.fault ??= fault instanceof Error ? fault : new Error('The file could not be read', { cause: fault });
    const { waiting } = this;
    this.waiting = null;
    this.measure();
    waiting?.reject(this.fault);
  }

  close(): void {
    this.fault ??= new Error('The file was abandoned by its reader');
    this.waiting = null;
    this.measure();
    this.reportUse();
    this.port.close();
    // The generator may still pause, so its end is not awaited.
    this.file.return().catch(() => undefined);
  }

  private receive(message: FromWorker): void {
    switch (message.is) {
      case 'begun':
        this.hasBegun = true;
        this.thread = message.thread;
        this.beganCpuMs = this.checkedCpuMs = processorMsOf(message.thread);
        this.onBegin();
        this.measure();
        return;
      case 'wanting':
        void this.feed();
        return;
      case 'made':
        this.settle(message);
        return;
      case 'over':
        this.settle(null);
        return;
      case 'refused':
        this.fail(new InvalidInput(message.errors));
        return;
      case 'too-complex':
        this.fail(new FileTooComplex(message.resource));
        return;
      case 'broken':
        this.fail(message.fault);
    }
  }

  private settle(piece: { readonly made: unknown } | null): void {
    const { waiting } = this;
    this.waiting = null;
    this.measure();
    waiting?.resolve(piece);
  }

  private async feed(): Promise<void> {
    this.isDataRequested = true;
    this.measure();
    try {
      const next = await this.file.next();
      await this.pauseNow();
      const bytes = next.done === true ? null : new Uint8Array(next.value);
      const earnedMs = (bytes?.length ?? 0) * this.msPerByte;
      this.maxMs += earnedMs;
      this.msLeft += earnedMs;
      if (this.fault === null) this.send({ is: 'bytes', bytes }, bytes);
    } catch (fault) {
      this.fail(fault);
    } finally {
      this.isDataRequested = false;
      this.measure();
    }
  }

  private async pauseNow(): Promise<void> {
    if (this.pause === undefined || this.usedMs < minSliceMs) return;
    const tookMs = this.usedMs;
    this.usedMs = 0;
    this.reportUse();
    await this.pause(tookMs);
  }

  /** Reports the processor time since the last report, or the elapsed time if the system states no other. */
  private reportUse(): void {
    if (!this.hasBegun || this.onUse === undefined) return;
    const cpuMs = processorMsOf(this.thread) - this.beganCpuMs;
    const usedMs = Number.isFinite(cpuMs) ? cpuMs : this.ranMs;
    this.onUse(Math.max(0, usedMs - this.reportedMs));
    this.reportedMs = Math.max(this.reportedMs, usedMs);
  }

  private send(message: ToWorker, moved: Uint8Array | null = null): void {
    this.port.postMessage(message, moved ? [moved.buffer as ArrayBuffer] : []);
  }

  /** Runs the clock only while the consumer waits for the thread and the thread does not wait for bytes. */
  private measure(): void {
    const isRunning = this.hasBegun && this.waiting !== null && !this.isDataRequested;
    if (isRunning === (this.timer !== null)) return;
    if (isRunning) this.startClock();
    else this.stopClock();
  }

  private startClock(): void {
    this.startedAt = performance.now();
    this.timer = setTimeout(
      () => {
        this.checkTime();
      },
      Math.max(0, this.msLeft),
    );
  }

  private stopClock(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const tookMs = performance.now() - this.startedAt;
    this.msLeft -= tookMs;
    this.usedMs += tookMs;
    this.ranMs += tookMs;
  }

  /** Continues the clock of a thread that had less processor time than its limit, and some since the last check. */
  private checkTime(): void {
    const cpuMs = processorMsOf(this.thread);
    const cpuMsLeft = this.maxMs - (cpuMs - this.beganCpuMs);
    if (cpuMs === this.checkedCpuMs || !(cpuMsLeft > 0)) {
      this.fail(new FileTooComplex('time'));
      return;
    }
    this.checkedCpuMs = cpuMs;
    this.stopClock();
    this.msLeft = Math.max(minCheckMs, cpuMsLeft);
    this.startClock();
  }
}

/** Returns the processor time of a thread by its folder below `/proc`. It is infinite if the system does not state it. */
function processorMsOf(thread: string | null): number {
  if (thread === null) return Infinity;
  try {
    const stat = readFileSync(`/proc/${thread}/stat`, 'latin1');
    // The second field is the name of the thread, which may have spaces. The times follow in hundredths of a second.
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return ((user ?? NaN) + (system ?? NaN)) * 10;
  } catch {
    return Infinity;
  }
}

async function* sliceBytes(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += bytesPerSlice) yield chunk.subarray(at, at + bytesPerSlice);
  }
}

import * as fc from 'fast-check';
import type { Tracker } from '../support/tracker.js';
import type { Attempt } from './attempts.js';
import { faultIn, type Fault, type FaultKind } from './judge.js';
import type { Described, DescribedOperation } from './operations.js';
import { rendered, type Rendered } from './rendering.js';
import { commandFor, Sending, type Received } from './sending.js';
import type { World } from './world.js';

const chunk = 500;
/** Maximum number of examined faults, because one cause usually has many. */
const maxFound = 8;

interface Found {
  readonly fault: Fault;
  readonly attempt: Attempt;
  readonly command: string;
}

/** Sends requests and checks each answer. */
export class Campaign {
  readonly statuses = new Map<number, number>();
  readonly faults = new Map<FaultKind, number>();
  readonly found: string[] = [];
  readonly carriedOut = new Map<string, number>();
  requests = 0;
  seconds = 0;
  private readonly byName: ReadonlyMap<string, DescribedOperation>;
  private readonly sending: Sending;

  constructor(
    private readonly tracker: Tracker,
    private readonly described: Described,
    private readonly world: World,
    private readonly atATime: number,
  ) {
    this.byName = new Map(described.operations.map((operation) => [operation.name, operation]));
    this.sending = new Sending(tracker.url, atATime);
  }

  /** Runs attempts of the seed, and shrinks those that fail. */
  async ask(count: number, seed: number, attempts: fc.Arbitrary<Attempt>): Promise<void> {
    for (let done = 0; done < count; done += chunk) {
      const seedOfChunk = seed + done / chunk;
      const sample = fc.sample(attempts, { seed: seedOfChunk, numRuns: Math.min(chunk, count - done) });
      for (const [index, found] of await this.askAll(sample)) {
        if (this.found.length >= maxFound) break;
        this.found.push(wordsOf((await this.smallest(attempts, seedOfChunk, index)) ?? lost(found)));
      }
    }
  }

  async askEach(given: readonly Attempt[], atATime = this.atATime): Promise<void> {
    for (const [, found] of await this.askAll(given, atATime)) {
      if (this.found.length >= maxFound) break;
      this.found.push(wordsOf((await this.withOneTwist(found.attempt)) ?? lost(found)));
    }
  }

  end(): void {
    this.sending.end();
  }

  private async askAll(attempts: readonly Attempt[], atATime = this.atATime): Promise<[index: number, found: Found][]> {
    const all: [number, Found][] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < attempts.length) {
        const index = next;
        next += 1;
        const found = await this.foundIn(attempts[index] as Attempt);
        if (!found) continue;
        all.push([index, found]);
        this.faults.set(found.fault.kind, (this.faults.get(found.fault.kind) ?? 0) + 1);
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: atATime }, worker));
    this.seconds += (performance.now() - began) / 1000;
    return all.sort(([one], [other]) => one - other);
  }

  private async foundIn(attempt: Attempt): Promise<Found | null> {
    const operation = this.byName.get(attempt.operation) as DescribedOperation;
    const sent = await this.ready(await rendered(attempt, operation, this.world, this.tracker));
    const received = await this.sending.send(sent).catch((fault: unknown) => noAnswer(fault));
    this.requests += 1;
    this.statuses.set(received.status, (this.statuses.get(received.status) ?? 0) + 1);
    await this.learn(attempt, operation, sent, received);
    const fault = faultIn(attempt, sent, received, this.described);
    return fault && { fault, attempt, command: commandFor(sent) };
  }

  private async ready(sent: Rendered): Promise<Rendered> {
    const { record, token } = sent;
    const tag = sent.headers.find(([name]) => name === 'if-match');
    if (record === null || token === null || !tag || this.world.version(record) !== undefined) return sent;
    const [collection] = sent.path.split(record);
    // A dependent record with its own route, such as an identity, may have its own version.
    const isReadItself = this.described.at(sent.path).some(({ method }) => method === 'GET');
    const own = isReadItself ? await this.versionAt(sent, sent.path, token) : null;
    const version = own ?? (await this.versionAt(sent, `${collection ?? ''}${record}`, token));
    if (version === null) return sent;
    const known = `"v${version}"`;
    return {
      ...sent,
      headers: sent.headers.map(([name, value]) => [name, name === 'if-match' && value === '"v1"' ? known : value]),
    };
  }

  private async versionAt(sent: Rendered, path: string, token: string): Promise<number | null> {
    const headers = [['authorization', `Bearer ${token}`]] as const;
    const look = { ...sent, method: 'GET', path, headers, body: null };
    const { status, text, headers: told } = await this.sending.send(look).catch((fault: unknown) => noAnswer(fault));
    // The answer may be a file.
    if (status !== 200 || !String(told['content-type']).includes('json')) return null;
    const body = JSON.parse(text) as { readonly version?: unknown };
    this.world.learn('', 200, undefined, body);
    return typeof body.version === 'number' ? body.version : null;
  }

  private async learn(
    { at }: Attempt,
    operation: DescribedOperation,
    sent: Rendered,
    { status, headers, text }: Received,
  ): Promise<void> {
    const { sender, token, record } = sent;
    if (status === 401 && token !== null) await this.world.signInAgain(sender, token);
    if (status === 412 && record !== null) this.world.forgetVersion(record);
    if (status >= 300) return;
    if (sent.method === operation.method) {
      this.carriedOut.set(operation.name, (this.carriedOut.get(operation.name) ?? 0) + 1);
      await this.world.replaceUsed(operation, at);
    }
    const isPlain = headers['content-encoding'] === undefined && sent.method !== 'HEAD';
    if (isPlain && headers['content-type']?.startsWith('application/json')) {
      this.world.learn(operation.name, status, headers['location'], JSON.parse(text));
    }
  }

  /** Lets fast-check repeat the attempt from its seed, and shrink it while it fails. */
  private async smallest(attempts: fc.Arbitrary<Attempt>, seed: number, index: number): Promise<Found | null> {
    const property = fc.asyncProperty(attempts, async (attempt) => (await this.foundIn(attempt)) === null);
    const { counterexample } = await fc.check(property, { seed, path: String(index), interruptAfterTimeLimit: 10_000 });
    return counterexample && this.foundIn(counterexample[0]);
  }

  /** Returns the first single mutation that fails. */
  private async withOneTwist(attempt: Attempt): Promise<Found | null> {
    for (const twist of attempt.twists) {
      const found = await this.foundIn({ ...attempt, twists: [twist] });
      if (found) return found;
    }
    return this.foundIn(attempt);
  }
}

function noAnswer(fault: unknown): Received {
  return { status: 0, headers: {}, text: fault instanceof Error ? fault.message : 'no answer' };
}

/** Marks a fault that did not recur when the request was sent again. */
function lost({ fault, ...rest }: Found): Found {
  return { ...rest, fault: { ...fault, words: `(once, and not when sent again) ${fault.words}` } };
}

function wordsOf({ fault, attempt, command }: Found): string {
  return `${fault.kind}: ${fault.words}\n${JSON.stringify(attempt)}\n${command}`;
}

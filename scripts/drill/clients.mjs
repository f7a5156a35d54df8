/** Clients that log complaints through the load balancer, at a constant rate. Each repeats its request until it is acknowledged. */
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../until.mjs';
import { agentOf, send } from './https.mjs';

const password = 'Drill-of-a-failover-17';
const maxAnswerMs = 30_000;

/** A client waits this long after a lost connection, and at most this much longer than Retry-After says. */
const retryMs = 1_000;

/** Complaints that wait at once. People who wait begin no others, and repeated requests do not exhaust the machine. */
const maxPending = 100;

const maxUnexpected = 5;

/** A request that takes longer is not served, for the end of an outage. */
const maxSuccessMs = 1_000;

export class Clients {
  #pending = new Set();
  /** Times at which the requests under way were sent. */
  #sent = new Set();
  #timer;
  #count = 0;
  #isOver = false;

  /** Each request with its answer, in the order of the answers. */
  attempts = [];
  /** First answers that no client expects, for their reader. */
  unexpected = [];
  /** Id of each acknowledged complaint by its key. */
  acknowledged = new Map();

  constructor(url, ca) {
    this.api = `${url}/api/v1`;
    this.agent = agentOf(ca);
  }

  get unanswered() {
    return this.#pending.size;
  }

  /** Creates an agency with an investigator, by the link of the first administrator. */
  async signIn(firstLink) {
    const [email, name] = ['pat.morgan@example.gov', 'Pat Morgan'];
    await this.#must('POST', '/first-administrator', { token: firstLink, email, name, password });
    const { token: keeper } = await this.#must('POST', '/sessions', { email, password });
    const state = 'NE';
    const taskForce = {
      code: 'NE',
      name: 'Nebraska Task Force',
      state,
      coverage: 'statewide',
      zone: 'America/Chicago',
    };
    const { id: taskForceId } = await this.#must('POST', '/task-forces', taskForce, keeper);
    const membership = { kind: 'lead', beganOn: '2000-01-01' };
    const agency = { name: 'Sample County Sheriff', kind: 'sheriff', level: 'county', state, taskForceId, membership };
    const { id: agencyId } = await this.#must('POST', '/agencies', agency, keeper);
    const account = { email: 'dana.reyes@example.gov', name: 'Dana Reyes', role: 'investigator' };
    const seat = { level: 'agency', taskForceId, agencyId };
    const { id } = await this.#must('POST', '/accounts', { ...account, seat }, keeper);
    const { link } = await this.#must('PUT', `/accounts/${id}/invitation`, undefined, keeper);
    await this.#must('POST', '/enrolments', { token: /=([\w-]{43})$/.exec(link)[1], password });
    const session = await this.#must('POST', '/sessions', { email: account.email, password });
    this.token = session.token;
  }

  /** Logs this many new complaints a second until `pause`. */
  run(perSecond) {
    this.pause();
    this.#timer = setInterval(() => {
      if (this.#pending.size < maxPending) void this.#log(`drill-${(this.#count += 1)}`);
    }, 1000 / perSecond);
  }

  pause() {
    clearInterval(this.#timer);
  }

  /** Waits until every complaint is acknowledged, or the time is over. */
  async settle(maxMs) {
    this.pause();
    const isSettled = () => this.#pending.size === 0;
    await until('every complaint is acknowledged', maxMs, isSettled).catch(() => undefined);
    this.stop();
  }

  /** Ends all of it, also complaints that are not acknowledged. */
  stop() {
    this.pause();
    this.#isOver = true;
    this.agent.destroy();
  }

  /** Waits until all requests of the last seconds have succeeded, none before `from` counted and none left without an answer. */
  async whenServed(from, seconds, maxMs) {
    await until(`requests succeed for ${seconds} s`, maxMs, () => {
      const since = performance.now() - seconds * 1000;
      const latest = this.attempts.filter(({ sentAt }) => sentAt >= since);
      const waiting = [...this.#sent].some((sentAt) => performance.now() - sentAt > maxSuccessMs);
      return since >= from && !waiting && latest.length > 0 && latest.every(({ status }) => status === 201);
    });
  }

  async #log(key) {
    this.#pending.add(key);
    while (!this.#isOver) {
      const { status, retryAfter, id } = await this.#attempt(key);
      if (status === 201) {
        this.acknowledged.set(key, id);
        this.#pending.delete(key);
        return;
      }
      // A client repeats a refusal, and nothing else.
      if (!isRepeated(status)) return;
      await delay((Number(retryAfter) || 0) * 1000 + Math.random() * retryMs);
    }
  }

  async #attempt(key) {
    const sentAt = performance.now();
    const complaint = {
      source: 'public_complaint',
      receivedAt: '2026-03-01T12:00:00-06:00',
      jurisdiction: { state: 'NE' },
      narrative: key,
    };
    this.#sent.add(sentAt);
    const headers = { 'idempotency-key': key };
    const answer = await this.#send('POST', '/complaints', complaint, this.token, headers).catch((error) => {
      this.#keepUnexpected('none', `${error.message} (${error.cause?.message ?? 'no cause'})`);
      return null;
    });
    this.#sent.delete(sentAt);
    const status = answer?.status ?? null;
    if (status !== 201 && !isRepeated(status)) this.#keepUnexpected(status, JSON.stringify(answer.text));
    const retryAfter = answer?.headers['retry-after'] ?? null;
    this.attempts.push({ key, sentAt, endedAt: performance.now(), status, hasRetryAfter: retryAfter !== null });
    return { status, retryAfter, id: answer?.body?.id };
  }

  #keepUnexpected(status, text) {
    if (!this.#isOver && this.unexpected.length < maxUnexpected) this.unexpected.push({ status, text });
  }

  async #must(method, path, content, token) {
    const { status, body } = await this.#send(method, path, content, token);
    if (status >= 300) throw new Error(`${method} ${path} was answered with ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Reads the whole answer: a complaint is acknowledged by its last byte. */
  async #send(method, path, content, token, own = {}) {
    const headers = {
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...own,
    };
    const body = content === undefined ? undefined : JSON.stringify(content);
    const answer = await send(this.api + path, { agent: this.agent, method, headers, body, timeoutMs: maxAnswerMs });
    const isJson = /json/.test(answer.headers['content-type'] ?? '');
    return { ...answer, body: isJson ? JSON.parse(answer.text) : undefined };
  }
}

/** Whether a client sends its request again: after a refusal, or without an answer. */
function isRepeated(status) {
  return status === null || status === 429 || status === 503;
}

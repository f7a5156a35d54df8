import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../preflight.mjs';
import { until } from '../until.mjs';
import { postgresImage } from './bases.mjs';
import { image } from './check-image.mjs';
import { maxWaitMs } from './report.mjs';

const execute = promisify(execFile);
const secretNames = ['password-pepper', 'factor-key', 'deconfliction-key', 'vault-master-key'];
const passwordNames = ['POSTGRES', 'OWNER', 'APP', 'AUTH', 'SIGNER', 'AUDITOR', 'PURGE'];

/** Installation of compose.yaml in a temporary folder, by docker-compose and the API of podman. */
export class Installation {
  constructor(podman, port) {
    this.podman = podman;
    this.folder = join(podman.home, 'docker');
    this.base = `http://127.0.0.1:${port}`;
    this.environment = {
      ...Object.fromEntries(passwordNames.map((name) => [`${name}_PASSWORD`, randomBytes(24).toString('hex')])),
      PUBLIC_URL: 'https://tracker.example.gov',
      TRACKER_IMAGE: image,
      POSTGRES_IMAGE: postgresImage,
      TRACKER_PORT: String(port),
    };
  }

  /** Writes the files that the head of compose.yaml asks for. */
  async prepare() {
    const { folder } = this;
    for (const name of ['secrets', 'signatures', 'backups'])
      await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    // Users of the containers reach their files below the temporary folder.
    for (const path of [this.podman.home, folder, join(folder, 'secrets')]) await chmod(path, 0o711);
    for (const name of secretNames) await writeFile(join(folder, 'secrets', name), randomBytes(32), { mode: 0o400 });
    await this.giveSecretsTo(1000);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const signatures = join(folder, 'signatures');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(join(signatures, 'signing.key'), key, { mode: 0o600 });
    await writeFile(join(signatures, 'signing.public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    for (const name of ['', 'signing.key', 'signing.public.pem']) await chown(join(signatures, name), 1001, 1001);
    await chown(join(folder, 'backups'), 1002, 1002);
  }

  /** Lets the tracker run as this user. */
  async useUser(user) {
    this.environment.TRACKER_USER = `${user}:${user}`;
    await this.giveSecretsTo(user);
  }

  async giveSecretsTo(user) {
    for (const name of secretNames) await chown(join(this.folder, 'secrets', name), user, user);
  }

  /** Runs docker-compose and returns its output. */
  async compose(...parameters) {
    const file = ['--file', join(root, 'docker/compose.yaml'), '--project-directory', this.folder];
    const env = { ...this.podman.environment, ...this.environment };
    const all = [...file, '--project-name', 'tracker', ...parameters];
    return (await execute('docker-compose', all, { env, maxBuffer: 2 ** 26 })).stdout;
  }

  inspect(service) {
    return this.podman.inspect(`tracker-${service}-1`);
  }

  /** Waits for a status of the readiness probe; null is no answer. */
  async untilReady(status = 200) {
    const read = () =>
      fetch(`${this.base}/health/ready`).then(
        (response) => response.status,
        () => null,
      );
    await until(`/health/ready answers ${status}`, maxWaitMs, async () => (await read()) === status);
  }

  /** Returns the id, on this machine, of a service's process. In the tracker it is a child of the init. */
  async processOf(service) {
    const { State } = await this.inspect(service);
    if (!State.Running) return null;
    if (service === 'postgres') return State.Pid;
    const children = await readFile(`/proc/${State.Pid}/task/${State.Pid}/children`, 'utf8').catch(() => '');
    return Number.parseInt(children, 10) || null;
  }

  async userOf(service) {
    const status = await readFile(`/proc/${await this.processOf(service)}/status`, 'utf8');
    return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
  }

  async listBackups() {
    return (await readdir(join(this.folder, 'backups'))).filter((name) => !name.endsWith('.partial'));
  }

  readSignatures() {
    return readFile(join(this.folder, 'signatures/signatures.jsonl'), 'utf8').catch(() => '');
  }
}

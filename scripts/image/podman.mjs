/** Podman with a storage of its own, so that it neither sees nor leaves images and containers of the machine. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const maxBuffer = 2 ** 26;

/** Programs with the Debian package that brings each. The last three are started by podman itself. */
const programs = {
  podman: 'podman',
  runc: 'runc',
  nft: 'nftables',
  debootstrap: 'debootstrap',
  'docker-compose': 'docker-compose',
  netavark: 'netavark',
  'aardvark-dns': 'aardvark-dns',
  catatonit: 'catatonit',
};
const otherFolders = ['/usr/sbin', '/sbin', '/usr/lib/podman', '/usr/libexec/podman'];

/** Returns the Debian packages of the programs that this machine does not have. */
export async function missingPackages(path = process.env.PATH ?? '') {
  const folders = [...path.split(delimiter), ...otherFolders];
  const isThere = (file) =>
    access(file).then(
      () => true,
      () => false,
    );
  const missing = [];
  for (const [program, name] of Object.entries(programs)) {
    const found = await Promise.all(folders.map((folder) => isThere(join(folder, program))));
    if (!found.includes(true)) missing.push(name);
  }
  return missing;
}

export class Podman {
  /** `storage` keeps the images for the next run, and `home` what ends with this one. Both are short, because sockets have short names. */
  constructor(storage, home) {
    this.home = home;
    this.storage = storage;
    this.socket = join(home, 'podman.sock');
    // Hybrid hierarchies of cgroups are refused by crun, and accepted by runc.
    this.flags = [
      '--root',
      storage,
      '--runroot',
      join(home, 'run'),
      '--runtime',
      'runc',
      '--cgroup-manager',
      'cgroupfs',
      // The networks of the machine are none of ours.
      '--network-config-dir',
      join(home, 'networks'),
    ];
    this.environment = {
      ...process.env,
      PODMAN_IGNORE_CGROUPSV1_WARNING: '1',
      DOCKER_HOST: `unix://${this.socket}`,
      DOCKER_CONFIG: join(home, 'docker'),
      CONTAINERS_CONF: join(home, 'containers.conf'),
    };
  }

  /**
   * Writes the settings of podman, whose own limits of files and processes are more than some kernels permit. Removes its database of
   * containers, which names the temporary folder of the last run.
   */
  async prepare() {
    await mkdir(join(this.home, 'networks'), { recursive: true });
    for (const file of ['db.sql', 'libpod']) await rm(join(this.storage, file), { recursive: true, force: true });
    await writeFile(
      this.environment.CONTAINERS_CONF,
      '[containers]\ndefault_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]\n',
    );
  }

  /** Runs a command of podman and returns its output. */
  async run(...parameters) {
    const { stdout } = await execute('podman', [...this.flags, ...parameters], { env: this.environment, maxBuffer });
    return stdout.trim();
  }

  /** Runs a command of podman whose failure is a result. */
  async attempt(...parameters) {
    try {
      return { code: 0, out: await this.run(...parameters), err: '' };
    } catch ({ code, stdout = '', stderr = '' }) {
      return { code, out: stdout.trim(), err: stderr.trim() };
    }
  }

  /** Runs a command of podman with this text as its input, and returns its output. A failure quotes the end of it. */
  async pipe(parameters, input) {
    const child = spawn('podman', [...this.flags, ...parameters], {
      env: this.environment,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.stdin?.end(input);
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`podman ${parameters[0]} ended with ${code}:\n${(out + err).slice(-4000)}`);
    return out.trim();
  }

  async inspect(name) {
    return JSON.parse(await this.run('inspect', name))[0];
  }

  async hasImage(name) {
    return (await this.attempt('image', 'exists', name)).code === 0;
  }

  /** Serves the API of Docker on a socket, for docker-compose. */
  async serve() {
    this.service = spawn('podman', [...this.flags, 'system', 'service', '--time', '0', `unix://${this.socket}`], {
      env: this.environment,
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 300; tries += 1) {
      if (this.service.exitCode !== null) break;
      if (
        await access(this.socket).then(
          () => true,
          () => false,
        )
      )
        return;
      await delay(100);
    }
    throw new Error('podman did not serve its API.');
  }

  /**
   * Runs the health checks of all containers each second. Podman leaves them to timers of systemd, which a container or
   * a small virtual machine does not have.
   */
  watchHealth() {
    this.isWatching = true;
    const watch = async () => {
      while (this.isWatching) {
        const { out } = await this.attempt('ps', '--format', '{{.Names}}');
        for (const name of out.split('\n').filter(Boolean)) await this.attempt('healthcheck', 'run', name);
        await delay(1000);
      }
    };
    this.watched = watch();
  }

  /** Removes all containers, volumes and networks of this storage, and ends the service. The images stay. */
  async close() {
    this.isWatching = false;
    await this.watched;
    await this.attempt('rm', '--all', '--force', '--time', '2');
    await this.attempt('volume', 'rm', '--all', '--force');
    await this.attempt('network', 'prune', '--force');
    await this.attempt('image', 'prune', '--force');
    if (this.service?.exitCode === null) {
      const ended = once(this.service, 'close');
      this.service.kill('SIGTERM');
      await ended;
    }
  }
}

/** Second Postgres that follows another by streaming replication, for benches and tests. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const execute = promisify(execFile);

/**
 * Starts a standby on a free port from a copy of a running server of the embedded Postgres, by its own programs. They have
 * no pg_basebackup, so the copy is made between the two functions of a backup, in this folder.
 */
export async function startStandby(adminUrl, ownPort, within = tmpdir()) {
  const folder = await mkdtemp(join(within, 'tracker-standby-'));
  const data = join(folder, 'data');
  await allowReplication(adminUrl);
  const { bin, uid, gid } = await withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query(
      `SELECT current_setting('data_directory') AS data,
              (SELECT setting FROM pg_config WHERE name = 'BINDIR') AS bin`,
    );
    const [server] = rows;
    if (!server) throw new Error('The server did not name its folders');
    await admin.query(`SELECT pg_backup_start('standby', true)`);
    await execute('cp', ['-a', server.data, data]);
    const { rows: ended } = await admin.query('SELECT labelfile AS label FROM pg_backup_stop()');
    const owner = await stat(data);
    for (const [name, text] of Object.entries({ backup_label: ended[0]?.label ?? '', 'standby.signal': '' })) {
      await writeFile(join(data, name), text);
      await chown(join(data, name), owner.uid, owner.gid);
    }
    await rm(join(data, 'postmaster.pid'), { force: true });
    await chown(folder, owner.uid, owner.gid);
    return { bin: server.bin, uid: owner.uid, gid: owner.gid };
  });
  const { hostname, port, username, password } = new URL(adminUrl);
  const settings = {
    port: ownPort,
    primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password}`,
    logging_collector: 'on',
    log_directory: 'log',
    log_line_prefix: '%m [%p] ',
  };
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { stdio: 'ignore', cwd: data, ...(process.getuid?.() === 0 && { uid, gid }) },
  );
  const ended = once(child, 'exit');
  await waitForStreaming(adminUrl, () => child.exitCode);
  const url = new URL(adminUrl);
  url.port = String(ownPort);
  return {
    adminUrl: url.href,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Lets the administrator receive the log of the server. */
export async function allowReplication(adminUrl) {
  await withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query(`SELECT current_setting('hba_file') AS file`);
    await appendFile(rows[0]?.file ?? '', '\nhost replication postgres 127.0.0.1/32 scram-sha-256\n');
    await admin.query('SELECT pg_reload_conf()');
  });
}

async function waitForStreaming(adminUrl, exitCode) {
  await withAdmin(adminUrl, async (admin) => {
    for (;;) {
      if (exitCode() !== null) throw new Error(`The standby ended with ${exitCode()}`);
      const { rowCount } = await admin.query(`SELECT FROM pg_stat_replication WHERE state = 'streaming'`);
      if (rowCount === 1) return;
      await delay(50);
    }
  });
}

async function withAdmin(url, work) {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/* .ci/run with an npm that passes every check, and with a drill and a test of the alert rules that end with given codes. */

let folder: string;
let installed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-ci-'));
  installed = join(folder, 'installed');
  write('npm', 'exit 0');
  write('id', 'echo 0');
  write('apt-get', `touch '${installed}'`);
  write(
    'node',
    `case "$*" in *drill*--missing) exit "$DRILL_CODE";; *alerts*--missing) exit "$ALERTS_CODE";; *) exec '${process.execPath}' "$@";; esac`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, line: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`);
  chmodSync(join(folder, name), 0o755);
}

function run(drillCode: number, alertsCode = 0): string {
  const env = {
    ...process.env,
    CI: '',
    DRILL_CODE: String(drillCode),
    ALERTS_CODE: String(alertsCode),
    PATH: `${folder}${delimiter}${process.env['PATH']}`,
  };
  return spawnSync('.ci/run', { encoding: 'utf8', env }).stdout;
}

describe('.ci/run', () => {
  it('runs the drill where its programs are installed', () => {
    const printed = run(0);

    expect(printed).toContain('-- drill: passed');
    expect(printed).not.toContain('skipped');
  });

  it('skips the drill where its programs are missing, counts that, and installs nothing outside CI', () => {
    const printed = run(69);

    expect(printed).toContain('== drill\nSkipped: its programs are not installed.');
    expect(printed).toContain('\n1 checks or tests were skipped.\n');
    expect(printed).not.toContain('-- drill:');
    expect(existsSync(installed)).toBe(false);
  });

  it('tests the alert rules where promtool is installed, skips them elsewhere, and fails them for a fault', () => {
    expect(run(0, 0)).toContain('-- alerts: passed');
    expect(run(0, 69)).toContain('== alerts\nSkipped: its programs are not installed.');
    expect(run(0, 1)).toContain('-- alerts: FAILED');
  });

  it('fails the drill where its programs cannot be listed', () => {
    const printed = run(1);

    expect(printed).toContain('-- drill: FAILED');
    expect(printed).not.toContain('Skipped');
  });
});

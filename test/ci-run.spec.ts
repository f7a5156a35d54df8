import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { secondTier } from './setup/second-tier.js';

/*
 * .ci/run in a repository of its own, with an npm that passes every check and writes the reports, and with a drill, a test of the image
 * and one of the alert rules that end with given codes.
 */

const jestReport =
  '{"numPassedTests":1,"numFailedTests":0,"numPendingTests":0,"numRuntimeErrorTestSuites":0,"success":true,"testResults":[]}';
const browserReport = '{"stats":{"expected":1,"unexpected":0,"flaky":0,"skipped":0},"errors":[]}';

let folder: string;
let repository: string;
let programs: string;
let installed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-ci-'));
  [repository, programs, installed] = ['repository', 'programs', 'installed'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(programs);
  program(
    'npm',
    `for one in "$@"; do case $one in
       --outputFile=*) echo '${jestReport}' >"\${one#*=}"; echo "$@" >'${join(folder, 'tests')}';;
       --reports=*) echo '${jestReport}' >"\${one#*=}/report.json";;
       sabotage) echo "$@" >'${join(folder, 'sabotage')}';;
     esac; done
     [ -z "$CONSOLE_REPORT" ] || echo '${browserReport}' >"$CONSOLE_REPORT"`,
  );
  program('id', 'echo 0');
  program('apt-get', `touch '${installed}'`);
  program(
    'node',
    `case "$*" in *drill*--missing) exit "$DRILL_CODE";; *alerts*--missing) exit "$ALERTS_CODE";; *image*--missing) exit 0;;
       *) exec '${process.execPath}' "$@";; esac`,
  );
  for (const file of ['docker/ha/patroni.yml', 'src/casework/notes.ts', 'test/fuzz/fuzz.e2e-spec.ts', '.ci/run']) {
    mkdirSync(join(repository, file, '..'), { recursive: true });
    writeFileSync(join(repository, file), 'first');
  }
  cpSync('.ci/run', join(repository, '.ci', 'run'));
  git('init', '-q');
  commit();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string, lines: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${lines}\n`);
  chmodSync(join(programs, name), 0o755);
}

function git(...words: string[]): string {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.gov', '-c', 'core.hooksPath=/dev/null'];
  return execFileSync('git', ['-C', repository, ...author, ...words], { encoding: 'utf8' }).trim();
}

function commit(): string {
  git('add', '--all');
  git('commit', '-qm', 'test: Change a file');
  return git('rev-parse', 'HEAD');
}

function change(file: string): void {
  writeFileSync(join(repository, file), 'changed');
  commit();
}

function run({ drill = 0, alerts = 0, flags = [] as readonly string[] } = {}): string {
  const env = {
    ...process.env,
    CI: '',
    DRILL_CODE: String(drill),
    ALERTS_CODE: String(alerts),
    PATH: `${programs}${delimiter}${process.env['PATH']}`,
  };
  return spawnSync(join(repository, '.ci', 'run'), flags, { encoding: 'utf8', env }).stdout;
}

/** Names of the checks that were left out, of those that need changed files. */
function leftOut(printed: string): string[] {
  return [...printed.matchAll(/^== (\w+)\nLeft out: /gm)].map(([, name]) => name ?? '').sort();
}

/** Spec files that the last run left out. */
function leftOutSpecs(): string[] {
  return readFileSync(join(folder, 'tests'), 'utf8').match(/\btest\/\S+spec\.ts/g) ?? [];
}

const ofServices = ['alerts', 'drill', 'image', 'node', 'postgres'];
const ofSpecs = ['backups', 'files', 'fuzz', 'processes', 'races', 'routes', 'signin', 'standby', 'upgrades', 'walks'];
const conditional = [...ofServices, ...ofSpecs, 'bench', 'start'].sort();
/** Checks that a change of `src/casework` can fail, besides those that always run. */
const ofCasework = ['bench', 'races', 'routes', 'start'];

describe('.ci/run', () => {
  it('runs the drill where its programs are installed', () => {
    const printed = run();

    expect(printed).toContain('-- drill: passed');
    expect(printed).not.toContain('skipped');
  });

  it('skips the drill where its programs are missing, counts that, and installs nothing outside CI', () => {
    const printed = run({ drill: 69 });

    expect(printed).toContain('== drill\nSkipped: its programs are not installed.');
    expect(printed).toContain('\n1 checks or tests were skipped.\n');
    expect(printed).not.toContain('-- drill:');
    expect(existsSync(installed)).toBe(false);
  });

  it('tests the alert rules where promtool is installed, skips them elsewhere, and fails them for a fault', () => {
    expect(run({ alerts: 0 })).toContain('-- alerts: passed');
    expect(run({ alerts: 69, flags: ['--all'] })).toContain('== alerts\nSkipped: its programs are not installed.');
    expect(run({ alerts: 1, flags: ['--all'] })).toContain('-- alerts: FAILED');
  });

  it('fails the drill where its programs cannot be listed', () => {
    const printed = run({ drill: 1 });

    expect(printed).toContain('-- drill: FAILED');
    expect(printed).not.toContain('Skipped');
  });

  it('records the commit that passed, and leaves out what no later change can fail', () => {
    const first = git('rev-parse', 'HEAD');
    const whole = run();
    expect(leftOut(whole)).toEqual([]);
    expect(readFileSync(join(repository, '.ci', 'passed'), 'utf8')).toBe(`${first}\n`);
    commit();
    change('src/casework/notes.ts');

    const printed = run();

    const expected = conditional.filter((name) => !ofCasework.includes(name));
    expect(leftOut(printed)).toEqual(expected);
    expect(printed).toContain(`\n${expected.length} checks or tests were skipped.\n`);
    expect(leftOutSpecs()).toContain('test/commands/upgrade.e2e-spec.ts');
    expect(leftOutSpecs()).not.toContain('test/platform/races.e2e-spec.ts');
    expect(readFileSync(join(folder, 'sabotage'), 'utf8')).toContain(`--since=${first}`);
    expect(leftOut(run({ flags: ['--all'] }))).toEqual([]);
  });

  it('runs a check whose files have changed since', () => {
    run();
    commit();
    change('docker/ha/patroni.yml');

    expect(leftOut(run())).toEqual(conditional.filter((name) => name !== 'drill'));
  });

  it('leaves out no spec file but existing ones of the second tier, and runs one that has changed', () => {
    run();
    commit();
    expect(leftOut(run())).toEqual(conditional);
    const names = leftOutSpecs();
    const ofTheTier = names.filter((name) => {
      const isLong = name.startsWith('test/long/') || secondTier.has(basename(name, '.e2e-spec.ts'));
      return isLong && existsSync(name);
    });
    expect(ofTheTier).toEqual(names);
    expect(new Set(names).size).toBe(names.length);

    change('test/fuzz/fuzz.e2e-spec.ts');
    expect(leftOut(run())).toEqual(conditional.filter((name) => name !== 'fuzz'));
    expect(leftOutSpecs()).toEqual(names.filter((name) => name !== 'test/fuzz/fuzz.e2e-spec.ts'));
  });

  it('records no commit after a failure or with changed files, and runs everything after an unknown commit', () => {
    run({ drill: 1 });
    writeFileSync(join(repository, 'src/casework/notes.ts'), 'changed');
    run();
    expect(existsSync(join(repository, '.ci', 'passed'))).toBe(false);
    writeFileSync(join(repository, '.ci', 'passed'), `${'0'.repeat(40)}\n`);

    expect(leftOut(run())).toEqual([]);
  });

  it('prints the count of all that passed and failed as its last line', () => {
    expect(run()).toMatch(/\n\d+ passed, 0 failed\n$/);
    expect(run({ drill: 1, flags: ['--all'] })).toMatch(/\n\d+ passed, 1 failed\n$/);
  });
});

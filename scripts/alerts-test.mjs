/**
 * Tests docker/monitoring with promtool, of Debian's package of that name: the syntax of the rules and of the queries of the dashboard,
 * the time at which each rule fires, and that none fires in a quiet night, a busy day and a quiet week. Ends with 0, with 1 for a fault,
 * and with 69 where promtool is missing. `--missing` prints the missing package instead.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from './alerts/cases.mjs';
import { scenes, seriesOf } from './alerts/scenes.mjs';
import { root } from './preflight.mjs';

/** EX_UNAVAILABLE of sysexits. */
const unavailableCode = 69;
const folder = join(root, 'docker', 'monitoring');
const rules = join(folder, 'alerts.yml');

const isMissing = spawnSync('promtool', ['--version'], { stdio: 'ignore' }).error?.code === 'ENOENT';
if (isMissing) {
  if (process.argv.includes('--missing')) console.log('promtool');
  else
    console.error('The alert rules are tested with promtool, which is not installed. Run `apt-get install promtool`.');
  process.exitCode = unavailableCode;
} else if (!process.argv.includes('--missing')) {
  const home = mkdtempSync(join(tmpdir(), 'tracker-alerts-'));
  try {
    process.exitCode = test(home) ? 0 : 1;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function test(home) {
  // promtool reads JSON, which is YAML.
  const queries = write(home, 'queries.yml', formatQueries());
  const times = [
    writeTests(home, 'cases', 10, cases.map(formatCase)),
    ...scenes.map((scene, index) => writeTests(home, `scene-${index}`, scene.step, [formatScene(scene)])),
  ];
  return run('check', 'rules', rules, queries) && run('test', 'rules', ...times);
}

function writeTests(home, name, step, tests) {
  return write(home, `${name}.yml`, { rule_files: [rules], evaluation_interval: `${step}s`, tests });
}

function run(...parameters) {
  const { status } = spawnSync('promtool', parameters, { stdio: 'inherit' });
  return status === 0;
}

function write(home, name, content) {
  const file = join(home, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** Returns the queries of the dashboard as recording rules, without the variables of Grafana. */
function formatQueries() {
  const { panels } = JSON.parse(readFileSync(join(folder, 'dashboard.json'), 'utf8'));
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const recorded = queries.map((expr, index) => ({
    record: `dashboard:query_${index}`,
    expr: expr.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.+'),
  }));
  return { groups: [{ name: 'dashboard', rules: recorded }] };
}

function formatCase({ alert, story, series, silentAt, firesAt }) {
  const expr = `count(ALERTS{alertname="${alert}", alertstate="firing"})`;
  const silent = { eval_time: silentAt, expr, exp_samples: [] };
  const firing = { eval_time: firesAt, expr, exp_samples: [{ labels: '{}', value: 1 }] };
  return {
    name: `${alert}: ${story}`,
    interval: '10s',
    input_series: formatSeries(series),
    promql_expr_test: firesAt === undefined ? [silent] : [silent, firing],
  };
}

/** Returns the test that no rule fires at any moment of the scene. */
function formatScene(scene) {
  const { name, seconds, step } = scene;
  const expr = `count by (alertname) (count_over_time(ALERTS{alertstate="firing"}[${seconds}s]))`;
  const nothing = { eval_time: `${seconds - step}s`, expr, exp_samples: [] };
  return { name, interval: `${step}s`, input_series: formatSeries(seriesOf(scene)), promql_expr_test: [nothing] };
}

function formatSeries(series) {
  return Object.entries(series).map(([name, values]) => ({ series: name, values }));
}

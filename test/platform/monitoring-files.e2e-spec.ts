import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { parse } from 'yaml';
import { cases } from '../../scripts/alerts/cases.mjs';
import { scenes, seriesOf } from '../../scripts/alerts/scenes.mjs';
import { commands } from '../../src/commands/command-list.js';
import { MetricsServer } from '../../src/platform/monitoring/metrics-server.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { labelsOf, namesInScrape, parseScrape, type Sample } from './scrape.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary?: string; readonly runbook?: string };
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly description: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const read = (file: string): string => readFileSync(file, 'utf8');
const { groups } = parse(read('docker/monitoring/alerts.yml')) as { readonly groups: readonly { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const { panels } = JSON.parse(read('docker/monitoring/dashboard.json')) as Dashboard;

/** Words of PromQL in the rules and the dashboard. */
const promQl = new Set(
  'absent and by histogram_quantile increase max max_over_time min on rate sum topk unless'.split(' '),
);
/** Metric that Prometheus itself makes for each target. */
const ofPrometheus = 'up';

let tracker: Tracker;
let known: ReadonlySet<string>;
let samples: readonly Sample[];

beforeAll(async () => {
  tracker = await startTracker({ config: { METRICS_PORT: '0' } });
  await tracker.anonymous().get('/sessions/current');
  const { port } = tracker.app.get(MetricsServer);
  const text = await (await fetch(`http://127.0.0.1:${port ?? 0}/metrics`)).text();
  known = namesInScrape(text);
  samples = parseScrape(text);
});
afterAll(() => tracker.close());

const calm = seriesOf({ name: 'an hour', from: 0, seconds: 3600, step: 60 });

function namesOf(series: Readonly<Record<string, string>>): string[] {
  return Object.keys(series).map((name) => name.replace(/\{.*/, ''));
}

/** Returns the metrics that an expression names: all words but those of PromQL, of labels and of durations. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\b(?:by|on) \([^)]*\)/g, '');
  const words = bare.match(/\b[a-z]\w*/gi) ?? [];
  return words.filter((word) => !promQl.has(word) && word !== ofPrometheus);
}

describe('the alert rules', () => {
  it('name metrics of a scrape alone', () => {
    const unknown = rules.flatMap(({ alert, expr }) =>
      metricsIn(expr).flatMap((metric) => (known.has(metric) ? [] : [`${alert}: ${metric}`])),
    );

    expect(unknown).toEqual([]);
    expect(rules.flatMap(({ expr }) => metricsIn(expr)).length).toBeGreaterThanOrEqual(rules.length - 1);
  });

  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s has a summary, a severity and a runbook', (_, rule) => {
    const { summary = '', runbook = '' } = rule.annotations;
    const [file = '', heading = ''] = runbook.split('#');

    expect(summary).toMatch(/^[A-Z'].*\.$/);
    expect(['page', 'ticket']).toContain(rule.labels.severity);
    expect(file).toMatch(/^docs\/operations\/[\w-]+\.md$/);
    expect(headingsOf(file)).toContain(heading);
  });

  it('each have a case that fires, and no case is of another rule', () => {
    const names = rules.map(({ alert }) => alert);
    const fired = new Set(cases.filter(({ firesAt }) => firesAt !== undefined).map(({ alert }) => alert));

    expect(names.filter((name) => !fired.has(name))).toEqual([]);
    expect(cases.filter(({ alert }) => !names.includes(alert))).toEqual([]);
  });

  it('are all tried in a quiet night, a busy day and a quiet week, with each of their metrics', () => {
    const names = scenes.map(({ name }) => name).join(', ');
    const tried = new Set(namesOf(calm));

    expect(names).toMatch(/^a quiet night, a busy day, .*a quiet week$/);
    expect(rules.flatMap(({ expr }) => metricsIn(expr)).filter((metric) => !tried.has(metric))).toEqual([]);
  });

  it('and their cases name series of a scrape alone', () => {
    const named = [...cases.flatMap(({ series }) => namesOf(series)), ...namesOf(calm)];

    expect(named.filter((name) => name !== ofPrometheus && !known.has(name))).toEqual([]);
  });

  it('have unique names', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });
});

describe('the dashboard', () => {
  it('names metrics of a scrape alone', () => {
    const unknown = panels.flatMap(({ title, targets }) =>
      targets.flatMap(({ expr }) =>
        metricsIn(expr).flatMap((metric) => (known.has(metric) ? [] : [`${title}: ${metric}`])),
      ),
    );

    expect(unknown).toEqual([]);
  });

  it('explains each panel', () => {
    expect(panels.filter(({ targets, description }) => targets.length === 0 || !description.endsWith('.'))).toEqual([]);
  });
});

describe('the page on monitoring', () => {
  it('explains each metric of the tracker, and no other', () => {
    const explained = new Set(
      [...read('docs/operations/monitoring.md').matchAll(/^\| `(tracker_\w+)`/gm)].map(([, name]) => name),
    );
    const own = [...known].filter(
      (name) => name.startsWith('tracker_') && !/_(?:bucket|sum|count|created)$/.test(name),
    );

    expect([...explained].sort()).toEqual(own.sort());
  });

  it('names each background job', () => {
    const page = read('docs/operations/monitoring.md');
    const jobs = new Set(samples.map((sample) => labelsOf(sample)['name']).filter((name) => name !== undefined));

    expect(jobs.size).toBeGreaterThan(5);
    expect([...jobs].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the runbooks', () => {
  const page = read('docs/operations/runbooks.md');
  const sections = page.split(/^## /m).slice(1);

  it.each(sections.map((section) => [section.split('\n', 1)[0] ?? '', section] as const))(
    '%s has a sign, a metric, the first five minutes and the person to call',
    (_, section) => {
      for (const part of ['**Sign**', '**Metric**', '**First five minutes**', '**Call**'])
        expect(section).toContain(part);
    },
  );

  it('name metrics of a scrape, scripts of package.json, commands of the tracker and headings that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const namesIn = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, name = '']) => name);
    const ofTracker = namesIn(/npm run tracker\b(?: -- ([\w:]+))?/g);

    expect(
      [...page.matchAll(/\b(tracker|nodejs|process)_\w*[a-z]\b/g)].map(([name]) => name).filter(isUnknown),
    ).toEqual([]);
    expect(namesIn(/npm run ([\w:]+)/g).filter((name) => !(name in scripts))).toEqual([]);
    expect(ofTracker.length).toBeGreaterThan(3);
    expect(ofTracker.filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
    const links = [...page.matchAll(/\]\(([\w-]*\.?m?d?)#([\w-]+)\)/g)];
    expect(links.length).toBeGreaterThan(5);
    for (const [, file = '', heading = ''] of links) {
      expect(headingsOf(`docs/operations/${file === '' ? 'runbooks.md' : file}`)).toContain(heading);
    }
  });

  it('have statements that Postgres runs, of a superuser and of the owner', async () => {
    const texts = [page, read('docs/operations/monitoring.md')];
    const ofSuperuser = texts.flatMap((text) =>
      [...text.matchAll(/```sql\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.split(';')),
    );
    const ofOwner = texts.flatMap((text) =>
      [...text.matchAll(/^ *psql "[^"]+" -c (["'])(.+)\1$/gm)].map(([, , statement = '']) => statement),
    );
    expect(ofSuperuser.length).toBeGreaterThan(3);
    expect(ofOwner.length).toBeGreaterThan(3);

    for (const statement of ofSuperuser) await tracker.sql(statement);
    const owner = new pg.Client({ connectionString: tracker.database.ownerUrl });
    await owner.connect();
    try {
      for (const statement of ofOwner) await owner.query(statement);
    } finally {
      await owner.end();
    }
  });

  function isUnknown(name: string): boolean {
    const roles = ['tracker_owner', 'tracker_app', 'tracker_oversight'];
    return !known.has(name) && !roles.includes(name);
  }
});

/** Returns the anchors of a page's headings. */
function headingsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

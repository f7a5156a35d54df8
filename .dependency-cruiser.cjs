/** The ranks: a feature imports lower ranks and `platform` only (ARCHITECTURE.md). */
const rank1 = 'task-forces|agencies|accounts|machine-keys|audit';
const rank2 = 'complaints|disclosures|events';
const rank3 =
  'desk|hand-over|suspects|identifiers|prosecutions|victims-identified|vault|investigations|operations|outreach|resources|subject-index';
const rank4 = 'intake|deconfliction|cases|reports|charts|import|retention|packets|tips|search';
const rank5 = 'exports|returns';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^src/platform' },
      to: { path: '^src/(?!platform)' },
    },
    {
      name: 'rank-1-stands-alone',
      severity: 'error',
      from: { path: `^src/(${rank1})/` },
      to: { path: `^src/(${rank2}|${rank3}|${rank4}|${rank5}|demo)/` },
    },
    {
      name: 'rank-2-knows-rank-1',
      severity: 'error',
      from: { path: `^src/(${rank2})/` },
      to: { path: `^src/(${rank3}|${rank4}|${rank5}|demo)/` },
    },
    {
      name: 'rank-3-knows-ranks-1-and-2',
      severity: 'error',
      from: { path: `^src/(${rank3})/` },
      to: { path: `^src/(${rank4}|${rank5}|demo)/` },
    },
    {
      name: 'rank-4-knows-ranks-1-to-3-and-itself',
      severity: 'error',
      from: { path: `^src/(${rank4})/` },
      to: { path: `^src/(${rank5}|demo)/` },
    },
    {
      name: 'nobody-knows-the-demo',
      severity: 'error',
      from: { path: '^src/(?!demo)' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'only-platform-reaches-the-database',
      severity: 'error',
      from: { path: '^src/(?!platform/database|demo|[^/]+\\.ts$)' },
      to: { path: 'node_modules/(@nestjs/typeorm|pg)/' },
    },
    {
      name: 'nothing-unused',
      severity: 'error',
      from: { orphan: true, pathNot: '(^src/[^/]+\\.ts$|\\.spec\\.ts$|/page/)' },
      to: {},
    },
    {
      name: 'sources-import-no-tests',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '(^test|^bench|\\.spec\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

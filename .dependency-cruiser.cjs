/** Import rules of the areas below `src` (ARCHITECTURE.md). Each rule has its reason. */
const areas = (...names) => `^src/(${names.join('|')})/`;

/** Folders of the console that know no screen. */
const consoleParts = '^console/src/(acts|api|keys|kit|session|shell|styles|words)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that import each other can be read, loaded and tested only together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-cycles-of-folders',
      comment: 'Two features that need each other are one feature, or hide a third.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/[^/]+/[^/]+$' },
      to: { circular: true, path: '^src/[^/]+/[^/]+$' },
    },
    {
      name: 'platform-imports-no-area',
      comment: 'The platform is technique: it could serve another product.',
      severity: 'error',
      from: { path: areas('platform') },
      to: { path: '^src/', pathNot: areas('platform') },
    },
    {
      name: 'settings-load-no-api-document',
      comment: 'Each command loads the settings, and the packages of the API document would take a third of its start.',
      severity: 'error',
      from: { path: '^src/platform/config/' },
      to: { path: '^src/platform/validation/input[.]ts$', reachable: true },
    },
    {
      name: 'access-imports-platform',
      comment: 'Permissions and sessions are the same for every area.',
      severity: 'error',
      from: { path: areas('access') },
      to: { path: '^src/', pathNot: areas('access', 'platform') },
    },
    {
      name: 'organization-and-audit-stand-alone',
      comment: 'Agencies, accounts and the audit trail exist before any complaint.',
      severity: 'error',
      from: { path: areas('organization', 'audit') },
      to: { path: areas('casework', 'intelligence', 'reporting') },
    },
    {
      name: 'organization-and-audit-are-apart',
      comment: 'The trail records every area by the same triggers, so neither needs the other.',
      severity: 'error',
      from: { path: areas('organization', 'audit') },
      to: { path: areas('organization', 'audit'), pathNot: '^src/$1/' },
    },
    {
      name: 'casework-knows-no-reader-of-cases',
      comment: 'A case is worked without import, search or reports. They read cases.',
      severity: 'error',
      from: { path: areas('casework') },
      to: { path: areas('intelligence', 'reporting') },
    },
    {
      name: 'intelligence-and-reporting-are-apart',
      comment: 'Reports count the rows of intelligence in the database, so neither area needs the other.',
      severity: 'error',
      from: { path: areas('intelligence', 'reporting') },
      to: { path: areas('intelligence', 'reporting'), pathNot: '^src/$1/' },
    },
    {
      name: 'nobody-knows-the-demo',
      comment: 'Synthetic data never comes into a tracker that was not started as the demo.',
      severity: 'error',
      from: { path: '^src/', pathNot: areas('demo') },
      to: { path: areas('demo') },
    },
    {
      name: 'nobody-imports-a-command',
      comment: 'A command is a process of its own.',
      severity: 'error',
      from: { path: '^src/', pathNot: areas('commands') },
      to: { path: areas('commands') },
    },
    {
      name: 'only-the-platform-reaches-the-database',
      comment:
        'Row security needs a session in every transaction, and only Database opens one. Modules name their entities.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/(platform|demo)/', '^src/[^/]+\\.ts$', '\\.module\\.ts$', '\\.command\\.ts$'],
      },
      to: { path: 'node_modules/(@nestjs/typeorm|pg)/' },
    },
    {
      name: 'console-imports-no-server',
      comment: 'The console knows the tracker by its API document alone, as every other client does.',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^(src|migrations|database|test|bench)/' },
    },
    {
      name: 'server-imports-no-console',
      comment: 'The server sends the built files of the console. Its packages are not there in production.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^console/' },
    },
    {
      name: 'parts-of-the-console-know-no-screen',
      comment: 'Fields, dialogs, the client and the session serve every screen.',
      severity: 'error',
      from: { path: consoleParts },
      to: { path: '^console/src/[^/]+/', pathNot: consoleParts },
    },
    {
      name: 'screens-are-apart',
      comment: 'A screen is loaded by itself. Two screens share parts through the kit.',
      severity: 'error',
      from: { path: '^console/src/([^/]+)/', pathNot: consoleParts },
      to: { path: '^console/src/[^/]+/', pathNot: [consoleParts, '^console/src/$1/'] },
    },
    {
      name: 'nothing-unused',
      comment: 'A file that nobody imports is dead, unless a process starts with it.',
      severity: 'error',
      from: { orphan: true, pathNot: '(^console/|^src/[^/]+\\.ts$|\\.command\\.ts$|\\.spec\\.ts$|/page/)' },
      to: {},
    },
    {
      name: 'sources-import-no-tests',
      comment: 'What is served is built without the tests.',
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

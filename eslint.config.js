import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import streams from './scripts/eslint/streams.js';

/** What only the platform may touch: everything else reaches the data through Database.read and Database.change. */
const dataAccess = [
  {
    name: 'typeorm',
    importNames: ['DataSource', 'Repository', 'getRepository'],
    message: 'Use Database.read or Database.change.',
  },
  { name: '@nestjs/typeorm', message: 'Use Database.read or Database.change.' },
  { name: 'pg', message: 'Use Database.read or Database.change.' },
];

/** The same for modules, which may also name their entities. */
const moduleDataAccess = dataAccess.map((restriction) =>
  restriction.name === '@nestjs/typeorm' ? { ...restriction, allowImportNames: ['TypeOrmModule'] } : restriction,
);

/** What only the helper of streamed answers may send. */
const ownStreams = {
  name: '@nestjs/common',
  importNames: ['StreamableFile'],
  message: 'Answer with a StreamedResponse or a WholeFile of platform/http/streamed-response.',
};

/** What the validators of the tracker replace. */
const ownValidators = {
  name: 'class-validator',
  importNames: ['IsUUID'],
  message: 'Validate an id with IsId of platform/validation/input, which puts it in lower case as the database has it.',
};

export default tseslint.config(
  { ignores: ['node_modules', 'dist', '.data', 'bench/results', 'test-results', 'test/client', 'console/generated'] },
  js.configs.recommended,
  {
    // No pattern may go back and forth over its text: a hostile value would buy a server's time with it.
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }] },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Views are classes so that the API's document sees them, and plain literals fill them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A request class imported as a type is erased, and nobody checks the body: decorators need the value.
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.property.name=/^(query|orderBy|addOrderBy|where|andWhere|orWhere)$/] > TemplateLiteral[expressions.length>0]',
          message: 'SQL is static text with parameters, never put together.',
        },
      ],
    },
  },
  {
    // The console's types are erased by its bundler, and a handler may be the one call that it makes.
    files: ['console/**/*.ts', 'console/**/*.tsx'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-properties': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'].map((property) => ({
          property,
          message: 'The browser stores nothing of a case.',
        })),
      ],
      'no-restricted-globals': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'].map((name) => ({
          name,
          message: 'The browser stores nothing of a case.',
        })),
      ],
    },
  },
  {
    // A stream whose reader leaves may fail after that, and nobody would hear it but the process.
    files: ['src/**/*.ts', 'migrations/**/*.ts'],
    ignores: ['src/platform/streams/**'],
    plugins: { streams },
    rules: { 'streams/owned-streams': 'error', 'streams/awaited-in-generators': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [
      'src/platform/database/**',
      'src/platform/embedded-postgres/**',
      'src/platform/self-check/**',
      'src/platform/http/**',
      'src/demo/**',
    ],
    rules: { 'no-restricted-imports': ['error', { paths: [...dataAccess, ownStreams, ownValidators] }] },
  },
  {
    // A feature module registers its entities. Nobody injects a repository.
    files: ['src/**/*.module.ts'],
    ignores: ['src/platform/database/**', 'src/demo/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [...moduleDataAccess, ownStreams, ownValidators] }] },
  },
  {
    files: ['src/platform/http/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [...dataAccess, ownValidators] }] },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        performance: 'readonly',
        structuredClone: 'readonly',
        Buffer: 'readonly',
        module: 'writable',
        document: 'readonly',
        location: 'readonly',
        window: 'readonly',
        history: 'readonly',
      },
    },
  },
);

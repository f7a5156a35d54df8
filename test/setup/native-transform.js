import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createTransformer } from '@swc/jest';
import { parse } from 'es-module-lexer/js';
import { isPackage, nativeKey, nativePath, requireNatively } from './native-modules.js';

const ownKey = createHash('sha256')
  .update(readFileSync(new URL(import.meta.url)))
  .digest('hex');
const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * Compiles specs and their support files with SWC. A file of the application or of a package becomes a stub of what the
 * worker process has loaded once.
 */
export default {
  createTransformer(options) {
    const compiler = createTransformer(options);
    return {
      canInstrument: compiler.canInstrument,
      getCacheKey: (source, file, transformOptions) =>
        createHash('sha256')
          .update(ownKey)
          .update(compiler.getCacheKey(source, file, transformOptions))
          .digest('hex'),
      process: (source, file, transformOptions) =>
        nativePath(file) === null
          ? compiler.process(source, file, transformOptions)
          : { code: transformOptions.supportsStaticESM ? moduleStub(file) : scriptStub(file) },
      processAsync: async (source, file, transformOptions) =>
        nativePath(file) === null ? compiler.processAsync(source, file, transformOptions) : { code: moduleStub(file) },
    };
  },
};

const loaders = `globalThis[Symbol.for('${nativeKey}')]`;

function scriptStub(file) {
  return `module.exports = ${loaders}.require(${JSON.stringify(file)});`;
}

function moduleStub(file) {
  const names = exportedNames(file).filter((name) => identifier.test(name));
  const exported = names.map(
    (name, index) => `const e${index} = m[${JSON.stringify(name)}]; export { e${index} as ${name} };`,
  );
  return [`const m = await ${loaders}.import(${JSON.stringify(file)});`, ...exported].join('\n');
}

/** A file of the application may use top-level await, so it is imported and not required. */
function exportedNames(file) {
  if (isPackage(file)) return Object.keys(requireNatively(file));
  return parse(readFileSync(nativePath(file), 'utf8'))[1].map(({ n }) => n);
}

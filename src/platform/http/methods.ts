import type { FastifyInstance, FastifyRequest } from 'fastify';

const routes = new WeakMap<object, Map<string, Set<string>>>();

/** Remembers which methods each path takes, so that a wrong one can be told from a path that is not there. */
export function rememberMethods(fastify: FastifyInstance): void {
  const templates = new Map<string, Set<string>>();
  routes.set(fastify.server, templates);
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const methods = templates.get(url) ?? new Set<string>();
    for (const one of [method].flat()) methods.add(one.toUpperCase());
    templates.set(url, methods);
  });
}

/** What the path of this request takes, if anything; nothing when it takes the very method that was used. */
export function allowedMethods({ url, method, server }: FastifyRequest): readonly string[] {
  const templates = routes.get(server.server);
  if (!templates) return [];
  const path = url.split('?', 1)[0] ?? '';
  const allowed = new Set<string>();
  for (const [template, methods] of templates) {
    if (matches(template, path)) for (const one of methods) allowed.add(one);
  }
  return allowed.has(method) ? [] : [...allowed].sort();
}

function matches(template: string, path: string): boolean {
  const [wanted, found] = [template.split('/'), path.split('/')];
  return (
    wanted.length === found.length &&
    wanted.every((step, at) => step === found[at] || (step.startsWith(':') && found[at] !== ''))
  );
}

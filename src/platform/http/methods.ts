import type { FastifyInstance, FastifyRequest } from 'fastify';

const routes = new WeakMap<object, Map<string, Set<string>>>();

/** Records the methods of each path, so that 405 can be distinguished from 404. */
export function rememberMethods(fastify: FastifyInstance): void {
  const templates = new Map<string, Set<string>>();
  routes.set(fastify.server, templates);
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url.replace(/(?<=.)\/\*$/, '').includes('*')) return;
    const methods = templates.get(url) ?? new Set<string>();
    for (const one of [method].flat()) methods.add(one.toUpperCase());
    templates.set(url, methods);
  });
}

/** Returns the methods of the request's path; an empty list if the path is unknown or accepts the method. */
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
  if (template.endsWith('/*')) return path.startsWith(template.slice(0, -1));
  const [wanted, found] = [template.split('/'), path.split('/')];
  return (
    wanted.length === found.length &&
    wanted.every((step, at) => step === found[at] || (step.startsWith(':') && found[at] !== ''))
  );
}

import type { ResponseObject, OpenApi } from './openapi.js';

const prefix = '#/components/responses/';

/** Moves each error response that several operations share to the components, and removes unused ones. */
export function shareResponses(document: OpenApi): OpenApi {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const responses = { ...document.components.responses };
  const times = new Map<string, number>();
  for (const answer of operations.flatMap(refusalsOf)) {
    const text = JSON.stringify(answer);
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  for (const operation of operations) {
    for (const [status, answer] of Object.entries(operation.responses)) {
      if (!isRefusal(status, answer) || (times.get(JSON.stringify(answer)) ?? 0) < 2) continue;
      const name = nameOf(answer);
      responses[name] = answer;
      operation.responses[status] = { $ref: `${prefix}${name}` };
    }
  }
  const referred = new Set(
    operations.flatMap((operation) => Object.values(operation.responses).map(({ $ref }) => $ref)),
  );
  const used = Object.entries(responses).filter(([name]) => referred.has(`${prefix}${name}`));
  const sorted = used.sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...document, components: { ...document.components, responses: Object.fromEntries(sorted) } };
}

function refusalsOf({ responses }: { readonly responses: Record<string, ResponseObject> }): ResponseObject[] {
  return Object.entries(responses)
    .filter(([status, answer]) => isRefusal(status, answer))
    .map(([, answer]) => answer);
}

function isRefusal(status: string, { $ref }: ResponseObject): boolean {
  return Number(status) >= 400 && $ref === undefined;
}

/** Returns the name of a response from its problems: `InvalidInputOrKeyReused`. */
function nameOf({ content = {} }: ResponseObject): string {
  const problems = Object.values(content).flatMap(({ schema }) => schema.oneOf ?? [schema]);
  return problems.map(({ $ref = '' }) => $ref.split('/').at(-1)).join('Or');
}

import { isReference, type OpenApi, type Operation, type Parameter, type Reference } from './openapi.js';

const prefix = '#/components/parameters/';

/** Moves each header that several operations take to the components. */
export function shareParameters(document: OpenApi): OpenApi {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const times = new Map<string, number>();
  for (const header of operations.flatMap((operation) => parametersOf(operation)).filter(isHeader)) {
    const text = JSON.stringify(header);
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  const parameters: Record<string, Parameter> = {};
  const share = (parameter: Parameter): Parameter | Reference => {
    if (!isHeader(parameter) || (times.get(JSON.stringify(parameter)) ?? 0) < 2) return parameter;
    const name = parameter.name.replaceAll('-', '');
    const other = (parameters[name] ??= parameter);
    if (JSON.stringify(other) !== JSON.stringify(parameter)) throw new Error(`Two shared headers are named ${name}`);
    return { $ref: `${prefix}${name}` };
  };
  for (const operation of operations) {
    if (operation.parameters) operation.parameters = parametersOf(operation).map(share);
  }
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...document, components: { ...document.components, parameters: Object.fromEntries(sorted) } };
}

/** Returns the parameters of an operation, with those of the components that it refers to. */
export function parametersOf(
  { parameters = [] }: Operation,
  shared: OpenApi['components']['parameters'] = {},
): Parameter[] {
  return parameters.map((parameter) => {
    if (!isReference(parameter)) return parameter;
    const found = shared[parameter.$ref.slice(prefix.length)];
    if (!found) throw new Error(`The document refers to ${parameter.$ref}, which it does not have`);
    return found;
  });
}

function isHeader(parameter: Parameter): boolean {
  return parameter.in === 'header';
}

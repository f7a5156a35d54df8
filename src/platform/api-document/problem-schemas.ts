import { exampleOf } from './examples.js';
import { refTo, type ResponseObject, type Content, type HeaderObject, type Schema, type Schemas } from './openapi.js';
import { tidySchema } from './schemas.js';
import { firstSentence, unwrapComment, type ProblemDocs, type SourceDocs } from './source-docs.js';

const problemJson = 'application/problem+json';

const headerDescriptions: Readonly<Record<string, string>> = {
  'retry-after': 'Seconds to wait before the next attempt.',
  'www-authenticate': 'Always `Bearer`: the request needs the token of a session.',
  allow: 'Methods that this path supports.',
  accept: 'Accepted format of most requests.',
  'accept-encoding': 'Always `identity`: requests must not be compressed.',
};

const limitHeaders: Readonly<Record<string, HeaderObject>> = {
  ratelimit: { $ref: '#/components/headers/RateLimit' },
  'ratelimit-policy': { $ref: '#/components/headers/RateLimitPolicy' },
};

export function problemSchemas({ problems }: SourceDocs): Schemas {
  const named = Object.entries(problems).map(([name, words]) => [name, problemSchema(words)]);
  return Object.fromEntries(named) as Schemas;
}

/** Returns the response for some problems. Several are a list, each with its type. */
export function problemResponse(names: readonly string[], words: SourceDocs, schemas: Schemas): ResponseObject {
  const described = names.map((name) => [name, docsOf(name, words)] as const);
  const headers = [...new Set(described.flatMap(([, problem]) => problem.headers))];
  return {
    description: inWords(described.map(([, problem]) => problem)),
    headers: {
      'x-request-id': { $ref: '#/components/headers/RequestId' },
      ...(names.includes('TooManyRequests') ? limitHeaders : {}),
      ...headersOf(headers),
    },
    content: { [problemJson]: contentOf(names, schemas) },
  };
}

function inWords(problems: readonly ProblemDocs[]): string {
  const [only, ...others] = problems;
  if (only !== undefined && others.length === 0) return sentencesOf(only);
  const lines = problems.map((problem) => `- \`${problem.type}\` (${problem.status}): ${sentencesOf(problem)}`);
  return ['One of these problems:', '', ...lines].join('\n');
}

/** Returns the title and the rest of the description. Its first sentence names the case, as the title does. */
function sentencesOf({ title, description }: ProblemDocs): string {
  return `${title} ${firstSentence(description).rest}`.trim();
}

function contentOf(names: readonly string[], schemas: Schemas): Content[string] {
  const examples = names.map((name) => ({ value: exampleOf(refTo(name), schemas, 'answered') }));
  const [first, ...others] = names;
  if (first !== undefined && others.length === 0) return { schema: refTo(first), example: examples[0]?.value };
  const named = names.map((name, at) => [name, examples[at]] as const);
  return {
    schema: { oneOf: names.map(refTo) },
    examples: Object.fromEntries(named) as Record<string, { value: unknown }>,
  };
}

export function statusOf(name: string, words: SourceDocs): number {
  return docsOf(name, words).status;
}

function docsOf(name: string, { problems }: SourceDocs): ProblemDocs {
  const found = problems[name];
  if (!found) throw new Error(`No problem class is named ${name}`);
  return found;
}

function headersOf(names: readonly string[]): Record<string, HeaderObject> {
  return Object.fromEntries(
    names.map((name) => [name, { description: headerDescriptions[name] ?? name, schema: { type: 'string' } }]),
  );
}

const detail: Schema = {
  type: 'string',
  description: 'Details of this case, without any value of the request.',
};

function problemSchema({ type, title, status, description, members }: ProblemDocs): Schema {
  const own = Object.entries(members.properties ?? {}).map(([name, member]) => [name, describedMember(name, member)]);
  return {
    description: unwrapComment(description) || title,
    type: 'object',
    properties: {
      type: {
        description: 'Name of the problem, for programs.',
        type: 'string',
        const: `/problems/${type}`,
      },
      title: { description: 'Sentence for people. Its wording may change.', type: 'string', examples: [title] },
      status: { description: 'Status number of the response.', type: 'integer', const: status },
      detail,
      ...(Object.fromEntries(own) as Schemas),
    },
    required: ['type', 'title', 'status', ...(members.required ?? [])],
  };
}

function describedMember(name: string, member: Schema): Schema {
  const schema = tidySchema(member, name);
  if (schema.description === undefined && name === 'errors') {
    return { description: 'Faulty fields, at most 50.', ...schema };
  }
  return schema;
}

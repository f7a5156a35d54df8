import { describe, expect, it } from '@jest/globals';
import type { OpenApi, Operation, Parameter } from './openapi.js';
import { parametersOf, shareParameters } from './shared-parameters.js';

const header = (name: string, description = 'Version that you read.'): Parameter => ({
  ...{ name, in: 'header', description, schema: { type: 'string' } },
});
const id: Parameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

function documentOf(...parameters: Parameter[][]): OpenApi {
  const operations = parameters.map((own, at): [string, Record<string, Operation>] => [
    `/things-${at}`,
    { put: { operationId: `change${at}`, parameters: own, responses: {} } },
  ]);
  const info = { title: 'Things', version: '1' };
  return { openapi: '3.1.0', info, paths: Object.fromEntries(operations), components: { schemas: {} } };
}

function parametersAt({ paths }: OpenApi, at: number): unknown {
  return paths[`/things-${at}`]?.['put']?.parameters;
}

describe('a header', () => {
  it('that several operations take is in the components, and found there', () => {
    const document = shareParameters(documentOf([id, header('If-Match')], [id, header('If-Match')]));

    const { parameters } = document.components;
    expect(parameters).toEqual({ IfMatch: header('If-Match') });
    for (const at of [0, 1])
      expect(parametersAt(document, at)).toEqual([id, { $ref: '#/components/parameters/IfMatch' }]);
    const put = document.paths['/things-0']?.['put'];
    expect(put && parametersOf(put, parameters)).toEqual([id, header('If-Match')]);
    expect(() => put && parametersOf(put)).toThrow('which it does not have');
  });

  it('that one operation takes stays there', () => {
    const own = [header('If-Match', 'Version of another kind.'), header('Draft')];

    const document = shareParameters(documentOf(own, [header('If-Match')], [header('If-Match')]));

    expect(parametersAt(document, 0)).toEqual(own);
    expect(document.components.parameters).toEqual({ IfMatch: header('If-Match') });
  });

  it('is not shared with another one of its name', () => {
    const [one, other] = [header('If-Match'), header('If-Match', 'Version of another kind.')];

    expect(() => shareParameters(documentOf([one], [one], [other], [other]))).toThrow(
      'Two shared headers are named IfMatch',
    );
  });
});

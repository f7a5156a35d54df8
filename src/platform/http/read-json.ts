import { isUtf8 } from 'node:buffer';
import { findJsonFault } from './json-scan.js';
import { InvalidInput, MalformedRequest } from './problems.js';

/** Parses a JSON body. Throws 400 for a malformed one, and 422 for JSON that is not an object. */
export function readJson(body: Buffer): object {
  if (body.length === 0) throw new MalformedRequest('The body is empty.');
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) {
    throw new MalformedRequest('The body begins with a byte order mark.');
  }
  if (!isUtf8(body)) throw new MalformedRequest('The body is not UTF-8.');
  const text = body.toString('utf8');
  const value = parseJson(text);
  const fault = findJsonFault(text, value);
  if (fault) throw new MalformedRequest(fault.detail, fault.path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw InvalidInput.forPath('', 'must be an object');
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedRequest('The body is not JSON.');
  }
}

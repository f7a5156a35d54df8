import type { IncomingMessage } from 'node:http';
import { isBackgroundRequest } from '../actor/caller.js';
import { MalformedRequest } from './problems.js';

/** Finds a request with a faulty header `X-Background`. A change is always an act of the user. */
export function faultOfBackground(request: IncomingMessage): MalformedRequest | undefined {
  if (request.headers['x-background'] === undefined) return undefined;
  if (!isBackgroundRequest(request)) return new MalformedRequest('The header X-Background must be 1, or absent.');
  if (request.method !== 'GET') return new MalformedRequest('Only a GET can have the header X-Background.');
  return undefined;
}

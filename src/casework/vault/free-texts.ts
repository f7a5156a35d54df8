import { pointerStep, pointerTo } from '../../platform/http/problems.js';

export interface FreeText {
  readonly pointer: string;
  readonly text: string;
}

/** Returns the free texts of the body: every string of three words or more, at any depth. */
export function collectFreeTexts(body: unknown, path = ''): FreeText[] {
  if (typeof body === 'string') return isFreeText(body) ? [{ pointer: pointerTo(path), text: body }] : [];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) => collectFreeTexts(value, `${path}/${pointerStep(key)}`));
}

function isFreeText(text: string): boolean {
  return /^\s*\S+\s+\S+\s+\S/u.test(text);
}

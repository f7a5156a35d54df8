import type { XmlElement } from '../../../platform/files/xml-file.js';

export type { XmlElement };

export function getAttribute({ attributes }: XmlElement, name: string): string | undefined {
  return attributes.find(([known]) => known === name)?.[1];
}

/** Returns the elements at the end of a path of names. */
export function findChildren(root: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [root],
  );
}

import type { XmlElement } from './xml-element.js';

/** Namespaces of a SAML response. */
export const samlNamespaces = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  dsig: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

export const persistentFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/** Rejection of a SAML response, with a sentence for the operator that names no person. */
export class SamlRejected extends Error {
  override readonly name = 'SamlRejected';
}

export function childrenOf({ children }: XmlElement, namespace: string, name: string): readonly XmlElement[] {
  return children.filter((child) => child.name === name && child.namespace === namespace);
}

/** Returns the child of that name. Throws {@link SamlRejected} if there is none, or more than one. */
export function onlyChild(parent: XmlElement, namespace: string, name: string): XmlElement {
  const [child, second] = childrenOf(parent, namespace, name);
  if (child === undefined || second !== undefined) {
    throw new SamlRejected(`It does not have exactly one ${name} where SAML has it`);
  }
  return child;
}

/** Returns the text of an element that has nothing else. */
export function textOf({ children, text, name }: XmlElement): string {
  if (children.length > 0) throw new SamlRejected(`Its ${name} is not a text`);
  return text;
}

/** Returns the number of elements of that name at any depth, the element itself included. */
export function countWithin(element: XmlElement, namespace: string, name: string): number {
  const own = element.name === name && element.namespace === namespace ? 1 : 0;
  return element.children.reduce((count, child) => count + countWithin(child, namespace, name), own);
}

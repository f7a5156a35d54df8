import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';

/** Kinds of records that an area declares for imports, because imports do not know it. */
export const declaredImportKinds = ['trainings', 'presentations'] as const;
export type DeclaredImportKind = (typeof declaredImportKinds)[number];

/** Finds a service of the running application. */
export type ServiceLookup = <Service>(service: new (...parameters: never[]) => Service) => Service;

/** Record that an import creates: one request for each row. */
export interface ImportTarget<Body extends object = object> {
  readonly kind: DeclaredImportKind;
  readonly request: new () => Body;
  /** Returns what the request identifies the record by, within a file. */
  keyOf(body: Body): readonly unknown[];
  /** Returns the records with the same key, as requests. */
  findRecorded(tx: EntityManager, actor: Actor, body: Body): Promise<readonly Partial<Body>[]>;
  create(find: ServiceLookup, actor: Actor, body: Body): Promise<unknown>;
}

const targets = new Map<DeclaredImportKind, ImportTarget>();

/** Declares a record that an import creates, when `<feature>.import.ts` is loaded. Rejects a second one of a kind. */
export function declareImportTarget<Body extends object>(target: ImportTarget<Body>): void {
  if (targets.has(target.kind)) throw new Error(`Imports have two declarations of ${target.kind}`);
  targets.set(target.kind, target);
}

export function importTargetOf(kind: DeclaredImportKind): ImportTarget {
  const target = targets.get(kind);
  if (!target) throw new Error(`No feature declares the import of ${kind}`);
  return target;
}

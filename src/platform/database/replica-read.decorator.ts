import { SetMetadata } from '@nestjs/common';

const replicaReadKey = Symbol('replica-read');

/** Declares that a standby may answer a route: it only reads, and its reads are not audited. */
export const ReplicaRead = (): MethodDecorator => SetMetadata(replicaReadKey, true);

export function isReplicaRead(handler: object): boolean {
  return Reflect.getMetadata(replicaReadKey, handler) === true;
}

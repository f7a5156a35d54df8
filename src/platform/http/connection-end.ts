import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const pending = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls back once a response or its connection has closed, at once if it has before. A response that Node queues behind another one of its
 * connection emits no event of its own.
 */
export function whenClosed(response: ServerResponse, closed: () => void): void {
  const { socket } = response.req;
  if (response.closed || socket.destroyed) {
    closed();
    return;
  }
  const ends = endsOf(socket);
  const end = (): void => {
    if (ends.delete(end)) closed();
  };
  ends.add(end);
  response.once('close', end);
}

/** Returns the ends of a connection, which has one listener for all its requests. */
function endsOf(socket: Socket): Set<() => void> {
  let ends = pending.get(socket);
  if (!ends) {
    const made = new Set<() => void>();
    socket.once('close', () => {
      for (const end of made) end();
    });
    pending.set(socket, made);
    ends = made;
  }
  return ends;
}

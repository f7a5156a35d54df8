import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';

/** Request after the guard: the access that its route declares, and its actor if there is one. */
export type AuthenticatedRequest = FastifyRequest & { access?: string; user?: Actor };

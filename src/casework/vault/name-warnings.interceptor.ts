import { Injectable, Logger, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import type { GuardedRequest } from '../../access/access.decorators.js';
import type { Actor, Role } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { isId } from '../../platform/ids/ids.js';
import { isQueryByPost } from '../../platform/http/safe-post.decorator.js';
import { collectFreeTexts, type FreeText } from './free-texts.js';
import { isKeyFailure, NameScanner, type Mention, type TextContext } from './name-scanner.js';

const writeMethods = ['POST', 'PUT'];
/** Roles that write texts of cases. Postgres decides which names each is warned of. */
const rolesOfCases = ['analyst', 'investigator', 'supervisor'] as const satisfies readonly Role[];
/** Permissions without child-related text, and `identities:`, because the vault itself rejects names. */
const excludedPermissions = /^(?:account|accounts|identities|machine-keys):/;

/**
 * Warns when a written text contains a known child's name: the header `Tracker-Warning` has the JSON pointer of the text, never the name.
 * The text is stored unchanged; machine keys get no warnings.
 */
@Injectable()
export class NameWarningsInterceptor implements NestInterceptor {
  private readonly logger = new Logger('NameWarnings');

  constructor(
    private readonly database: Database,
    private readonly names: NameScanner,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const { user, access: permission = '', method, body } = request;
    const isCheckedWrite =
      writeMethods.includes(method) && !isQueryByPost(context.getHandler()) && !excludedPermissions.test(permission);
    // Only machine keys have scopes.
    const isCaseWorker =
      user?.scopes === null && user.seat.level !== 'national' && (rolesOfCases as readonly Role[]).includes(user.role);
    const texts = isCheckedWrite && isCaseWorker ? collectFreeTexts(body) : [];
    if (!user || texts.length === 0) return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const records = { complaintId: findComplaintId(request, answer), draftId: findDraftId(request) };
        const warnings = await this.findWarnings(user, records, texts);
        if (warnings.length > 0) {
          context.switchToHttp().getResponse<FastifyReply>().header('tracker-warning', warnings.join(', '));
        }
        return answer;
      }),
    );
  }

  private async findWarnings(
    actor: Actor,
    records: Omit<TextContext, 'taskForceId'>,
    texts: readonly FreeText[],
  ): Promise<string[]> {
    if (actor.seat.level === 'national') return [];
    const textContext = { taskForceId: actor.seat.taskForceId, ...records };
    try {
      const manager = this.database.managerOf(actor);
      const contents = texts.map(({ text }) => text);
      const { isWithinLimit, mentions } = await this.names.findMentions(manager, actor, textContext, contents);
      if (!isWithinLimit) return ['names-not-checked'];
      return texts.flatMap(({ pointer }, index) => toWarnings(pointer, mentions[index] ?? []));
    } catch (fault) {
      if (!isKeyFailure(fault)) throw fault;
      // Storing the text matters more than the warning.
      this.logger.error(
        'Texts are not scanned for names, because a key of the vault cannot be decrypted. Check the master key.',
      );
      return [];
    }
  }
}

/** Returns the complaint that a text was written to: the one in the path or the answer. */
function findComplaintId({ routeOptions, params }: GuardedRequest, answer: unknown): string | null {
  const answerFields = (typeof answer === 'object' && answer !== null ? answer : {}) as Readonly<
    Record<string, unknown>
  >;
  const { id } = params as Readonly<Record<string, unknown>>;
  const isComplaintRoute = /\/complaints(?:\/|$)/.test(routeOptions.url ?? '');
  return [isComplaintRoute ? (id ?? answerFields['id']) : undefined, answerFields['complaintId']].find(isId) ?? null;
}

function findDraftId({ access, params }: GuardedRequest): string | null {
  const { id } = params as Readonly<Record<string, unknown>>;
  return access === 'drafts:own' && isId(id) ? id : null;
}

function toWarnings(pointer: string, mentions: readonly Mention[]): string[] {
  if (mentions.length === 0) return [];
  const warningCode = mentions.some(({ match }) => match === 'full_name') ? 'victim-name' : 'victim-family-name';
  return [`${warningCode}; pointer="${pointer}"`];
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { opaqueId } from '#crypto';
import { type Claim, Claimed, EventStore, type Context, Refused } from '#event-sourcing';
import { clients } from './client/client.js';
import type { RegisteredClient } from './client/client.state.js';
import { type AssessedRequest, Assessment } from './assessment.js';
import { ClientProof } from './client-proof.js';
import { newRegistrationToken } from './registration-token.js';
import { readRequest, type RegistrationRequest } from './registration-request.js';
import { claimsOf } from './statement-claims.js';

/** A client, with its registration access token where the answer may carry it. */
export interface Registration {
  readonly client: RegisteredClient;
  readonly token?: string;
  readonly created: boolean;
}

/**
 * Makes a client of a software statement (RFC 7591 §3.1).
 *
 * A repeat of the same request finds the same client, so a Buyer that lost the answer can go on. But whoever replays
 * what was sent learns no registration access token: a repeat gets one, a new one, only with a `client_assertion`
 * that proves the client's key.
 */
export class RegisterClient extends Command<Registration> {
  constructor(
    readonly context: Context,
    readonly body: unknown,
  ) {
    super();
  }
}

@CommandHandler(RegisterClient)
export class RegisterClientHandler implements ICommandHandler<RegisterClient> {
  constructor(
    private readonly store: EventStore,
    private readonly assessment: Assessment,
    private readonly proof: ClientProof,
  ) {}

  async execute({ context, body }: RegisterClient): Promise<Registration> {
    const request = readRequest(body);
    const assessed = await this.assessment.ofRegistration(request, context);
    return this.register(context, request, assessed, 1);
  }

  /** `generation` counts the clients that one piece of software has had: a deleted one makes room for the next. */
  private async register(
    context: Context,
    request: RegistrationRequest,
    assessed: AssessedRequest,
    generation: number,
  ): Promise<Registration> {
    try {
      const claims = [...claimsOf(assessed.statement, generation), ...assessed.claims];
      return await this.create(context, request.hash, assessed, claims);
    } catch (problem) {
      if (!(problem instanceof Claimed)) throw problem;
      const before = await this.clientOf(problem.stream);
      if (isRepeat(before, request, assessed)) return this.repeat(context, request, before);
      if (problem.claim.scope === 'registration-challenge') throw problem;
      if (problem.claim.scope !== 'software') throw new Refused('statement-already-used');
      if (before.status !== 'deleted') throw new Refused('software-already-registered');
      return this.register(context, request, assessed, generation + 1);
    }
  }

  private async create(
    context: Context,
    requestHash: string,
    { client, voucher, softwareStatement, decision }: AssessedRequest,
    claims: readonly Claim[],
  ): Promise<Registration> {
    const clientId = opaqueId();
    const { token, hash: tokenHash } = newRegistrationToken();
    const type = 'RegisterClient';
    const command = {
      type,
      context,
      clientId,
      tokenHash,
      requestHash,
      client,
      voucher,
      softwareStatement,
      decision,
    } as const;
    const { state } = await this.store.execute(clients, clientId, command, { claims });
    return { client: state as RegisteredClient, token, created: true };
  }

  private async repeat(
    context: Context,
    { assertion }: RegistrationRequest,
    client: RegisteredClient,
  ): Promise<Registration> {
    if (assertion === undefined) return { client, created: false };
    const claim = await this.proof.verify(client, assertion, context);
    const { token, hash: tokenHash } = newRegistrationToken();
    const command = { type: 'RenewRegistrationToken', context, tokenHash } as const;
    const { state } = await this.store.execute(clients, client.clientId, command, { claims: [claim] });
    return { client: state as RegisteredClient, token, created: false };
  }

  private async clientOf(stream: string | null): Promise<RegisteredClient> {
    const loaded = stream && (await this.store.load(clients, stream.replace(/^client-/, '')));
    if (!loaded || loaded.state.status === 'absent') throw new Refused('statement-already-used');
    return loaded.state;
  }
}

const isRepeat = (
  { status, registeredBy }: RegisteredClient,
  { hash }: RegistrationRequest,
  { voucher }: AssessedRequest,
): boolean =>
  status === 'active' &&
  registeredBy.issuer === voucher.issuer &&
  registeredBy.jti === voucher.jti &&
  registeredBy.requestHash === hash;

import { Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { Replicas } from '#replicas';
import { ClientKeys, DecryptionKeys, profileOf } from '#oauth';
import { intentsArePending } from './checks/intents-are-pending.js';
import { authenticationIsPossible } from './checks/authentication-is-possible.js';
import { clientIsKnown } from './checks/client-is-known.js';
import { codeChallengeIsSound } from './checks/code-challenge-is-sound.js';
import { nonceAndStateAreSound } from './checks/nonce-and-state-are-sound.js';
import { outerEqualsInner } from './checks/outer-equals-inner.js';
import { parametersAreInTheBody } from './checks/parameters-are-in-the-body.js';
import { parametersAreSingle } from './checks/parameters-are-single.js';
import { redirectUriIsRegistered } from './checks/redirect-uri-is-registered.js';
import { requestObjectIsForUs } from './checks/request-object-is-for-us.js';
import { requestObjectIsFresh } from './checks/request-object-is-fresh.js';
import { requestObjectIsSigned } from './checks/request-object-is-signed.js';
import { responseModeIsAllowed } from './checks/response-mode-is-allowed.js';
import { responseTypeIsAllowed } from './checks/response-type-is-allowed.js';
import { scopeIsRegistered } from './checks/scope-is-registered.js';
import { sizesAreSane } from './checks/sizes-are-sane.js';
import { unsupportedParametersAreAbsent } from './checks/unsupported-parameters-are-absent.js';
import { intentsAreNamed } from './checks/intents-are-named.js';
import { openEnvelope } from './open-envelope.js';
import { responsesCanBeEncrypted } from './checks/responses-can-be-encrypted.js';
import type { Addressed, Complete, Endpoint, Opened, Received } from './attempt.js';

type Row<Stage> = readonly [check: (request: Stage) => void, ...endpoints: Endpoint[]];

const GET = 'GET /authorize';
const POST = 'POST /authorize';

/** What the envelope must be. Rows are checks in order, columns are endpoints. */
// prettier-ignore
const envelope: readonly Row<Addressed>[] = [
  [parametersAreInTheBody,              POST],
  [parametersAreSingle,            GET, POST],
  [sizesAreSane,                   GET, POST],
  [unsupportedParametersAreAbsent, GET, POST],
];

/** What the signed request object must be. */
// prettier-ignore
const content: readonly Row<Opened>[] = [
  [requestObjectIsForUs,           GET, POST],
  [requestObjectIsFresh,           GET, POST],
  [outerEqualsInner,               GET, POST],
  [responseTypeIsAllowed,          GET, POST],
  [responseModeIsAllowed,          GET, POST],
  [scopeIsRegistered,              GET, POST],
  [nonceAndStateAreSound,          GET, POST],
  [codeChallengeIsSound,           GET, POST],
  [authenticationIsPossible,       GET, POST],
  [intentsAreNamed,                GET, POST],
];

/** The way of a request to `/authorize`; every step throws `RequestRefused`. */
@Injectable()
export class AuthorizePipeline {
  constructor(
    private readonly replicas: Replicas,
    private readonly clientKeys: ClientKeys,
    private readonly decryptionKeys: DecryptionKeys,
  ) {}

  /** Until here nobody knows where an answer may go: errors are shown on a page. */
  async address(request: Received): Promise<Addressed> {
    const client = await clientIsKnown(request, this.replicas);
    const envelope = await openEnvelope(request.parameters['request'], client, this.decryptionKeys);
    const peeked = peek(envelope.jws);
    const redirectUri = redirectUriIsRegistered(request, client, peeked);
    return { ...request, client, profile: profileOf(client), redirectUri, envelope, peeked };
  }

  /** From here on errors go back to the client by redirect. */
  async complete(request: Addressed): Promise<Complete> {
    run(envelope, request);
    const opened = { ...request, ...(await requestObjectIsSigned(request, this.clientKeys)) };
    run(content, opened);
    await responsesCanBeEncrypted(opened, this.clientKeys);
    return { ...opened, intents: await intentsArePending(opened, this.replicas) };
  }
}

const run = <Stage extends Received>(table: readonly Row<Stage>[], request: Stage): void => {
  for (const [check, ...endpoints] of table) if (endpoints.includes(request.endpoint)) check(request);
};

const peek = (jwt: string | undefined): Readonly<Record<string, unknown>> => {
  try {
    return jwt === undefined ? {} : decodeJwt(jwt);
  } catch {
    return {};
  }
};

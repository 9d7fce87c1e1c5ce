import type { ServiceLog } from '#event-sourcing';
import { decryptionKeys, signingKeys } from '#oauth';
import { accounts } from './account/account.aggregate.js';
import { authorizations } from './authorization/authorization.aggregate.js';
import { sessions } from './session/session.aggregate.js';
import { throttles } from './sign-in/throttle.aggregate.js';

/** What this service writes. */
export const authorizationLog: ServiceLog = {
  service: 'authorization',
  aggregates: [authorizations, accounts, sessions, throttles, signingKeys, decryptionKeys],
};

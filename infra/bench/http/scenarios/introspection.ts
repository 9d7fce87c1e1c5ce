import { demand } from '../load/check.js';
import { postForm } from '../load/requests.js';
import type { Scenario } from '../load/scenario.js';
import { ClientSigner } from '../load/signing.js';
import { OPAQUE_RESOURCE } from '../peer/resources.js';
import type { Target } from '../subject.js';
import { fetchToken } from './tokens.js';

/** Tokens that are asked about in turn. */
const TOKENS = 50;

/** RFC 7662 with `private_key_jwt`: our JWTs, whose grants are looked up; the peer's opaque ones, since it answers for no others. */
export const introspection = (target: Target): Scenario => {
  const more: Record<string, string> = target.name === 'oidc-provider' ? { resource: OPAQUE_RESOURCE } : {};
  let requests: string[] = [];
  return {
    prepare: async (operations, [connection]) => {
      const signer = new ClientSigner(target);
      const known: string[] = [];
      while (known.length < TOKENS) known.push(await fetchToken(connection!, target, more));
      const path = target.name === 'oidc-provider' ? '/token/introspection' : '/introspect';
      requests = Array.from({ length: operations }, (_, index) =>
        postForm(target.origin, path, { token: known[index % TOKENS]!, ...signer.authentication() }),
      );
    },
    run: async (connection, index) => {
      const { active } = demand(await connection.send(requests[index]!), 200, 'client_id', 'exp');
      if (active !== true) throw new Error('a live token was called inactive');
    },
  };
};

import { type Answer, headerOf } from '../load/connection.js';
import { postForm } from '../load/requests.js';
import type { ClientSigner } from '../load/signing.js';
import type { Target } from '../subject.js';

/** The code that came back in the fragment, beside an id_token. Throws for anything else. */
export const codeOf = (answer: Answer): string => {
  const fragment = new URLSearchParams((headerOf(answer, 'location') ?? '').split('#')[1] ?? '');
  const code = fragment.get('code');
  if (!code || !fragment.get('id_token'))
    throw new Error(
      `no code and id_token: ${answer.status} ${answer.body.replace(/<[^>]*>|\s+/g, ' ').slice(0, 300)}`,
    );
  return code;
};

/** The code for tokens. */
export const redemption = ({ origin, client }: Target, signer: ClientSigner, code: string): string =>
  postForm(origin, '/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
    ...signer.authentication(),
  });

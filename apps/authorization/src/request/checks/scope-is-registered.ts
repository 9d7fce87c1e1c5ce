import type { Opened } from '../attempt.js';
import { demand } from '../refuse.js';

/** RFC 6749 §3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** MEF 128 R21 to R24: a scope is asked, starts with `openid`, and is a subset of what was registered. */
export const scopeIsRegistered = ({ object, client }: Opened): void => {
  const { scope } = object;
  demand(
    typeof scope === 'string' && SCOPE.test(scope),
    'invalid_scope',
    'scope must be words separated by single spaces.',
  ); // R21, R24
  const asked = scope.split(' ');
  demand(asked[0] === 'openid', 'invalid_scope', 'scope must start with openid.'); // R22
  demand(new Set(asked).size === asked.length, 'invalid_scope', 'scope names a word twice.');
  const registered = new Set(client.scope.split(' '));
  const subset = asked.every((word) => registered.has(word)); // R23
  demand(subset, 'invalid_scope', 'scope must be a subset of what was registered.');
};

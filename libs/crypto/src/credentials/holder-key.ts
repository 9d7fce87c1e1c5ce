import { KeySet } from '../jwk/key-set.js';
import type { FindKey } from '../jws/jws.js';
import type { LegalEntityCredential } from './credential.js';
import type { ResolveIdentifier } from '../identifiers/resolved-identifier.js';

/**
 * The keys that may speak for the holder of a credential: the one of `cnf` (RFC 7800), which then is the only one, or
 * those that its subject has for authentication (DID Core §5.3.1).
 */
export const holderKeys =
  ({ holderKey, subject }: LegalEntityCredential, resolve: ResolveIdentifier): FindKey =>
  async (header) => {
    if (!holderKey) return (await resolve(subject, header.kid)).find('authentication')(header);
    // RFC 9901 §4.3 asks for no `kid`: there is one key, whatever a header calls it.
    const kid = 'holder';
    return KeySet.of({ keys: [{ ...holderKey, kid }] }).find({ alg: header.alg, kid });
  };

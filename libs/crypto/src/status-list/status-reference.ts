import { isObject, isUri } from '../credentials/json-checks.js';
import { trust } from '../untrusted.js';

/** Where the status of a credential stands (Token Status List §6.2): the list by its address, and the place in it. */
export interface StatusReference {
  readonly uri: string;
  readonly idx: number;
}

/**
 * The reference that a credential's `status` claim makes; undefined without one. Other mechanisms, and the
 * `credentialStatus` of W3C, cannot be followed here, so the status would not be discoverable (MEF 128 R10).
 * Throws `Untrusted('status-malformed' | 'status-unsupported')`.
 */
export const statusReference = (claims: Readonly<Record<string, unknown>>): StatusReference | undefined => {
  const { status, credentialStatus } = claims;
  trust(credentialStatus === undefined, 'status-unsupported');
  if (status === undefined) return undefined;
  trust(isObject(status), 'status-malformed');
  const list = status['status_list'];
  trust(list !== undefined, 'status-unsupported');
  trust(isObject(list) && isUri(list['uri']), 'status-malformed');
  trust(Number.isSafeInteger(list['idx']) && (list['idx'] as number) >= 0, 'status-malformed');
  return { uri: list['uri'], idx: list['idx'] as number };
};

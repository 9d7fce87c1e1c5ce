import type { Opened } from '../attempt.js';
import { demand } from '../refuse.js';

/** Characters that can stand in a header, a form and a page alike (RFC 6749 Appendix A.5). */
const VISIBLE = /^[\x20-\x7e]+$/;

/** MEF 128 R38 (FAPI 1.0 Baseline §5.2.2.2): a nonce is required. O2: state is the client's choice, opaque to us. */
export const nonceAndStateAreSound = ({ object, profile }: Opened): void => {
  const { nonce, state } = object as { readonly nonce?: unknown; readonly state?: unknown };
  if (profile.nonceRequired || nonce !== undefined) {
    demand(isVisible(nonce, 512), 'invalid_request', 'nonce must be 1 to 512 printable ASCII characters.');
  }
  if (state === undefined) return;
  demand(isVisible(state, 2048), 'invalid_request', 'state must be 1 to 2048 printable ASCII characters.');
};

const isVisible = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && value.length <= longest && VISIBLE.test(value);

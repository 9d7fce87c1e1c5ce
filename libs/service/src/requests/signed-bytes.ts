/** The bytes of bodies that came with a detached signature: it is over them, and not over what a parser makes of them. */
const kept = new WeakMap<object, Uint8Array>();

/** Header of a detached signature (Open Banking UK; RFC 7515 appendix F). */
export const SIGNATURE_HEADER = 'x-jws-signature';

/** Keeps the bytes for as long as the request (of Node.js) lives, where they are signed apart. */
export const keepSigned = (
  request: { readonly raw: object; readonly headers: Readonly<Record<string, unknown>> },
  body: Uint8Array,
): void => {
  if (request.headers[SIGNATURE_HEADER] !== undefined) kept.set(request.raw, body);
};

/** The body as it came, of a request with a detached signature; undefined without one. */
export const signedBytes = (raw: object): Uint8Array | undefined => kept.get(raw);

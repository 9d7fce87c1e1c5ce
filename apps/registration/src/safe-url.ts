const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** RFC 3986 §2: visible ASCII. Anything else would have to be rewritten before it can stand in a Location header. */
const URI = /^[\x21-\x7e]+$/;

/** An absolute https URL without credentials or fragment; in the sandbox also http to this machine. */
export const isSafeUrl = (text: string, mode: 'sandbox' | 'production'): boolean => {
  if (!URI.test(text) || text.includes('\\') || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username || url.password || text.includes('#')) return false;
  if (url.protocol === 'https:') return true;
  return mode === 'sandbox' && url.protocol === 'http:' && loopback.has(url.hostname);
};

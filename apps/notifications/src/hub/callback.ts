/** Why an absolute URL cannot be a callback, for the developer who sent it; undefined when it can. */
export const callbackProblem = (callback: string, permits: (url: string) => boolean): string | undefined => {
  // RFC 3986 §2. Line breaks and the like would vanish when it is called, and so would be none of what was checked.
  if (!/^[\x21-\x7e]+$/.test(callback)) return 'The callback has a character that no URI has';
  const { username, password } = new URL(callback);
  if (username || password) return 'The callback carries a user or a password';
  // The contract appends the path of each notification to it.
  if (/[?#]/.test(callback)) return 'The callback has a query or a fragment';
  return permits(callback) ? undefined : 'The callback is not an address that may be called';
};

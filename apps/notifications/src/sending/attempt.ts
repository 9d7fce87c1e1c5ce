/** How one attempt went. */
export type Attempt =
  | { readonly outcome: 'delivered'; readonly status: number; readonly kid: string }
  | {
      readonly outcome: 'failed';
      readonly reason: string;
      readonly status?: number;
      /** The same body would fail again, whenever it is sent. */
      readonly permanent: boolean;
      /** `Retry-After` of the answer. */
      readonly retryAfter: string | null;
    }
  /** The listener says that it is there no more, for good. */
  | { readonly outcome: 'gone' };

/** Answers that may be other next time: credentials, a deployment under way, too much at once. */
const passing = [401, 403, 404, 408, 421, 423, 425, 429];

/**
 * What an answer means. 2xx is delivered (the contract says 204). 410 ends the listener. 404 is tried again, since an
 * endpoint may be away while it is deployed; any other 4xx says that the body itself is not wanted, so it is given up.
 * 3xx is not followed: the callback is what was registered and nothing else.
 */
export const attemptOf = (status: number, kid: string, retryAfter: string | null): Attempt => {
  if (status >= 200 && status < 300) return { outcome: 'delivered', status, kid };
  if (status === 410) return { outcome: 'gone' };
  const permanent = status >= 400 && status < 500 && !passing.includes(status);
  return { outcome: 'failed', reason: reasonOf(status), status, permanent, retryAfter };
};

const reasonOf = (status: number): string => {
  if (status === 401 || status === 403) return 'credentials-refused';
  if (status >= 300 && status < 400) return 'redirected';
  return status >= 500 ? 'listener-failed' : 'listener-refused';
};

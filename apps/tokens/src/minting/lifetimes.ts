/** Access and resource tokens live for five minutes: short enough that losing one costs little. */
export const ACCESS_TOKEN_SECONDS = 300;

/** The earlier of five minutes from now and the end of what the token is for; RFC 3339. */
export const tokenExpiry = (now: Date, end?: string): string => {
  const soon = now.getTime() + ACCESS_TOKEN_SECONDS * 1000;
  return new Date(end === undefined ? soon : Math.min(soon, Date.parse(end))).toISOString();
};

/** RFC 7519 NumericDate. */
export const seconds = (time: Date | string): number => Math.floor(new Date(time).getTime() / 1000);

/** The latest of some RFC 3339 times in UTC. */
export const latest = (times: readonly string[]): string =>
  times.reduce((last, time) => (Date.parse(time) > Date.parse(last) ? time : last));

import { Refused } from '#event-sourcing';

const utf8 = /^utf-?8$/i;

/** The media type of a Content-Type header, lower case, without parameters. */
export const mediaType = (header: string): string => (header.split(';')[0] ?? '').trim().toLowerCase();

/** RFC 9110 §8.4, §15.5.16: no body is unpacked here, so none that is packed is taken. Throws `Refused('unsupported-media-type')`. */
export const refusePacked = (encoding: string | undefined): void => {
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity')
    throw new Refused('unsupported-media-type');
};

/** Throws `Refused('unsupported-media-type')` unless a body is one of the types that the route takes, as UTF-8. */
export const requireMediaType = (header: string | undefined, taken: readonly string[]): void => {
  if (header === undefined) return; // without a type there is no body, or Fastify refuses it
  const charset = /;\s*charset="?([^";\s]+)"?/i.exec(header)?.[1];
  if (taken.includes(mediaType(header)) && (charset === undefined || utf8.test(charset))) return;
  throw new Refused('unsupported-media-type', { taken });
};

import { parseList, parseUrl } from './setting-parsers.js';

/** `intents=https://…,tokens=https://…` as a table. */
export const serviceUrls = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(parseList(text).map(entry));

const entry = (text: string): [string, string] => {
  const [, service, url] = /^([a-z]+)=(.+)$/.exec(text) ?? [];
  if (service === undefined || url === undefined) throw new Error('must be a list of service=URL');
  return [service, parseUrl(url)];
};

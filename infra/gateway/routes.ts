// Where requests from outside go: the longest prefix wins, and what has none is not there. `/internal` never has one.
const routes: Readonly<Record<string, string>> = {
  '/directory': 'directory',
  '/register': 'registration',
  '/token': 'tokens',
  '/introspect': 'tokens',
  '/revoke': 'tokens',
  '/userinfo': 'tokens',
  '/intents': 'intents',
  '/.well-known/openid-configuration': 'authorization',
  '/.well-known/oauth-authorization-server': 'authorization',
  '/.well-known/did.json': 'authorization',
  '/legal-entity-credential': 'authorization',
  '/legal-entity-presentation': 'authorization',
  '/jwks': 'authorization',
  '/authorize': 'authorization',
  '/sign-out': 'authorization',
  '/assets': 'authorization',
  '/.well-known/oauth-protected-resource': 'quotes',
  '/mefApi/sonata/quoteManagement/v8': 'quotes',
  '/mefApi/sonata/quoteManagement/v8/hub': 'notifications',
  '/hub': 'notifications',
  '/audit': 'audit',
  '/openapi': 'intents',
  '/hello-mtls': 'intents',
  '/openapi.json': 'intents',
  '/asyncapi.json': 'intents',
  '/buyer': 'buyer',
};

/** Each service tells what it takes. */
const described: Readonly<Record<string, string>> = Object.fromEntries(
  [...new Set(Object.values(routes))].map((service) => [`/openapi/${service}.json`, service]),
);

const all = { ...routes, ...described };

/** All public prefixes, the longest first. */
export const prefixes: readonly string[] = Object.keys(all).toSorted(
  (one, other) => other.length - one.length,
);

/** The service that a request target (path and query, as received) belongs to; undefined for what is not public. */
export const serviceOf = (target: string): string | undefined => {
  const [path = ''] = target.split('?', 1);
  const prefix = prefixes.find((each) => path === each || path.startsWith(`${each}/`));
  return prefix === undefined ? undefined : all[prefix];
};

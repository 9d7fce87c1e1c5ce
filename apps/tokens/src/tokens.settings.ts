import { defineSettings, parseList } from '#service';

export const tokensSettings = defineSettings('tokens', {
  resourceServers: {
    env: 'ASSENT_TOKENS_RESOURCE_SERVERS',
    doc: 'client_ids of resource servers that may introspect tokens of every client, comma-separated.',
    parse: parseList,
    sandbox: [] as readonly string[],
    production: [] as readonly string[],
  },
});

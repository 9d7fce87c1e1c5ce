import { contracts } from '../kinds.js';
import type { KindContract } from '../contract.js';
import { publicEventSchemas } from '../publication-schemas.js';
import { cloudEventHeaders } from './cloud-event-headers.js';
import { asyncApiSecurity, asyncApiServers } from './servers.js';

const kinds: readonly (readonly [string, KindContract])[] = Object.entries(contracts);

const ref = (path: string): { readonly $ref: string } => ({ $ref: `#/${path}` });

const ownersOf = ({ owner }: KindContract): readonly string[] => [owner].flat();

const services = [...new Set(kinds.flatMap(([, contract]) => ownersOf(contract)))].toSorted();

/** Event types that a service publishes. */
const eventsOf = (service: string): readonly string[] =>
  kinds
    .filter(([, contract]) => ownersOf(contract).includes(service))
    .flatMap(([, { events }]) => Object.keys(events));

/** What services tell each other over Kafka, as an AsyncAPI 3.0 document: a topic each, one message per public event. */
export const asyncApiDocument = (): object => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Assent events',
    version: '1',
    description:
      'Public events of the services of an Assent deployment. At least once, in order for each stream; a repeat is told by `ce_streamversion`.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: 'application/json',
  servers: asyncApiServers,
  channels: Object.fromEntries(services.map((service) => [service, channelOf(service)])),
  operations: Object.fromEntries(services.flatMap(operationsOf)),
  components: {
    messages: Object.fromEntries(kinds.flatMap(([kind, contract]) => messagesOf(kind, contract))),
    schemas: {
      cloudEventHeaders,
      ...Object.fromEntries(kinds.map(([kind, { view }]) => [kind, view])),
    },
    securitySchemes: asyncApiSecurity,
  },
});

const channelOf = (service: string) => ({
  address: `assent.${service}.v1`,
  title: `Events of ${service}`,
  description: 'The first part of the name is ASSENT_KAFKA_PREFIX.',
  messages: Object.fromEntries(eventsOf(service).map((type) => [type, ref(`components/messages/${type}`)])),
  bindings: { kafka: { topic: `assent.${service}.v1`, bindingVersion: '0.5.0' } },
});

const operationsOf = (service: string): readonly (readonly [string, object])[] => {
  const messages = eventsOf(service).map((type) => ref(`channels/${service}/messages/${type}`));
  const channel = ref(`channels/${service}`);
  return [
    [`publish-${service}`, { action: 'send', channel, summary: `What ${service} tells.`, messages }],
    [
      `follow-${service}`,
      { action: 'receive', channel, summary: `What neighbours of ${service} hear.`, messages },
    ],
  ];
};

const schemas = publicEventSchemas(contracts);

const messagesOf = (kind: string, { events }: KindContract): readonly (readonly [string, object])[] =>
  Object.keys(events).map((type) => [
    type,
    {
      name: type,
      title: type,
      contentType: 'application/json',
      headers: ref('components/schemas/cloudEventHeaders'),
      correlationId: { location: '$message.header#/ce_correlationid' },
      payload: payloadOf(kind, type),
      bindings: {
        kafka: { key: { type: 'string', description: 'Id of the stream.' }, bindingVersion: '0.5.0' },
      },
    },
  ]);

// The view is the same for all events of a kind, and stands once.
const payloadOf = (kind: string, type: string): object => {
  const { properties, required, additionalProperties } = schemas[type]!;
  return {
    type: 'object',
    properties: { ...properties, view: ref(`components/schemas/${kind}`) },
    required,
    additionalProperties,
  };
};

import type { Load } from '../client/load.js';
import type { Databases } from './databases.js';
import { type Findings, repeated } from './findings.js';

/** Public events that a Buyer is told of. */
const changes = [
  'IntentAuthorized',
  'IntentRejected',
  'IntentWithdrawn',
  'IntentRevoked',
  'IntentExpired',
  'IntentConsumptionRecorded',
  'QuoteStateChanged',
];

/** Ids of all changes that the listeners of these Buyers have to hear of. */
export const changesOf = async (
  clients: readonly string[],
  databases: Databases,
): Promise<readonly string[]> => {
  const text = `select id from event where type = any($1) and public->'view'->>'clientId' = any($2)`;
  const found = (['intents', 'quotes'] as const).map((service) =>
    databases.rows<{ id: string }>(service, text, [changes, clients]),
  );
  return (await Promise.all(found)).flat().map(({ id }) => id);
};

/** Each change is told at least once under the id of its event, and no change under two ids. */
export const checkNotifications = async (
  { buyers, listener }: Load,
  databases: Databases,
): Promise<Findings & { readonly owed: number; readonly again: number }> => {
  const owed = await changesOf(
    buyers.map(({ client }) => client.clientId),
    databases,
  );
  const heard = listener.events;
  const states = [...heard.values()].flatMap(({ subject, state }) => (state ? [`${subject} ${state}`] : []));
  return {
    owed: owed.length,
    again: listener.heard.length - heard.size,
    lost: owed.filter((id) => !heard.has(id)).map((what) => ({ kind: 'notification', what })),
    doubled: repeated(states).map((what) => ({ kind: 'notification', what })),
  };
};

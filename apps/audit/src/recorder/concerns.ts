import type { Message } from '#messaging';

/** That a stream is part of the story of an intent. */
export interface Concern {
  readonly intent: string;
  readonly stream: string;
}

type View = Readonly<Record<string, unknown>>;

const text = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Intents that a publication names, whatever its kind. */
const intentsOf = (view: View): string[] => [
  ...text(view['intentId']),
  ...list(view['intentIds']).flatMap(text),
  ...list(view['intents']).flatMap((each) => text((each as View | null)?.['intentId'])),
];

/** Which streams belong to the stories of which intents, as far as this message tells. */
export const concernsOf = ({ stream, data: { view } }: Message): Concern[] => {
  const intents = intentsOf(view);
  const own = intents.map((intent) => ({ intent, stream }));
  if (!stream.startsWith('intent-')) return own;
  const clients = text(view['clientId']).map((client) => `client-${client}`);
  return [...own, ...intents.flatMap((intent) => clients.map((client) => ({ intent, stream: client })))];
};

/** The stream that a notification tells of. */
export const subjectOf = ({ stream, data: { view } }: Message): string | null =>
  (stream.startsWith('delivery-') && text(view['subject'])[0]) || null;

import type { Buyer } from '../buyer.js';
import type { ReceivedNotification } from '../walk/walk-state.js';

interface Event {
  readonly eventId: string;
  readonly eventType: string;
  readonly event: { readonly id: string };
}

/** An `Event` of the notification contract. Throws a TypeError when the data is anything else. */
export const readEvent = (data: unknown): Event => {
  const value = data as Partial<Event> | null;
  const good =
    typeof value?.eventId === 'string' &&
    /^[\w.-]{1,100}$/.test(value.eventId) &&
    typeof value.eventType === 'string' &&
    typeof value.event?.id === 'string';
  if (!good) throw new TypeError('not an event');
  return value as Event;
};

const fileOf = (eventId: string): string => `notifications/${eventId}`;

/** Keeps a notification under its `eventId`: sent twice, it is there once. */
export const keepNotification = (
  { folder }: Buyer,
  notification: ReceivedNotification,
): Promise<ReceivedNotification> => folder.readOrMake(fileOf(notification.eventId), async () => notification);

/** What the Seller told of one quote or intent, oldest first. */
export const notificationsOf = async (
  { folder }: Buyer,
  subject: string,
): Promise<readonly ReceivedNotification[]> => {
  const ids = await folder.list('notifications');
  const all = await Promise.all(ids.map((id) => folder.read<ReceivedNotification>(fileOf(id))));
  return all
    .filter((one): one is ReceivedNotification => one?.subject === subject)
    .toSorted((one, other) => one.receivedAt.localeCompare(other.receivedAt));
};

import type { PublicJwk } from '#crypto';
import type { Command, Decider } from '#event-sourcing';

/** A private JWK, encrypted under a data key that the key-encryption key `kek` has wrapped; both base64url. */
export interface SealedPrivateKey {
  readonly sealed: string;
  readonly wrapped: string;
  readonly kek: string;
}

/** A key pair that was made and has not signed yet. */
export interface NewSigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly jwk: PublicJwk;
  readonly privateKey: SealedPrivateKey;
}

/** Makes the first keys, unless there are some already: any number of processes may start at once. */
export interface EstablishSigningKeys extends Command {
  readonly type: 'EstablishSigningKeys';
  readonly service: string;
  readonly keys: readonly NewSigningKey[];
}

/** Puts new keys beside the present ones. */
export interface RotateSigningKeys extends Command {
  readonly type: 'RotateSigningKeys';
  readonly service: string;
  readonly keys: readonly NewSigningKey[];
  /** Seconds from publication to first use. */
  readonly publicationDelay: number;
  /** Seconds: the longest life of anything that was signed. */
  readonly longestTokenLife: number;
}

export type SigningKeysCommand = EstablishSigningKeys | RotateSigningKeys;

export interface SigningKeyPublished extends NewSigningKey {
  readonly type: 'SigningKeyPublished';
  readonly service: string;
  readonly publishedAt: string;
  /** RFC 3339: signs from here on. */
  readonly activeFrom: string;
}

/** A successor is published; the key signs until that is active, and is published until the last thing it signed has expired. */
export interface SigningKeyRetired {
  readonly type: 'SigningKeyRetired';
  readonly kid: string;
  readonly publishedUntil: string;
}

export type SigningKeysEvent = SigningKeyPublished | SigningKeyRetired;

export interface StoredSigningKey extends NewSigningKey {
  readonly publishedAt: string;
  readonly activeFrom: string;
  readonly publishedUntil?: string;
}

export interface SigningKeysState {
  readonly service: string;
  readonly keys: readonly StoredSigningKey[];
}

const later = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

const published = (
  key: NewSigningKey,
  { context, service }: SigningKeysCommand,
  activeFrom: string,
): SigningKeyPublished => ({
  type: 'SigningKeyPublished',
  service,
  ...key,
  publishedAt: context.at,
  activeFrom,
});

const establish = (command: EstablishSigningKeys, state: SigningKeysState): readonly SigningKeysEvent[] =>
  state.keys.length > 0 ? [] : command.keys.map((key) => published(key, command, command.context.at));

const rotate = (command: RotateSigningKeys, state: SigningKeysState): readonly SigningKeysEvent[] => {
  const { context, keys, publicationDelay, longestTokenLife } = command;
  return keys.flatMap((key) => {
    const present = state.keys.filter(({ alg, publishedUntil }) => alg === key.alg && !publishedUntil);
    // Nobody knows the first key of an algorithm from a cache that could be out of date: it is good at once.
    const activeFrom = present.length > 0 ? later(context.at, publicationDelay) : context.at;
    const publishedUntil = later(activeFrom, longestTokenLife);
    return [
      published(key, command, activeFrom),
      ...present.map(({ kid }) => ({ type: 'SigningKeyRetired' as const, kid, publishedUntil })),
    ];
  });
};

const publish = (state: SigningKeysState, event: SigningKeyPublished): SigningKeysState => {
  const { type: _, service, ...key } = event;
  const stillNeeded = ({ publishedUntil }: StoredSigningKey) =>
    !publishedUntil || publishedUntil > event.publishedAt;
  return { service, keys: [...state.keys.filter(stillNeeded), key] };
};

const retire = (state: SigningKeysState, { kid, publishedUntil }: SigningKeyRetired): SigningKeysState => ({
  ...state,
  keys: state.keys.map((key) => (key.kid === kid ? { ...key, publishedUntil } : key)),
});

/** The signing keys of one service: stream `signing-keys-<service>`. */
export const signingKeysDecider: Decider<SigningKeysCommand, SigningKeysEvent, SigningKeysState> = {
  kind: 'signing-keys',
  initial: { service: '', keys: [] },
  decide: (command, state) => {
    switch (command.type) {
      case 'EstablishSigningKeys':
        return establish(command, state);
      case 'RotateSigningKeys':
        return rotate(command, state);
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'SigningKeyPublished':
        return publish(state, event);
      case 'SigningKeyRetired':
        return retire(state, event);
    }
  },
};

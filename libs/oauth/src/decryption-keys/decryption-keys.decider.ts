import type { EncryptionKeyType, PublicJwk } from '#crypto';
import type { Command, Decider } from '#event-sourcing';
import type { SealedPrivateKey } from '../signing-keys/signing-keys.decider.js';

/** A key pair for encryption that was made, and that nobody knows yet. */
export interface NewDecryptionKey {
  readonly kid: string;
  readonly keyType: EncryptionKeyType;
  readonly jwk: PublicJwk;
  readonly privateKey: SealedPrivateKey;
}

/** Makes the first keys, unless there are some already: any number of processes may start at once. */
export interface EstablishDecryptionKeys extends Command {
  readonly type: 'EstablishDecryptionKeys';
  readonly service: string;
  readonly keys: readonly NewDecryptionKey[];
}

/** Lets new keys take the place of the present ones. */
export interface RotateDecryptionKeys extends Command {
  readonly type: 'RotateDecryptionKeys';
  readonly service: string;
  readonly keys: readonly NewDecryptionKey[];
  /** Seconds until the new keys are published: by then every process reads them. */
  readonly publicationDelay: number;
  /** Seconds for which something may still come that was encrypted to a key no longer published. */
  readonly overlap: number;
}

export type DecryptionKeysCommand = EstablishDecryptionKeys | RotateDecryptionKeys;

export interface DecryptionKeyMade extends NewDecryptionKey {
  readonly type: 'DecryptionKeyMade';
  readonly service: string;
  readonly madeAt: string;
  /** RFC 3339: published from here on, in the place of its predecessor. */
  readonly publishedFrom: string;
}

/** A successor is about to be published; what was encrypted to this key is read for a while yet. */
export interface DecryptionKeyReplaced {
  readonly type: 'DecryptionKeyReplaced';
  readonly kid: string;
  readonly decryptsUntil: string;
}

export type DecryptionKeysEvent = DecryptionKeyMade | DecryptionKeyReplaced;

export interface StoredDecryptionKey extends NewDecryptionKey {
  readonly madeAt: string;
  readonly publishedFrom: string;
  readonly decryptsUntil?: string;
}

export interface DecryptionKeysState {
  readonly service: string;
  readonly keys: readonly StoredDecryptionKey[];
}

const later = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

const made = (
  key: NewDecryptionKey,
  { context, service }: DecryptionKeysCommand,
  publishedFrom: string,
): DecryptionKeyMade => ({
  type: 'DecryptionKeyMade',
  service,
  ...key,
  madeAt: context.at,
  publishedFrom,
});

const establish = (
  command: EstablishDecryptionKeys,
  { keys }: DecryptionKeysState,
): readonly DecryptionKeysEvent[] =>
  keys.length > 0 ? [] : command.keys.map((key) => made(key, command, command.context.at));

const rotate = (
  command: RotateDecryptionKeys,
  state: DecryptionKeysState,
): readonly DecryptionKeysEvent[] => {
  const { context, keys, publicationDelay, overlap } = command;
  const publishedFrom = later(context.at, publicationDelay);
  const decryptsUntil = later(publishedFrom, overlap);
  return keys.flatMap((key) => [
    made(key, command, publishedFrom),
    ...state.keys
      .filter((present) => present.keyType === key.keyType && !present.decryptsUntil)
      .map(({ kid }) => ({ type: 'DecryptionKeyReplaced' as const, kid, decryptsUntil })),
  ]);
};

const add = (state: DecryptionKeysState, event: DecryptionKeyMade): DecryptionKeysState => {
  const { type: _, service, ...key } = event;
  const stillNeeded = ({ decryptsUntil }: StoredDecryptionKey) =>
    !decryptsUntil || decryptsUntil > event.madeAt;
  return { service, keys: [...state.keys.filter(stillNeeded), key] };
};

const replace = (
  state: DecryptionKeysState,
  { kid, decryptsUntil }: DecryptionKeyReplaced,
): DecryptionKeysState => ({
  ...state,
  keys: state.keys.map((key) => (key.kid === kid ? { ...key, decryptsUntil } : key)),
});

/** The keys that others encrypt to for one service: stream `decryption-keys-<service>`. */
export const decryptionKeysDecider: Decider<DecryptionKeysCommand, DecryptionKeysEvent, DecryptionKeysState> =
  {
    kind: 'decryption-keys',
    initial: { service: '', keys: [] },
    decide: (command, state) => {
      switch (command.type) {
        case 'EstablishDecryptionKeys':
          return establish(command, state);
        case 'RotateDecryptionKeys':
          return rotate(command, state);
      }
    },
    evolve: (state, event) => {
      switch (event.type) {
        case 'DecryptionKeyMade':
          return add(state, event);
        case 'DecryptionKeyReplaced':
          return replace(state, event);
      }
    },
  };

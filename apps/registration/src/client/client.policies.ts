import type { SuspensionCause } from '#contracts';
import type { ClientEvent, Evidence, PolicyDecision } from './client.events.js';
import type { RegisteredClient } from './client.state.js';

type Named = Pick<SuspensionCause, 'kind' | 'id'>;

const causesOf = ({ suspension }: RegisteredClient): readonly SuspensionCause[] => suspension?.causes ?? [];

/** The cause by which the client is suspended, if it is by this one. */
export const knownCause = (state: RegisteredClient, { kind, id }: Named): SuspensionCause | undefined =>
  causesOf(state).find((cause) => cause.kind === kind && cause.id === id);

/** The certificates that the registration rests on. */
export const certificatesOf = ({ decision }: RegisteredClient): readonly Evidence[] =>
  decision?.evidence.filter(({ kind }) => kind === 'certificate') ?? [];

/** What an update takes the ground from: what the registration does not rest on any more cannot be held against it. */
export const supersededBy = (
  { evidence }: PolicyDecision,
  state: RegisteredClient,
): readonly SuspensionCause[] => {
  const rests = new Set(evidence.map(({ kind, id }) => `${kind} ${id}`));
  return causesOf(state).filter(({ kind, id }) => kind !== 'operator' && !rests.has(`${kind} ${id}`));
};

/** The end of some causes; with the last one the client is reinstated. */
export const endOf = (
  ended: readonly SuspensionCause[],
  state: RegisteredClient,
  at: string,
): readonly ClientEvent[] => {
  const left = causesOf(state).length - ended.length;
  return ended.map((cause, index) =>
    left === 0 && index === ended.length - 1
      ? { type: 'ClientReinstated', cause, reinstatedAt: at }
      : { type: 'SuspensionCauseEnded', cause, endedAt: at },
  );
};

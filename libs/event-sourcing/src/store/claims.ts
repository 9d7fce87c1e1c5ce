import type { Context } from '../decider.js';
import type { Claim } from '../event-store.js';

/** How long a reaction's command is remembered: longer than any message waits for redrive. */
const REMEMBERED_DAYS = 90;

/**
 * The claim that lets a command have its effect once per stream, for commands that a message caused: those are
 * delivered at least once, and carry the same id each time. Commands of people and clients have ids of their own.
 */
export const commandClaim = (context: Context, stream: string): Claim | undefined => {
  if (context.actor.kind !== 'service' || context.causationId === undefined) return undefined;
  const expiresAt = new Date(Date.parse(context.at) + REMEMBERED_DAYS * 86_400_000).toISOString();
  return { scope: 'command', key: `${context.commandId} ${stream}`, expiresAt };
};

/** The same claims, each key once. */
export const withoutRepeats = (claims: readonly Claim[]): readonly Claim[] =>
  claims.length < 2
    ? claims
    : [...new Map(claims.map((claim) => [JSON.stringify([claim.scope, claim.key]), claim])).values()];

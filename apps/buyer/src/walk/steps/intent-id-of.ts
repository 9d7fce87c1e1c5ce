import type { WalkState } from '../walk-state.js';

export const intentIdOf = ({ intent }: WalkState): string => {
  if (intent?.intentId === undefined) throw new Error('stage an intent first');
  return intent.intentId;
};

export { walk, type WalkOptions } from './walk/walk.js';
export type { WalkState } from './walk/walk-state.js';

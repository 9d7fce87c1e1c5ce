export type { Authorization, Protection } from './protected.js';

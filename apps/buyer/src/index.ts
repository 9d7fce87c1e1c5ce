export { BuyerModule } from './buyer.module.js';
export { buyerService } from './buyer.service-definition.js';
export { examples } from './quotes.js';
export { walk, type WalkOptions } from './walk/walk.js';
export type { WalkState } from './walk/walk-state.js';

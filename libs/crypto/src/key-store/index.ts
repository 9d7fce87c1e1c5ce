export type { KeyDescription } from './key-description.js';
export { KeyStore, type KeyOrigin } from './key-store.js';
export type { KeyKind } from './key-kinds.js';
export { keyFileWrapping, type KeyWrapping, localKeyWrapping, type WrappedKey } from './key-wrapping.js';
export { OpenKey } from './open-key.js';

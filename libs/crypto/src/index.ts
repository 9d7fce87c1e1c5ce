export { canonicalJson } from './canonical-json.js';
export { sha256, sha256Base64url, halfHash } from './hash.js';
export { opaqueId, uuid } from './random.js';

/** Expiry of claims that are never given up: a legal entity identifier, a name, a key. */
export const forEver = '9999-12-31T23:59:59.999Z';

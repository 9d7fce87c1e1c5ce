import { randomBytes, randomUUID } from 'node:crypto';

/** An unguessable id: 128 random bits by default, base64url. */
export const opaqueId = (bytes = 16): string => randomBytes(bytes).toString('base64url');

export const uuid = (): string => randomUUID();

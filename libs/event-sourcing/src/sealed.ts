/** What stands in the place of personal data whose key was deleted. */
export const ERASED = { $erased: true } as const;

/** Whether a field was erased (see `assent erase`). */
export const isErased = (value: unknown): value is typeof ERASED =>
  typeof value === 'object' && value !== null && '$erased' in value;

/** Personal data as it is stored: base64url of iv, ciphertext and tag (AES-256-GCM, the stream id as additional data). */
export interface Sealed {
  readonly $sealed: string;
}

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && '$sealed' in value && typeof value.$sealed === 'string';

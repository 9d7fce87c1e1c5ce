/** What stands in the place of personal data whose key was deleted. */
export const ERASED = { $erased: true } as const;

/** Whether a field was erased (see `assent erase`). */
export const isErased = (value: unknown): value is typeof ERASED =>
  typeof value === 'object' && value !== null && '$erased' in value;

import type { Actor } from '#event-sourcing';

/** Whoever has write access; the directory knows no persons. */
export const operator: Actor = { kind: 'operator', id: 'directory' };

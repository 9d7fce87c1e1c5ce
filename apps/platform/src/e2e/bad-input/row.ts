import type { World } from '../world.js';

/** One hostile or broken request. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | URLSearchParams;
}

/** The form an error body must have. */
export type ErrorFormat = 'oauth' | 'mef' | 'mef-list' | 'problem' | 'page' | 'redirect' | 'introspection';

/** A row of the table: what is sent, and exactly what must come back. Nothing may be written. */
export interface Row {
  readonly title: string;
  readonly request: (world: World) => HostileRequest | Promise<HostileRequest>;
  readonly status: number;
  readonly code: string;
  readonly format: ErrorFormat;
}

export const json = (value: unknown): string => JSON.stringify(value);

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** Bytes that are JSON but for one broken UTF-8 sequence. */
export const brokenUtf8 = (): Uint8Array<ArrayBuffer> =>
  Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);

/** An object without one of its members. */
export const omit = <T extends object>(from: T, name: string): Partial<T> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key !== name)) as Partial<T>;

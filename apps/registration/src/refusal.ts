/** A request that is not good (RFC 7591 §3.2.2). */
export const refusal = (code: string, message: string) => ({ status: 400, code, message });

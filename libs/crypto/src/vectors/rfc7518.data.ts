/** RFC 7518 appendix C: Bob's key. */
export const bob = {
  kty: 'EC',
  crv: 'P-256',
  x: 'weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ',
  y: 'e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck',
  d: 'VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw',
};

/** The header, with Alice's ephemeral key. */
export const header = {
  alg: 'ECDH-ES',
  enc: 'A128GCM',
  apu: 'QWxpY2U',
  apv: 'Qm9i',
  epk: {
    kty: 'EC',
    crv: 'P-256',
    x: 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0',
    y: 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps',
  },
};

/** The content encryption key that comes of it. */
export const derived = 'VqqN6vgjbSBcIijNcacQGg';

/** Where the API lives (MEF 115: `/mefApi/sonata/quoteManagement/v8`); with the issuer in front, the audience of resource tokens. */
export const quotesPath = '/mefApi/sonata/quoteManagement/v8';

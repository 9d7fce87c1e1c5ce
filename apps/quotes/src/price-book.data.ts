/** What a product costs; amounts in euro cents, before tax. */
export interface ProductPrice {
  readonly name: string;
  /** Once, when it is installed. */
  readonly setup: number;
  /** Once, when an existing one is changed. */
  readonly change: number;
  /** Every month. */
  readonly monthly: number;
  /** Every month, for each begun Mbit/s. */
  readonly monthlyPerMegabit: number;
  /** Business days until it works. */
  readonly installationDays: number;
}

/** Prices by the product part of a product specification's URN (`urn:mef:lso:spec:<api>:<product>:<version>:…`). */
export const products: Readonly<Record<string, ProductPrice>> = {
  'epl-evc': {
    name: 'Ethernet Private Line',
    setup: 45_000,
    change: 15_000,
    monthly: 18_000,
    monthlyPerMegabit: 120,
    installationDays: 20,
  },
  'carrier-ethernet-subscriber-uni': {
    name: 'Subscriber UNI',
    setup: 60_000,
    change: 20_000,
    monthly: 9_500,
    monthlyPerMegabit: 0,
    installationDays: 30,
  },
  'basic-internet-access': {
    name: 'Basic Internet Access',
    setup: 25_000,
    change: 9_000,
    monthly: 4_900,
    monthlyPerMegabit: 85,
    installationDays: 15,
  },
  'access-eline-ovc': {
    name: 'Access E-Line',
    setup: 40_000,
    change: 15_000,
    monthly: 14_000,
    monthlyPerMegabit: 95,
    installationDays: 20,
  },
  'carrier-ethernet-enni': {
    name: 'ENNI',
    setup: 120_000,
    change: 40_000,
    monthly: 38_000,
    monthlyPerMegabit: 0,
    installationDays: 45,
  },
};

/** Per cent off the monthly price, by the shortest commitment that earns it. */
export const termDiscounts: readonly { readonly months: number; readonly percent: number }[] = [
  { months: 36, percent: 20 },
  { months: 24, percent: 15 },
  { months: 12, percent: 10 },
];

/** What it costs to disconnect a product, whichever it is. */
export const termination = { fee: 15_000, days: 10 } as const;

export const CURRENCY = 'EUR';

import { createHash } from 'node:crypto';
import { organisation } from '../buyer.js';
import { html, Markup } from './html.js';
import { style } from './style.js';

/** A page of the Buyer, ready to be sent. */
export interface BuyerPage {
  readonly markup: string;
  readonly contentSecurityPolicy: string;
}

export interface PageParts {
  readonly title: string;
  readonly body: Markup;
  /** Origin of the Seller: where forms may lead, through a redirect. */
  readonly seller?: string;
  /** Loads the page again after so many seconds. */
  readonly refreshSeconds?: number;
}

const styleHash = createHash('sha256').update(style).digest('base64');

/** The one layout: no scripts, one style sheet, allowed by its hash. */
export const layout = ({ title, body, seller, refreshSeconds }: PageParts): BuyerPage => ({
  contentSecurityPolicy: [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    'img-src data:',
    `form-action 'self'${seller === undefined ? '' : ` ${seller}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  markup: html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
        <title>${title} · ${organisation.legalName}</title>
        <link rel="icon" href="data:," />
        ${new Markup(`<style>${style}</style>`)}
      </head>
      <body>
        <header>
          <div>
            <span class="mark" aria-hidden="true"></span><a href="/buyer">Quote desk</a>
            <span class="who">${organisation.legalName}</span>
          </div>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
        <footer>
          <p>Sample Buyer: software of ${organisation.legalName}, a company that does not exist.</p>
        </footer>
      </body>
    </html>`.text,
});

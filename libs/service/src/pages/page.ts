import { createHash } from 'node:crypto';
import { html, Html } from './html.js';
import { stylesheetPath } from './stylesheet.js';

export interface PageParts {
  readonly title: string;
  readonly body: Html;
  /** Who runs the page, shown in the header; `Assent` unless given. */
  readonly brand?: string;
  /** `wide` for tables and timelines; a reading column otherwise. */
  readonly width?: 'narrow' | 'wide';
  /** Origins that a form of this page may end at, through redirects too (CSP form-action); `self` is always one. */
  readonly formAction?: readonly string[];
  /** Loads the page again after so many seconds: live status without scripts. */
  readonly refreshSeconds?: number;
  /** A constant script of ours (never with input in it), allowed by its hash: only for `response_mode=form_post`. */
  readonly script?: string;
  readonly status?: number;
}

/** A whole page: returned from a controller, it is sent as HTML under its own content security policy. */
export class Page {
  constructor(
    readonly html: string,
    readonly contentSecurityPolicy: string,
    readonly status?: number,
  ) {}
}

/** The layout of every page: one header, one column, one stylesheet, no scripts, nothing from elsewhere. */
export const page = (parts: PageParts): Page => new Page(layout(parts), policy(parts), parts.status);

const layout = ({
  title,
  body,
  brand = 'Assent',
  width = 'narrow',
  refreshSeconds,
  script,
}: PageParts): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        ${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
        <title>${title} · ${brand}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${stylesheetPath}" />
      </head>
      <body class="${width}">
        <a class="skip" href="#main">Skip to content</a>
        <header class="site">
          <div class="inner">
            <span class="mark" aria-hidden="true"></span><span class="brand">${brand}</span>
          </div>
        </header>
        <main id="main" tabindex="-1">
          <h1>${title}</h1>
          ${body}
        </main>
        <footer class="site">
          <div class="inner">Consent for LSO APIs, by the MEF 128 security profile</div>
        </footer>
        ${script !== undefined && new Html(`<script>${script}</script>`)}
      </body>
    </html>`.toString();

const policy = ({ formAction = [], script }: PageParts): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action ${["'self'", ...formAction].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(script === undefined
      ? []
      : [`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`]),
  ].join('; ');

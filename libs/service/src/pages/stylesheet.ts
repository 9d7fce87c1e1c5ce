import { sha256Base64url } from '#crypto';
import { base } from './stylesheet/base.js';
import { components } from './stylesheet/components.js';
import { layout } from './stylesheet/layout.js';
import { tokens } from './stylesheet/tokens.js';

/** The one stylesheet of all pages; the classes are listed in this folder's files. */
export const stylesheet = [tokens, base, layout, components].join('\n');

export const stylesheetPath = `/assets/assent-${sha256Base64url(stylesheet).slice(0, 12)}.css`;

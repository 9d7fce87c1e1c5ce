import type { PublicClient } from '#contracts';
import { html, type Html } from '#service';

/** Who asks: the organisation with its LEI, and the software it uses. */
export const asker = ({ organisation, software }: PublicClient): Html =>
  html`<div class="asker">
    <span class="initial" aria-hidden="true">${initial(organisation.name)}</span>
    <div>
      <p class="who">${organisation.name}</p>
      <p class="muted small">Legal entity identifier (LEI) <code>${organisation.lei}</code></p>
      <p class="muted small">
        Uses ${software.name}${software.version && html`, version ${software.version}`}
      </p>
    </div>
  </div>`;

const initial = (name: string): string => Array.from(name.trim())[0]?.toLocaleUpperCase('en') ?? '?';

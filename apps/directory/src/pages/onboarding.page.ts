import { html, type Html, page, type Page } from '#service';
import type { OnboardingWish } from '../onboarding/onboard-buyer.js';
import { trail } from './parts.js';

/** Asks what the Buyer is to be called; everything is proposed, so that one click is enough. */
export const onboardingPage = (wish: OnboardingWish, needsToken: boolean): Page =>
  page({
    title: 'Become a sandbox Buyer',
    brand: 'Assent directory',
    body: html`
      ${trail(['/directory', 'Trust framework'])}
      <p class="lead">
        One click enrols an organisation and its software, has three keys certified and a statement issued,
        and downloads all of it: ready to register with the Seller.
      </p>
      ${form(wish, needsToken)}
      <p class="notice warn">
        The private keys are made for this download and kept nowhere else. Treat the file as you treat keys.
      </p>
      ${contents}
    `,
  });

const form = ({ legalName, softwareName, redirectUri }: OnboardingWish, needsToken: boolean): Html => html`
  <form method="post" action="/directory/onboarding" class="card">
    <div class="field">
      <label for="legal-name">Legal name</label>
      <input
        id="legal-name"
        name="legal_name"
        required
        maxlength="64"
        value="${legalName}"
        autocomplete="organization"
      />
    </div>
    <div class="field">
      <label for="software-name">Name of the software</label>
      <input
        id="software-name"
        name="software_name"
        required
        maxlength="100"
        value="${softwareName}"
        autocomplete="off"
      />
    </div>
    ${redirectField(redirectUri)} ${needsToken && tokenField}
    <p class="actions"><button>Make the Buyer and download its credentials</button></p>
  </form>
`;

const redirectField = (redirectUri: string): Html =>
  html`<div class="field">
    <label for="redirect-uri">Where answers go</label>
    <p class="hint" id="redirect-hint">
      The address of your application that people come back to (redirect_uri).
    </p>
    <input
      id="redirect-uri"
      name="redirect_uri"
      type="url"
      required
      maxlength="2000"
      value="${redirectUri}"
      aria-describedby="redirect-hint"
      autocomplete="off"
    />
  </div>`;

const tokenField = html`<div class="field">
  <label for="token">Token of the directory</label>
  <input id="token" name="token" type="password" required autocomplete="off" />
</div>`;

const contents = html`<section class="card">
  <h2>What is in it</h2>
  <ul>
    <li>
      C1, Sig1 and Enc2: private keys (PKCS #8) and certificates, each with the authority that issued it
    </li>
    <li>the software statement, and the anchors that vouch for the other side</li>
    <li>
      <code>start.mjs</code>, which registers with the Seller and gets a token, with Node.js and nothing else:
      <pre><code>tar xzf assent-buyer-*.tar.gz
cd assent-buyer-*/
node start.mjs</code></pre>
    </li>
  </ul>
</section>`;

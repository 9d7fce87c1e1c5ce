import type { Page } from 'playwright-core';
import type { flow } from '#testing';

/** Asks for a quote at the sample Buyer; ends in front of the Seller's page. */
export const requestQuote = async (
  page: Page,
  origin: string,
  choice: { readonly example: string } | { readonly json: string },
): Promise<void> => {
  await page.goto(`${origin}/buyer`);
  if ('json' in choice) {
    await page.getByText('Or paste a request of your own').click();
    await page.getByLabel('as JSON').fill(choice.json);
  } else await page.getByLabel(choice.example).check();
  await page.getByRole('button', { name: 'Continue to the Seller' }).click();
  await page.waitForURL(/\/authorize/);
};

export const signIn = async (page: Page, { username, password, totp }: flow.Person): Promise<void> => {
  await page.getByLabel('Sign-in name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Code from your authenticator app').fill(totp());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Review this request' }).waitFor();
};

/** Decides on the consent page. */
export const decide = async (page: Page, decision: 'Approve' | 'Decline'): Promise<void> => {
  await page.getByRole('radio', { name: new RegExp(`^${decision}`) }).check();
  await page.getByRole('button', { name: 'Confirm my decision' }).click();
  await page.getByRole('heading', { level: 1, name: 'Back to the application' }).waitFor();
};

/** Without scripts, the answer goes back to the Buyer when the person says so. */
export const goBack = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Continue/ }).click();
  await page.waitForURL(/\/buyer\/requests\//);
};

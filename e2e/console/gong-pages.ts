import type { Page } from 'playwright-core';

/** The pages of Gong (the simulator's), as somebody who signs in there sees them. */
export const decideAtGong = async (page: Page, decision: 'Allow' | 'Deny', as: RegExp = /technical administrator/) => {
  await page.getByRole('heading', { name: 'Allow access?' }).waitFor();
  const people = page.getByLabel('Sign in as');
  const names = await people.locator('option').allTextContents();
  const person = names.find((name) => as.test(name));
  if (person === undefined) throw new Error(`Nobody at Gong is ${as.source}`);
  await people.selectOption({ label: person });
  await page.getByRole('button', { name: decision }).click();
};

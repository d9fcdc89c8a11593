/** Opens what is folded on a page, so that all of it can be seen. */
export const unfold = (page) =>
  page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));

/** Which of the page's three themes is on: as styles/tokens.css decides it. */

export type ThemeName = "light" | "dark" | "sun";

const CONTRAST = "(prefers-contrast: more)";
const DARK = "(prefers-color-scheme: dark)";

export function currentTheme(): ThemeName {
  const isSun = document.documentElement.dataset["theme"] === "sun";
  if (isSun || matchMedia(CONTRAST).matches) return "sun";
  return matchMedia(DARK).matches ? "dark" : "light";
}

/** Calls at every change of the theme, until the returned function is called. */
export function watchTheme(onChange: (theme: ThemeName) => void): () => void {
  let last = currentTheme();
  const look = (): void => {
    const theme = currentTheme();
    if (theme !== last) onChange(theme);
    last = theme;
  };
  const queries = [CONTRAST, DARK].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", look);
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", look);
  };
}

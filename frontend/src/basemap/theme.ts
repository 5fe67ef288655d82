/** Which of the three themes is on: for public pages as styles/tokens.css decides it. */

export type ThemeName = "light" | "dark" | "sun";

const CONTRAST = "(prefers-contrast: more)";
const DARK = "(prefers-color-scheme: dark)";

function currentTheme(): ThemeName {
  const isSun = document.documentElement.dataset["theme"] === "sun";
  if (isSun || matchMedia(CONTRAST).matches) return "sun";
  return matchMedia(DARK).matches ? "dark" : "light";
}

/** Where a page's theme is told: by its root's attribute, and what the system wants. */
export interface ThemeSource {
  readonly attribute: string;
  current(): ThemeName;
}

export const pageTheme: ThemeSource = {
  attribute: "data-theme",
  current: currentTheme,
};

/** Calls at every change of the theme, until the returned function is called. */
export function watchTheme(
  { attribute, current }: ThemeSource,
  onChange: (theme: ThemeName) => void,
): () => void {
  let last = current();
  const look = (): void => {
    const theme = current();
    if (theme !== last) onChange(theme);
    last = theme;
  };
  const queries = [CONTRAST, DARK].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", look);
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { attributeFilter: [attribute] });
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", look);
  };
}

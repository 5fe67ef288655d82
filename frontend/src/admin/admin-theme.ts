/** Which theme Wagtail's admin is in, for the city's map. */
import type { ThemeSource } from "../basemap/theme";

export const adminTheme: ThemeSource = {
  attribute: "class",
  current: () => {
    const { classList } = document.documentElement;
    const isSystem = classList.contains("w-theme-system");
    const isDark =
      classList.contains("w-theme-dark") ||
      (isSystem && matchMedia("(prefers-color-scheme: dark)").matches);
    return isDark ? "dark" : "light";
  },
};

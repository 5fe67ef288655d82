/** Black on white for full sun, or the theme of the phone again. */
export function toggleSun(button: HTMLElement): void {
  const { dataset } = document.documentElement;
  const isSun = dataset.theme !== "sun";
  if (isSun) dataset.theme = "sun";
  else delete dataset.theme;
  button.setAttribute("aria-pressed", String(isSun));
}

/** Puts the parts of the walk into the page: they came with its words. */
export function placeParts(page: Document, main: HTMLElement): void {
  const part = (name: string): DocumentFragment =>
    (page.querySelector(`template[data-part="${name}"]`) as HTMLTemplateElement)
      .content;
  main.querySelector("[data-sheet]")?.prepend(part("dock"));
  main.append(part("walk-bar"), part("tools"));
  const title = main.querySelector("[data-walk-title]");
  if (title) title.textContent = walkTitle(main);
}

/** The trail's own title, on its page and on those of its stops. */
export function walkTitle(main: HTMLElement): string {
  return main.querySelector("h1")?.textContent?.trim() ?? "";
}

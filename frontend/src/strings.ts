import { fill } from "./formatting";

/** The sentences of the page, written by the templates for the translators. */
export type Say = (key: string, words?: Record<string, string | number>) => string;

/** Reads a template such as `#trail-strings`. An unknown key is said as itself. */
export function readStrings(page: Document, from = "#trail-strings"): Say {
  const sentences = new Map<string, string>();
  const template = page.querySelector<HTMLTemplateElement>(from);
  for (const element of template?.content.querySelectorAll<HTMLElement>("[data-key]") ??
    []) {
    sentences.set(element.dataset["key"] ?? "", element.textContent?.trim() ?? "");
  }
  return (key, words = {}) => fill(sentences.get(key) ?? key, words);
}

import { fill } from "../formatting";

/** The sentences of the page, written by the templates for the translators. */
export type Say = (key: string, words?: Record<string, string | number>) => string;

/** Reads `<template id="trail-strings">`. An unknown key is said as itself. */
export function readStrings(page: Document): Say {
  const sentences = new Map<string, string>();
  const template = page.querySelector<HTMLTemplateElement>("#trail-strings");
  for (const element of template?.content.querySelectorAll<HTMLElement>("[data-key]") ??
    []) {
    sentences.set(element.dataset["key"] ?? "", element.textContent?.trim() ?? "");
  }
  return (key, words = {}) => fill(sentences.get(key) ?? key, words);
}

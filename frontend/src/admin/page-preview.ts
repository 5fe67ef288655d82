/** Wagtail's preview of the page that a form edits. */

/** Where the page is shown as the form has it, or why it is not. */
export type Preview =
  | { readonly address: string }
  | { readonly refusal: "invalid" | "unanswered" };

/** Hands the form to Wagtail, unsaved as it is. */
export async function previewOf(form: HTMLFormElement): Promise<Preview> {
  const address = previewAddress();
  if (!address) return { refusal: "unanswered" };
  try {
    const answer = await fetch(address, { method: "POST", body: new FormData(form) });
    if (!answer.ok) return { refusal: "unanswered" };
    const { is_valid } = (await answer.json()) as { is_valid: boolean };
    if (address !== previewAddress()) return previewOf(form);
    return is_valid ? { address } : { refusal: "invalid" };
  } catch {
    return { refusal: "unanswered" };
  }
}

/** Told by Wagtail's side panel; another one once a new page is saved by itself. */
function previewAddress(): string {
  const panel = document.querySelector<HTMLElement>("[data-w-preview-url-value]");
  return panel?.dataset["wPreviewUrlValue"] ?? "";
}

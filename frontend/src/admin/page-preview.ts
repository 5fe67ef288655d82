/** Wagtail's preview of the page that a form edits. */

/** Where the page is shown as the form has it, or why it is not. */
export type Preview =
  | { readonly address: string }
  | { readonly refusal: "invalid" | "unanswered" };

/** Hands the form to Wagtail, unsaved as it is. */
export async function previewOf(form: HTMLFormElement): Promise<Preview> {
  // Told by the side panel; another one once a new page is saved for the first time.
  const panel = document.querySelector<HTMLElement>("[data-w-preview-url-value]");
  const address = panel?.dataset["wPreviewUrlValue"];
  if (!address) return { refusal: "unanswered" };
  try {
    const answer = await fetch(address, { method: "POST", body: new FormData(form) });
    if (!answer.ok) return { refusal: "unanswered" };
    const { is_valid } = (await answer.json()) as { is_valid: boolean };
    return is_valid ? { address } : { refusal: "invalid" };
  } catch {
    return { refusal: "unanswered" };
  }
}

/** Follows the stories while they are written; changes nothing. */
import { NO_STORY, storiesIn, type WrittenStory } from "./story-fields";

export class StoryLengths {
  private readonly aborting = new AbortController();
  private readonly observer: MutationObserver;
  private stories: ReadonlyMap<string, WrittenStory>;
  private known: string;
  private pending = 0;

  /**
   * Tells `changed` whenever a story of a formset has other words or recordings.
   *
   * Draftail, choosers and the bin of a block write into hidden fields and tell nobody.
   * But the value of a hidden field is its attribute, so it can be observed; quotes are
   * typed into plain fields, which do tell.
   */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly formset: string,
    private readonly changed: () => void,
  ) {
    this.stories = this.read();
    this.known = JSON.stringify([...this.stories]);
    const later = (): void => this.readLater();
    this.observer = new MutationObserver((records) => {
      if (records.some(isOfFields)) later();
    });
    const { list } = this;
    if (list) {
      this.observer.observe(list, {
        childList: true,
        subtree: true,
        attributes: true,
        attributeFilter: ["value"],
      });
    }
    const { signal } = this.aborting;
    list?.addEventListener("input", later, { signal });
    list?.addEventListener("change", later, { signal });
  }

  /** The story of a stop, by the prefix of its fields. */
  of(prefix: string): WrittenStory {
    return this.stories.get(prefix) ?? NO_STORY;
  }

  stop(): void {
    this.aborting.abort();
    this.observer.disconnect();
    cancelAnimationFrame(this.pending);
  }

  private get list(): HTMLElement | null {
    return this.form.querySelector<HTMLElement>(`#id_${this.formset}-FORMS`);
  }

  /** Once for all changes of a moment. */
  private readLater(): void {
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => {
      const stories = this.read();
      const all = JSON.stringify([...stories]);
      if (all === this.known) return;
      this.known = all;
      this.stories = stories;
      this.changed();
    });
  }

  private read(): Map<string, WrittenStory> {
    const fields = this.list?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input[name*="-story-"], textarea[name*="-story-"]',
    );
    return storiesIn(
      [...(fields ?? [])].map(({ name, value }) => [name, value] as const),
    );
  }
}

/** What Draftail draws at each key is not a change of the form. */
function isOfFields({ type, target }: MutationRecord): boolean {
  if (type === "attributes") return true;
  return target instanceof Element && !target.closest(".Draftail-Editor__wrapper");
}

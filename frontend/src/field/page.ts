/** What the page of the field notebook runs; its worker keeps the page for the street. */
import { readStrings } from "../strings";
import { toggleSun } from "../trail/sun";
import { FieldBook, type Limits } from "./book";
import { SiteCarrier } from "./carrier";
import { find, write } from "./parts";
import { FieldStore } from "./store";

const root = document.documentElement.dataset["root"] ?? "";
const place = find(document, "book");
const say = readStrings(document, "#field-words");
const limits = JSON.parse(place.dataset["limits"] ?? "{}") as Limits;

const sun = find(document, "sun");
sun.addEventListener("click", () => toggleSun(sun));

/** Tells whether the notebook opens from now on where there is no network. */
async function keepPage(): Promise<void> {
  const state = find(place, "page-state");
  try {
    await navigator.serviceWorker.register(`${root}worker.js`, { scope: root });
    await navigator.serviceWorker.ready;
    write(state, say("page-kept"));
  } catch {
    const isKept = navigator.serviceWorker?.controller;
    write(state, say(isKept ? "page-kept" : "page-not-kept"));
  }
}

FieldStore.open().then(
  async (store) => {
    await new FieldBook(place, store, new SiteCarrier(root), say, limits).open();
    place.dataset["open"] = "";
  },
  () => write(find(place, "told"), say("keeps-nothing")),
);
void keepPage();

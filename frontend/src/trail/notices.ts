/**
 * The trail's notices, refreshed alone as it is opened and as the network comes back.
 * Without a network the list that the service worker kept is shown, with its age.
 */
import { KEPT_AT } from "../pack/kept-list";
import { readStrings } from "../strings";
import type { Followed } from "./follow-notices";
import { ago, closesStop, holdingAt, isOnMap, type Notice } from "./notice-list";

const LOOK_MS = 15_000; // to the minute by the phone's clock

const band = document.querySelector<HTMLElement>("[data-notices]");
const { lang } = document.documentElement;
let list: readonly Notice[] | null = null;
/** When the list was kept; 0 for one that has just come. */
let keptAt = 0;
let shown = "";
let holding: readonly Notice[] = [];
let followed: Followed | null = null;

/** A walk goes by them from now on. */
export function follow(walk: Followed): void {
  followed = walk;
  if (list) showOnMap(list);
}

/** What closes something, or leads round it, changes the map and the walk as well. */
function showOnMap(all: readonly Notice[]): void {
  if (!all.some(isOnMap)) return;
  import("./closures").then(
    ({ showClosures }) => showClosures(holding, followed),
    () => undefined, // the words are there
  );
}

async function refresh(): Promise<void> {
  const answer = await fetch("notices.json", { cache: "no-cache" });
  if (!answer.ok) return;
  ({ notices: list } = (await answer.json()) as { notices: readonly Notice[] });
  keptAt = Number(answer.headers.get(KEPT_AT));
  show();
}

/** Puts what holds now into the page, where it is not there already. */
function show(): void {
  if (!list || !band) return;
  const now = Date.now();
  holding = holdingAt(list, now);
  const age = keptAt ? ago(now - keptAt, lang) : "";
  const key = JSON.stringify([holding, age]);
  if (key === shown) return;
  shown = key;
  showOnMap(list);
  for (const old of document.querySelectorAll("[data-notice]")) old.remove();
  for (const stop of document.querySelectorAll<HTMLElement>("[data-stop]")) {
    const here = holding.filter(({ codes }) =>
      codes.includes(stop.dataset["stop"] ?? ""),
    );
    stop.toggleAttribute("data-closed", here.some(closesStop));
    const told = here.map((each) => card(each, each.about === "leg"));
    stop.querySelector("[data-story]")?.before(...told);
  }
  band.append(...holding.map((each) => card(each, true)));
  if (age) {
    const words = readStrings(document)("notices-age", { age });
    const line = make("p", "notices__age", words);
    line.dataset["notice"] = "";
    band.append(line);
  }
}

/** As the server writes it: `tours/includes/notice.html`. */
function card(notice: Notice, namesIt: boolean): HTMLElement {
  const element = make("div", `notice notice--${notice.severity}`);
  element.dataset["notice"] = "";
  const words = make("p");
  const text = make("span", "", notice.text);
  text.lang = notice.language;
  if (namesIt && notice.concerns)
    words.append(make("b", "", `${notice.concerns}.`), " ");
  words.append(text);
  element.append(make("p", "notice__head", notice.headline), words);
  return element;
}

function make(name: string, className = "", text = ""): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

// What the page was made with stays until a list has come.
const look = (): void => void refresh().catch(() => undefined);
// A preview, and a stop's own page, have no list.
if (band && !document.querySelector("[data-preview]")) {
  addEventListener("online", look);
  setInterval(show, LOOK_MS);
  look();
}

/**
 * What a trail's page and a stop's page run at once, in the place of what the other
 * pages run: as little as can be, in one file. The walk itself comes at the first
 * touch.
 */

import { SiteMenu } from "./chrome/site-menu";
import { released } from "./trail/pointer";
import type { Walk } from "./trail/walk";

customElements.define("site-menu", SiteMenu);

const main = document.querySelector<HTMLElement>("main.trail");
const audio = new Audio();
audio.preload = "none";
let walk: Walk | null = null;
let loading: Promise<Walk> | null = null;

function load(): Promise<Walk> {
  loading ??= Promise.all([import("./trail/walk"), loadWords()]).then(([module]) => {
    walk ??= new module.Walk(main as HTMLElement, audio, released);
    return walk;
  });
  loading.catch(() => {
    loading = null; // the next touch tries again
  });
  return loading;
}

/** Puts what the walk says into the page: `tours/walk_words.html`. */
async function loadWords(): Promise<void> {
  if (document.querySelector("#trail-strings")) return;
  const answer = await fetch(main?.dataset["walkWords"] ?? "");
  if (!answer.ok) throw new Error(`words: ${answer.status}`);
  const words = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.body.append(...words.querySelectorAll("template"));
}

/** A stop's own page may ask a question: it becomes a card that answers. */
async function askQuestion(): Promise<void> {
  const [cards] = await Promise.all([import("./question/stop-question"), loadWords()]);
  cards.enhanceQuestions(document);
}

/** Acts now when the walk is there, else as soon as it has come. */
function withWalk(act: (walk: Walk) => void, orElse?: () => void): void {
  if (walk) act(walk);
  else load().then(act, orElse);
}

function listen(link: HTMLAnchorElement): void {
  const recording = link.closest<HTMLElement>("[data-recording]");
  if (!recording) return;
  if (walk) {
    walk.listen(recording);
    return;
  }
  // The sound starts within the tap: phones refuse it later.
  audio.src = link.href;
  audio.play().catch(() => undefined); // the player says what went wrong
  withWalk(
    (ready) => ready.listen(recording, true),
    () => location.assign(link.href),
  );
}

function isPlain(event: MouseEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/** One ear for every tap: what was pressed, and what it asks for. */
function onClick(event: MouseEvent): void {
  const target = event.target as Element;
  const pressed = target.closest<HTMLElement>(
    "[data-listen], [data-start], [data-locate], [data-pin], .map__surface",
  );
  if (!pressed || !isPlain(event)) return;
  const { pin } = pressed.dataset;
  if (pressed.matches("[data-listen]")) {
    event.preventDefault();
    listen(pressed as HTMLAnchorElement);
  } else if (pressed.matches("[data-locate]")) {
    withWalk((ready) => ready.openPosition());
  } else if (pressed.matches("[data-start]")) {
    event.preventDefault();
    const goThere = (): void => location.assign((pressed as HTMLAnchorElement).href);
    withWalk((ready) => ready.begin(), goThere);
  } else if (pin !== undefined) {
    event.preventDefault();
    withWalk((ready) => ready.openStop(pin));
  } else if (!target.closest(".leaflet-container")) {
    withWalk((ready) => ready.tapMap());
  }
}

/** What has become a button answers to the space bar as well. */
function onKey(event: KeyboardEvent): void {
  const link = (event.target as Element).closest<HTMLElement>("[data-listen]");
  if (event.key !== " " || !link) return;
  event.preventDefault();
  link.click();
}

/** The map is being touched: its moving self may come. */
function onTouch(): void {
  withWalk((ready) => void ready.showMap());
}

function start(page: HTMLElement): void {
  for (const link of page.querySelectorAll("[data-listen]")) {
    link.setAttribute("role", "button");
  }
  const locate = page.querySelector<HTMLElement>("[data-locate]");
  if (locate && "geolocation" in navigator) locate.hidden = false;
  page.addEventListener("click", onClick);
  page.addEventListener("keydown", onKey);
  const map = page.querySelector(".map__surface");
  for (const name of ["pointerdown", "focusin", "mouseenter"]) {
    map?.addEventListener(name, onTouch, { once: true, passive: true });
  }
  // Without it the plain question can be read, and its answer unfolded.
  if (page.querySelector("stop-question")) askQuestion().catch(() => undefined);
  const from = /^#walk-(\w+)$/.exec(location.hash)?.[1];
  if (from) withWalk((ready) => ready.begin(from));
}

if (main) start(main);

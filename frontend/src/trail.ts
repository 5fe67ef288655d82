/**
 * What a trail's page and a stop's page run at once, in the place of what the other
 * pages run: as little as can be, in one file. The walk itself comes at the first
 * touch.
 */

import { SiteMenu } from "./chrome/site-menu";
import { momentKey, readMoment } from "./journey/kept-moment";
import type { KeepPanel } from "./pack/keep-panel";
import { bellWav, silenceWav, soundAddress } from "./player/bell";
import { TellingChoice } from "./tellings/telling-choice";
import { released } from "./trail/pointer";
import type { Walk } from "./trail/walk";

customElements.define("site-menu", SiteMenu);

const main = document.querySelector<HTMLElement>("main.trail");
const audio = new Audio();
const bell = new Audio();
audio.preload = bell.preload = "none";
const tellings = main && TellingChoice.of(main);
let walk: Walk | null = null;
let loading: Promise<Walk> | null = null;

const key = momentKey(location.pathname);
const kept = readMoment(shelved(), Date.now());

function shelved(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // the phone keeps nothing for this page
  }
}

function load(): Promise<Walk> {
  loading ??= Promise.all([import("./trail/walk"), loadWords()]).then(([module]) => {
    walk ??= new module.Walk(main as HTMLElement, {
      audio,
      bell,
      silence: (seconds) => soundAddress(silenceWav(seconds)),
      released,
      kept,
      key,
      tellings,
    });
    return walk;
  });
  loading.catch(() => {
    loading = null; // the next touch tries again
  });
  return loading;
}

/** Puts what the walk says and shows into the page: `tours/walk_words.html`. */
async function loadWords(): Promise<void> {
  if (document.querySelector("#trail-strings")) return;
  const answer = await fetch(main?.dataset["walkWords"] ?? "");
  if (!answer.ok) throw new Error(`words: ${answer.status}`);
  const words = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const drawing of words.querySelectorAll("symbol"))
    if (document.getElementById(drawing.id)) drawing.remove();
  document.body.append(...words.querySelectorAll("template, body > [hidden]"));
}

/** A stop's own page may ask a question: it becomes a card that answers. */
async function askQuestion(): Promise<void> {
  const [cards] = await Promise.all([import("./question/stop-question"), loadWords()]);
  cards.enhanceQuestions(document);
}

let keeping: Promise<KeepPanel> | null = null;

/** The panel that keeps the walk on the phone; it comes at the first touch. */
function loadKeeping(key: HTMLElement): Promise<KeepPanel> {
  keeping ??= Promise.all([import("./pack/keep-panel"), loadWords()]).then(
    ([module]) => new module.KeepPanel(key),
  );
  keeping.catch(() => {
    keeping = null;
  });
  return keeping;
}

/** Without it the notices stay as the page was made with them. */
function watchNotices(): void {
  import("./trail/notices").catch(() => undefined);
}

/** A kept walk is looked after as it is opened, without a word where all is well. */
function offerKeeping(key: HTMLElement): void {
  key.hidden = false;
  key.addEventListener("click", () => {
    loadKeeping(key).then(
      (panel) => panel.open(),
      () => undefined,
    );
  });
  if (!navigator.serviceWorker.controller) return;
  loadKeeping(key).then(
    (panel) => {
      watchNotices(); // their age is said in the words that have come
      void panel.look();
    },
    () => undefined,
  );
}

/** Acts now when the walk is there, else as soon as it has come, or else in its place. */
function withWalk(act: (walk: Walk) => void, orElse = (): void => undefined): void {
  if (walk) act(walk);
  else load().then(act, orElse);
}

/** Sounds within the tap: phones let an element that has sounded sound again later. */
function sound(element: HTMLAudioElement, address: string): void {
  element.src = address;
  element.play().catch(() => undefined); // the player says what went wrong
}

function listen(link: HTMLAnchorElement): void {
  const recording = link.closest<HTMLElement>("[data-recording]");
  if (!recording) return;
  if (walk) {
    walk.listen(recording);
    return;
  }
  sound(audio, link.href);
  withWalk(
    (ready) => ready.listen(recording, true),
    () => location.assign(link.href),
  );
}

/** Hears a recording from one of its moments on. */
function hearFrom(mark: HTMLElement, moment: number): void {
  const recording = mark.closest<HTMLElement>("[data-recording]");
  const link = recording?.querySelector<HTMLAnchorElement>("[data-listen]");
  if (!recording || !link) return;
  if (!walk) sound(audio, link.href);
  withWalk(
    (ready) => ready.listen(recording, true, moment),
    () => location.assign(`${link.href}#t=${moment}`),
  );
}

/** Where the walk was left; nothing where the page has another telling to play now. */
function keptStory(): string | null {
  const played = main?.querySelectorAll<HTMLAnchorElement>("[data-main] [data-listen]");
  const isPlayed = [...(played ?? [])].some(({ href }) => href === kept?.address);
  return isPlayed ? (kept?.address ?? null) : null;
}

/** The walk begins, or goes on: the bell, and what is told first. */
function begin(link: HTMLAnchorElement): void {
  const goThere = (): void => location.assign(link.href);
  if (!walk?.hasBegun && main?.dataset["preview"] === undefined) {
    const first = main?.querySelector<HTMLAnchorElement>("[data-introduction] a");
    sound(bell, soundAddress(bellWav()));
    const told = kept ? keptStory() : first?.href;
    sound(audio, told ?? soundAddress(silenceWav(1)));
  }
  withWalk((ready) => ready.begin(), goThere);
}

function isPlain(event: MouseEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/** One ear for every tap: what was pressed, and what it asks for. */
function onClick(event: MouseEvent): void {
  const target = event.target as Element;
  const pressed = target.closest<HTMLElement>(
    "[data-listen], [data-moment], [data-start], [data-locate], [data-pin], .map__surface",
  );
  if (!pressed || !isPlain(event)) return;
  const { pin, moment } = pressed.dataset;
  if (pressed.matches("[data-listen]")) {
    event.preventDefault();
    listen(pressed as HTMLAnchorElement);
  } else if (moment !== undefined) {
    if (getSelection()?.isCollapsed === false) return; // words are being marked
    event.preventDefault();
    hearFrom(pressed, Number(moment));
  } else if (pressed.matches("[data-locate]")) {
    withWalk((ready) => ready.openPosition());
  } else if (pressed.matches("[data-start]")) {
    event.preventDefault();
    begin(pressed as HTMLAnchorElement);
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

/** A page kept on the phone may hold works whose rights have ended since. */
function letGo(page: HTMLElement): void {
  for (const work of page.querySelectorAll<HTMLElement>("[data-until]")) {
    if (Date.parse(`${work.dataset["until"]}`) <= Date.now()) work.remove();
  }
}

function start(page: HTMLElement): void {
  letGo(page);
  for (const link of page.querySelectorAll("[data-listen]")) {
    link.setAttribute("role", "button");
  }
  const locate = page.querySelector<HTMLElement>("[data-locate]");
  if (locate && "geolocation" in navigator) locate.hidden = false;
  const keep = page.querySelector<HTMLElement>("[data-keep]");
  const mayKeep = "serviceWorker" in navigator && "caches" in window;
  if (keep && mayKeep) offerKeeping(keep);
  const begins = page.querySelector<HTMLElement>("[data-start]");
  if (begins && kept?.words) {
    begins.dataset["anew"] = begins.textContent ?? "";
    begins.textContent = kept.words;
  }
  page.addEventListener("click", onClick);
  page.addEventListener("keydown", onKey);
  const map = page.querySelector(".map__surface");
  for (const name of ["pointerdown", "focusin", "mouseenter"]) {
    map?.addEventListener(name, onTouch, { once: true, passive: true });
  }
  // Without it the two pictures stand one under the other.
  if (page.querySelector("then-and-now"))
    import("./trail/then-and-now").catch(() => undefined);
  // Without it the plain question can be read, and its answer unfolded.
  if (page.querySelector("stop-question")) askQuestion().catch(() => undefined);
  if (page.querySelector("[data-notices] > *")) watchNotices();
  const from = /^#walk-(\w+)$/.exec(location.hash)?.[1];
  if (from) withWalk((ready) => ready.begin(from));
}

if (main) start(main);

/**
 * What notices change on the map and in the walk: closed legs and stops, detours. Comes
 * only where one does. Built apart, so that the walk does not wait for what both share.
 */
import type * as Leaflet from "leaflet";
import type { Point } from "../geo";
import { type Change, lineOf, OwnTrack } from "../journey/changed-track";
import type { Journey } from "../journey/journey";
import { readPackage } from "../journey/trail-package";
import { WayWatch } from "../journey/way-watch";
import type { Pins, TrailMap } from "../map/trail-map";
import type { Followed } from "./follow-notices";
import { closesStop, type Notice } from "./notice-list";
import { vibrate } from "./vibration";

const LOOK_MS = 1000;
const AGAIN_MS = 15_000;

let holding: readonly Notice[] = [];
let followed: Followed | null = null;
let track: Promise<OwnTrack | null> | null = null;
let watch: WayWatch | null = null;
let led: Journey | null = null;
let failedAt = 0;

/** Which map shows them, and which of them. */
let shown: { map: TrailMap; of: readonly Notice[] } | null = null;
let layer: Leaflet.LayerGroup | null = null;

/** These hold from now on: the drawing, the map and the walk go by them. */
export function showClosures(now: readonly Notice[], walk: Followed | null): void {
  holding = now;
  followed = walk;
  const stale = [...document.querySelectorAll<SVGElement>("[data-way]")].filter(
    (way) => !now.some(({ id }) => id === way.dataset["way"]),
  );
  for (const way of stale) way.remove();
  for (const pin of document.querySelectorAll<SVGElement>(".drawing [data-pin]"))
    pin.classList.toggle("pin--closed", isClosed(pin, pin.dataset["pin"] ?? ""));
  void look();
}

setInterval(() => void look(), LOOK_MS);

async function look(): Promise<void> {
  if (!followed) return;
  const now = holding;
  const map = await followed.stage.map;
  const changes = now.some(({ about, detour }) => detour || about === "leg");
  const own = changes || watch ? await readTrack() : null;
  if (now !== holding) return; // another look has begun
  if (map && (shown?.map !== map || shown.of !== now)) {
    map.draw((L, on, pins) => draw(L, on, pins, own));
    if (own || !changes) shown = { map, of: now };
  }
  if (own) lead(own, followed);
}

/** The trail's track and its legs, from its package; tried again after a while. */
function readTrack(): Promise<OwnTrack | null> {
  if (Date.now() - failedAt < AGAIN_MS) return Promise.resolve(null);
  track ??= fetch("package.json")
    .then(async (answer) => {
      const written = await answer.json();
      const { trail } = readPackage(written);
      const legs = written.track.legs.map(({ line }: { line: [number, number][] }) =>
        line.map(([longitude, latitude]) => ({ latitude, longitude })),
      );
      return new OwnTrack(trail, legs);
    })
    .catch(() => {
      failedAt = Date.now();
      track = null;
      return null;
    });
  return track;
}

/** The walk goes round what is closed, and says so once as it comes near. */
function lead(own: OwnTrack, { guide, cards }: Followed): void {
  const { journey } = guide;
  if (!journey || !guide.isUnderWay) return;
  watch ??= new WayWatch(own);
  if (journey !== led) watch.beginAnew();
  const { alongM, here } = journey;
  const hasReached = (code: string): boolean => guide.hasReached(code);
  const turn = watch.take(holding, { alongM, here, hasReached });
  guide.goesOwnWay = turn.goesOwnWay;
  if (turn.goesOwnWay && guide.track === "off") guide.onTrack("on");
  if (turn.trail) guide.reroute(turn.trail);
  led = guide.journey;
  for (const change of turn.told) tell(change, cards);
}

function tell({ notice, detour }: Change, cards: Followed["cards"]): void {
  const { concerns, headline, text } = notice;
  const about = concerns ? `${concerns}. ${headline}` : headline;
  vibrate("waiting");
  cards.show(detour ? "detour" : "way-closed", { words: { about, text } });
}

/** Whether a stop is closed, which the name of its pin says as well. */
function isClosed(pin: Element, code: string): boolean {
  const closing = holding.find((each) => closesStop(each) && each.codes.includes(code));
  const title = document.querySelector<HTMLElement>(`[data-stop="${CSS.escape(code)}"]`)
    ?.dataset["title"];
  const label = pin.getAttribute("aria-label") ?? "";
  const end = label.indexOf(title ?? label) + (title ?? label).length;
  const more = closing ? ` – ${closing.headline}` : "";
  pin.setAttribute("aria-label", `${label.slice(0, end)}${more}`);
  return closing !== undefined;
}

function draw(
  L: typeof Leaflet,
  map: Leaflet.Map,
  pins: Pins,
  own: OwnTrack | null,
): void {
  layer?.remove();
  const group = L.layerGroup().addTo(map);
  layer = group;
  const line = (points: readonly Point[], className: string): void => {
    const style = { interactive: false, smoothFactor: 0.5, className };
    L.polyline(points.map(at), style).addTo(group);
  };
  for (const leg of own?.closedLegs(holding) ?? []) {
    line(leg, "map__closed");
    const middle = leg[Math.floor(leg.length / 2)];
    const icon = L.divIcon({ className: "map-sign", iconSize: undefined });
    const sign = { icon, interactive: false, keyboard: false };
    if (middle) L.marker(at(middle), sign).addTo(group);
  }
  for (const detour of holding.flatMap(lineOf)) {
    line(detour, "map__casing");
    line(detour, "map__detour");
  }
  for (const [code, pin] of pins) {
    const element = pin.getElement();
    const face = element?.querySelector(".map-pin__disc");
    if (element) face?.classList.toggle("is-closed", isClosed(element, code));
  }
}

const at = ({ latitude, longitude }: Point): [number, number] => [latitude, longitude];

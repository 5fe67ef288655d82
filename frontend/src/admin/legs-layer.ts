/** Legs on the map: drawn by kind, dragged to pass elsewhere, squares where they do. */
import type { Point } from "../geo";
import { make } from "./controls";
import { flatMarker } from "./flat-marker";
import { alongLine } from "./leg-plan";
import { latLng, movedByKey, pointOf } from "./pins";
import type { Leg } from "./track";

const DRAG_FROM_PX = 4;

export interface LegActions {
  choose(leg: number): void;
  /** A leg was pulled, at a place along its line, to pass through a point. */
  addVia(leg: number, along: number, via: Point): void;
  moveVia(leg: number, number: number, via: Point, afterMs: number): void;
  removeVia(leg: number, number: number): void;
  /** The accessible name of a via, counted from 0. */
  nameOfVia(leg: number, number: number): string;
}

/** What the layer draws; `vias` may be ahead of the leg's line while it is asked for. */
export interface ShownLeg {
  readonly leg: Leg;
  readonly vias: readonly Point[];
  readonly isChosen: boolean;
  /** Drawn by the line's own layer, with its points. */
  readonly isEdited: boolean;
}

export class LegsLayer {
  /** What is drawn of each leg: a leg that stays as it was is not drawn again. */
  private readonly pieces: L.LayerGroup[] = [];
  private readonly viaOf = new Map<string, L.Marker>();
  private drawn: readonly ShownLeg[] = [];
  private dragEnd = 0;

  constructor(
    private readonly map: L.Map,
    private readonly actions: LegActions,
  ) {
    const pane = map.createPane("legs");
    pane.style.zIndex = "390"; // under the line being edited, which is at 400
  }

  /** Whether a drag has just ended: the click that comes with it means nothing. */
  get hasJustDragged(): boolean {
    return performance.now() - this.dragEnd < 300;
  }

  draw(legs: readonly ShownLeg[]): void {
    const isSame =
      legs.length === this.drawn.length &&
      legs.every((leg, i) => isAlike(leg, this.drawn[i]));
    if (isSame) return;
    const focused = [...this.viaOf].find(
      ([, via]) => via.getElement() === document.activeElement,
    );
    for (const [i, leg] of legs.entries()) {
      if (!isAlike(leg, this.drawn[i])) this.drawLeg(i, leg);
    }
    for (let i = legs.length; i < this.drawn.length; i += 1) this.drawLeg(i, null);
    this.drawn = legs;
    this.pieces[legs.findIndex(({ isChosen }) => isChosen)]?.eachLayer((layer) => {
      if (layer instanceof L.Polyline) layer.bringToFront();
    });
    if (focused) this.focusKey(focused[0]);
  }

  /** Gives the focus to a via's square. */
  focusVia(leg: number, number: number): void {
    this.focusKey(`${leg}-${number}`);
  }

  private focusKey(key: string): void {
    this.viaOf.get(key)?.getElement()?.focus({ preventScroll: true });
  }

  /** One leg with its squares, in place of what was drawn of it; null for none. */
  private drawLeg(number: number, shown: ShownLeg | null): void {
    this.pieces[number]?.remove();
    const old = this.drawn[number]?.vias.length ?? 0;
    for (let via = 0; via < old; via += 1) this.viaOf.delete(`${number}-${via}`);
    if (!shown) {
      delete this.pieces[number];
      return;
    }
    const piece = L.layerGroup().addTo(this.map);
    this.pieces[number] = piece;
    if (!shown.isEdited) this.addLine(piece, number, shown);
    for (const [n, via] of shown.vias.entries()) this.addVia(piece, number, n, via);
  }

  private addLine(
    piece: L.LayerGroup,
    number: number,
    { leg, isChosen }: ShownLeg,
  ): void {
    const points = leg.line.map(latLng);
    const shared = { pane: "legs", lineCap: "round", lineJoin: "round" } as const;
    const kind = leg.reason === null ? "" : " map-field__leg--straight";
    const chosen = isChosen ? " map-field__leg--chosen" : "";
    for (const part of ["casing", "leg"]) {
      L.polyline(points, {
        ...shared,
        interactive: false,
        className: `map-field__${part}${kind.replace("leg--", `${part}--`)}${chosen.replace("leg--", `${part}--`)}`,
      }).addTo(piece);
    }
    const hit = L.polyline(points, {
      ...shared,
      className: "map-field__hit",
      weight: 18,
      opacity: 0,
      bubblingMouseEvents: false,
    }).addTo(piece);
    hit.on("click", () => {
      if (!this.hasJustDragged) this.actions.choose(number);
    });
    if (leg.by !== "street") return;
    const element = hit.getElement() as SVGElement | undefined;
    element?.classList.add("map-field__hit--street");
    element?.addEventListener("pointerdown", (event) => this.pull(event, number, leg));
  }

  /** A leg is pulled: a square follows the pointer until it is let go. */
  private pull(event: PointerEvent, number: number, leg: Leg): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const { map } = this;
    const at = (from: PointerEvent) => map.mouseEventToLatLng(from);
    const along = alongLine(leg.line, pointOf(at(event)));
    const [start, end] = [leg.line[0], leg.line.at(-1)];
    if (!start || !end) return;
    const ending = new AbortController();
    const { signal } = ending;
    let preview: L.LayerGroup | null = null;
    map.dragging.disable();
    L.DomUtil.disableTextSelection();
    const moved = (move: PointerEvent): void => {
      const far = Math.hypot(
        move.clientX - event.clientX,
        move.clientY - event.clientY,
      );
      if (!preview && far < DRAG_FROM_PX) return;
      preview?.remove();
      preview = this.preview([latLng(start), at(move), latLng(end)]);
    };
    const over = (last: PointerEvent | null): void => {
      ending.abort();
      map.dragging.enable();
      L.DomUtil.enableTextSelection();
      if (!preview) return;
      preview.remove();
      this.dragEnd = performance.now();
      if (last) this.actions.addVia(number, along, pointOf(at(last).wrap()));
    };
    window.addEventListener("pointermove", moved, { signal });
    window.addEventListener("pointerup", (up) => over(up), { signal });
    window.addEventListener("pointercancel", () => over(null), { signal });
  }

  private preview(points: L.LatLngExpression[]): L.LayerGroup {
    const [, middle] = points;
    const line = L.polyline(points, {
      interactive: false,
      className: "map-field__pull",
    });
    const group = L.layerGroup([line]).addTo(this.map);
    if (middle) {
      flatMarker(middle, { interactive: false, keyboard: false, icon: square() }).addTo(
        group,
      );
    }
    return group;
  }

  private addVia(piece: L.LayerGroup, leg: number, number: number, via: Point): void {
    const marker = flatMarker(latLng(via), {
      draggable: true,
      autoPan: true,
      zIndexOffset: 700,
      bubblingMouseEvents: false,
      icon: square(),
    }).addTo(piece);
    this.viaOf.set(`${leg}-${number}`, marker);
    marker.on("dragend", () => {
      this.dragEnd = performance.now();
      this.actions.moveVia(leg, number, pointOf(marker.getLatLng()), 0);
    });
    marker.on("click", () => this.actions.choose(leg));
    marker.on("dblclick", () => this.actions.removeVia(leg, number));
    const element = marker.getElement();
    element?.setAttribute("aria-label", this.actions.nameOfVia(leg, number));
    element?.addEventListener("keydown", (event) => {
      const to = movedByKey(event, pointOf(marker.getLatLng()));
      const isRemoval = event.key === "Delete" || event.key === "Backspace";
      if (!to && !isRemoval) return;
      event.preventDefault();
      event.stopPropagation(); // or the map would move too
      if (to) this.actions.moveVia(leg, number, to, 400);
      else this.actions.removeVia(leg, number);
    });
  }
}

function square(): L.DivIcon {
  const html = make("span", "map-field__via");
  const className = "map-field__handle map-field__handle--via";
  return L.divIcon({ className, html, iconSize: [24, 24] });
}

function isAlike(a: ShownLeg, b: ShownLeg | undefined): boolean {
  return (
    b !== undefined &&
    a.leg === b.leg &&
    a.isChosen === b.isChosen &&
    a.isEdited === b.isEdited &&
    (a.vias === b.vias || JSON.stringify(a.vias) === JSON.stringify(b.vias))
  );
}

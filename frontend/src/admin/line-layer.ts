/** The line on the map: its points as handles to drag, its segments to split. */
import type { Point } from "../geo";
import { make } from "./controls";
import { flatMarker } from "./flat-marker";
import { handles, insideOf, midpoint, spaced } from "./line";
import type { LineEditor } from "./line-editor";
import { boxOf } from "./paper-map";
import { latLng, movedByKey, pointOf } from "./pins";

const HANDLES_SHOWN = 300;
const APART_PX = 16;
const SPLIT_FROM_PX = 44;

/** What the layer asks for; each is one step that can be undone. */
export interface LineActions {
  move(number: number, point: Point): void;
  insert(at: number, point: Point): void;
  remove(number: number): void;
  choose(number: number): void;
  /** The accessible name of a point, counted from 0. */
  nameOf(number: number): string;
}

export class LineLayer {
  private readonly casing: L.Polyline;
  private readonly line: L.Polyline;
  private readonly grips: L.LayerGroup;
  private readonly splits: L.LayerGroup;
  private readonly gripOf = new Map<number, L.Marker>();
  /** True while some points are without a handle, for want of room. */
  isCrowded = false;

  constructor(
    private readonly map: L.Map,
    private readonly editor: LineEditor,
    private readonly actions: LineActions,
  ) {
    const style = { interactive: false, lineCap: "round", lineJoin: "round" } as const;
    this.casing = L.polyline([], { ...style, className: "map-field__casing" }).addTo(
      map,
    );
    this.line = L.polyline([], { ...style, className: "map-field__line" }).addTo(map);
    this.splits = L.layerGroup().addTo(map);
    this.grips = L.layerGroup().addTo(map);
    map.on("moveend", () => this.drawHandles());
  }

  /** Everything as the editor has it; the focus stays on the chosen point. */
  draw(): void {
    const points = this.editor.line.map(latLng);
    this.casing.setLatLngs(points);
    this.line.setLatLngs(points);
    this.drawHandles();
  }

  /** Gives the focus to the chosen point's handle, bringing it into view. */
  focusChosen(): void {
    const { chosen, chosenVertex } = this.editor;
    if (chosen === null || !chosenVertex) return;
    this.map.panInside(latLng(chosenVertex), { padding: [40, 40], animate: false });
    this.gripOf.get(chosen)?.getElement()?.focus({ preventScroll: true });
  }

  private drawHandles(): void {
    const { line, chosen } = this.editor;
    const hadFocus = [...this.gripOf.values()].some(
      (grip) => grip.getElement() === document.activeElement,
    );
    const inView = insideOf(line, boxOf(this.map), chosen);
    const shown = this.shownHandles(inView);
    this.grips.clearLayers();
    this.splits.clearLayers();
    this.gripOf.clear();
    this.isCrowded = shown.length < inView.length;
    const movable = shown.filter((number) => !this.editor.isPinned(number));
    const tabStop = movable.find((number) => number === chosen) ?? movable[0];
    for (const number of movable) this.addGrip(number, number === tabStop);
    for (const number of shown) {
      if (shown.includes(number + 1)) this.addSplit(number);
    }
    if (hadFocus && chosen !== null) {
      this.gripOf.get(chosen)?.getElement()?.focus({ preventScroll: true });
    }
  }

  /** Numbers of the points in view that have room for a handle. */
  private shownHandles(inView: number[]): number[] {
    const { line, chosen } = this.editor;
    const inside = handles(line, inView, HANDLES_SHOWN, chosen);
    const positions = inside.flatMap((number) => {
      const vertex = line[number];
      return vertex ? [this.map.latLngToContainerPoint(latLng(vertex))] : [];
    });
    const always = chosen === null ? -1 : inside.indexOf(chosen);
    return spaced(positions, APART_PX, always).flatMap((i) => inside[i] ?? []);
  }

  private addGrip(number: number, isTabStop: boolean): void {
    const vertex = this.editor.line[number];
    if (!vertex) return;
    const grip = make("span", "map-field__grip");
    grip.classList.toggle("map-field__grip--chosen", number === this.editor.chosen);
    grip.classList.toggle("map-field__grip--start", number === 0);
    const marker = this.addMarker(vertex, grip, true).addTo(this.grips);
    if (number === this.editor.chosen) marker.setZIndexOffset(1000);
    this.gripOf.set(number, marker);
    marker.on("drag", () => this.stretch(number, marker.getLatLng()));
    marker.on("dragend", () => this.actions.move(number, pointOf(marker.getLatLng())));
    marker.on("click", () => this.actions.choose(number));
    const element = marker.getElement();
    element?.setAttribute("aria-label", this.actions.nameOf(number));
    if (number === this.editor.chosen) element?.setAttribute("aria-pressed", "true");
    if (!isTabStop) element?.setAttribute("tabindex", "-1");
    element?.addEventListener("keydown", (event) => this.press(event, number));
  }

  /** The ghost of a point in the middle of a segment long enough to hold it. */
  private addSplit(number: number): void {
    const [from, to] = [this.editor.line[number], this.editor.line[number + 1]];
    if (!from || !to) return;
    const [a, b] = [from, to].map((each) =>
      this.map.latLngToContainerPoint(latLng(each)),
    );
    if (!a || !b || a.distanceTo(b) < SPLIT_FROM_PX) return;
    const marker = this.addMarker(
      midpoint(from, to),
      make("span", "map-field__split"),
      false,
    ).addTo(this.splits);
    const insert = (): void =>
      this.actions.insert(number + 1, pointOf(marker.getLatLng()));
    marker.on("drag", () => this.stretch(number, marker.getLatLng(), true));
    marker.on("dragend", insert);
    marker.on("click", insert);
  }

  private addMarker(point: Point, html: HTMLElement, keyboard: boolean): L.Marker {
    return flatMarker(latLng(point), {
      draggable: true,
      autoPan: true,
      keyboard,
      zIndexOffset: keyboard ? 500 : 0,
      icon: L.divIcon({ className: "map-field__handle", html, iconSize: [28, 28] }),
    });
  }

  /** The line while a point is dragged: nothing is kept before it is let go. */
  private stretch(number: number, to: L.LatLng, isNew = false): void {
    const points: L.LatLngExpression[] = this.editor.line.map(latLng);
    points.splice(isNew ? number + 1 : number, isNew ? 0 : 1, to);
    this.casing.setLatLngs(points);
    this.line.setLatLngs(points);
  }

  private press(event: KeyboardEvent, number: number): void {
    const vertex = this.editor.line[number];
    const to = vertex && movedByKey(event, vertex);
    const steps: Readonly<Record<string, () => void>> = {
      Delete: () => this.actions.remove(number),
      Backspace: () => this.actions.remove(number),
      PageDown: () => this.actions.choose(number + 1),
      PageUp: () => this.actions.choose(number - 1),
      Home: () => this.actions.choose(0),
      End: () => this.actions.choose(this.editor.line.length - 1),
      Enter: () => this.actions.choose(number),
      " ": () => this.actions.choose(number),
    };
    const act = to ? () => this.actions.move(number, to) : steps[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation(); // or the map would move too
    act();
  }
}

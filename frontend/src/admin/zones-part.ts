/** Where stories start by themselves: circles on the map, and what is wrong with them. */
import type { ComposerPart, Say, Trail } from "./composer-part";
import { stopPoint } from "./form-stop";
import type { StreetService } from "./street-service";
import { wholeLine } from "./track";
import { type Marks, NO_MARKS } from "./trigger-grades";
import { nameOfZone, ZoneWarnings } from "./zone-warnings";
import { DEFAULT_RADIUS_M, type Zone, type ZoneWarning, zoneWarnings } from "./zones";
import { ZonesLayer } from "./zones-layer";

const RECKON_PAUSE_MS = 120;
const STREETS_PAUSE_MS = 600;

export interface ZoneActions {
  /** Writes the radius of a stop into the form. */
  setRadius(prefix: string, metres: number): void;
  /** Brings a stop into sight on the map. */
  showStop(prefix: string): void;
}

export class Zones implements ComposerPart {
  readonly element: HTMLElement;
  private readonly list: ZoneWarnings;
  private layer: ZonesLayer | null = null;
  private trail: Trail | null = null;
  private asking = new AbortController();
  private pause: ReturnType<typeof setTimeout> | undefined;
  private warnings: readonly ZoneWarning[] = [];
  private reckoning: ReturnType<typeof setTimeout> | undefined;
  private marks = NO_MARKS;

  constructor(
    private readonly say: Say,
    private readonly actions: ZoneActions,
    private readonly streets: StreetService,
  ) {
    this.list = new ZoneWarnings(say, (prefix) => {
      this.layer?.choose(prefix);
      actions.showStop(prefix);
    });
    this.element = this.list.element;
  }

  open(map: L.Map): void {
    const { say } = this;
    this.layer = new ZonesLayer(map, {
      setRadius: (prefix, metres) => this.actions.setRadius(prefix, metres),
      nameOf: (zone) => say("zone_handle", { stop: nameOfZone(say, zone) }),
      valueOf: (metres) => say("zone_metres", { metres }),
      labelOf: (metres) => say("zone_label", { metres }),
    });
    this.draw();
    this.askLater();
  }

  /** The handle of the chosen stop is always there to be taken. */
  choose(prefix: string | null): void {
    this.layer?.choose(prefix);
  }

  /** Tells on the zones how often their stories start on time. */
  mark(marks: Marks): void {
    this.marks = marks;
    this.drawZones();
  }

  /** Draws again when stops or track are others than before. */
  show(trail: Trail): void {
    const { trail: was } = this;
    if (was?.stops === trail.stops && was.track === trail.track) return;
    this.trail = trail;
    this.draw();
    this.askLater();
  }

  stop(): void {
    clearTimeout(this.reckoning);
    this.asking.abort();
    clearTimeout(this.pause);
    this.layer?.stop();
    this.layer = null;
  }

  private get zones(): Zone[] {
    return (this.trail?.stops ?? []).flatMap((stop) => {
      const point = stopPoint(stop);
      if (!point) return [];
      const { prefix, number, bearing } = stop;
      const title = stop.title || stop.placePoint?.name || "";
      const radiusM = stop.radiusM ?? DEFAULT_RADIUS_M;
      return [{ prefix, number, title, point, radiusM, bearing }];
    });
  }

  /** Circles follow at once; what is wrong is reckoned when the hand is at rest. */
  private draw(): void {
    this.drawZones();
    clearTimeout(this.reckoning);
    this.reckoning = setTimeout(() => this.reckon(), RECKON_PAUSE_MS);
  }

  private reckon(): void {
    const { trail, zones } = this;
    if (!trail) return;
    this.warnings = zoneWarnings(
      zones,
      wholeLine(trail.track),
      ({ point }) => this.streets.known(point) ?? [],
    );
    this.list.draw(this.warnings);
    this.drawZones();
  }

  private drawZones(): void {
    const { warnings } = this;
    this.layer?.draw(
      this.zones,
      (zone) => warnings.some((warning) => concerns(warning, zone)),
      warnings.flatMap(({ streets }) => streets),
      this.marks,
    );
  }

  /** Streets matter once there is a track on a map that is seen. */
  private askLater(): void {
    clearTimeout(this.pause);
    if (!this.layer || !this.trail?.track.legs.length) return;
    this.pause = setTimeout(() => void this.askStreets(), STREETS_PAUSE_MS);
  }

  private async askStreets(): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const points = this.zones.map(({ point }) => point);
    const isNews = await this.streets.ask(points, signal);
    if (isNews && !signal.aborted) this.draw();
  }
}

function concerns({ zone, other }: ZoneWarning, each: Zone): boolean {
  return zone.prefix === each.prefix || other?.prefix === each.prefix;
}

/** Which parts the composer is made of, where each stands, and what it may ask for. */
import { checkService } from "./check-service";
import type { ComposerPart, Say } from "./composer-part";
import { DeskWalkPart } from "./desk-walk-part";
import { LineImport } from "./line-import";
import type { MapStage } from "./map-stage";
import { placeService } from "./place-service";
import { Rhythm } from "./rhythm-part";
import { StopAdder } from "./stop-adder";
import { StopDialog } from "./stop-dialog";
import type { StopRows } from "./stop-rows";
import { StopsPart } from "./stops-part";
import { streetService } from "./street-service";
import type { Track } from "./track";
import { TriggerCheckPart } from "./trigger-check-part";
import { contentLanguage } from "./wagtail";
import { Zones } from "./zones-part";

/** Where the composer asks the site. */
export interface Addresses {
  readonly legs: string;
  readonly near: string;
  readonly places: string;
  readonly streets: string;
  readonly recordings: string;
  /** Keeps what the bench found, tells it again; and the bench's own script. */
  readonly check: string;
  readonly knownCheck: string;
  readonly bench: string;
}

/** By what the stories are judged. */
export interface Bench {
  /** The fingerprint of the bench's script: figures are kept with it. */
  readonly version: string;
  /** How many stories in 100 the city wants on time; null where it does not say. */
  readonly threshold: number | null;
}

export interface PartsHost {
  readonly form: HTMLFormElement;
  /** Name of the formset of stops. */
  readonly formset: string;
  readonly rows: StopRows;
  readonly stage: MapStage;
  readonly addresses: Addresses;
  readonly bench: Bench;
  /** Django's, against forgery. */
  readonly token: string;
  readonly say: Say;
  readonly language: string;
  chooseLeg(leg: number): void;
  replaceTrack(track: Track): void;
}

export interface Parts {
  readonly all: readonly ComposerPart[];
  readonly stops: StopsPart;
  readonly adder: StopAdder;
}

/** Makes the parts and puts them around the map, in the order in which they are read. */
export function makeParts(host: PartsHost, legs: HTMLElement): Parts {
  const { form, rows, stage, addresses, bench, token, say, language } = host;
  const zones = new Zones(
    say,
    {
      setRadius: (prefix, metres) => rows.set(prefix, "radius", String(metres)),
      showStop: (prefix) => stops.lookAt(prefix),
    },
    streetService(addresses.streets, token),
  );
  const stops = new StopsPart(say, language, rows, (prefix) => zones.choose(prefix));
  const lineImport = new LineImport(say, language, stage.stage, {
    replaceTrack: (track) => host.replaceTrack(track),
  });
  const rhythm = new Rhythm(say, form, host.formset, addresses.recordings, (leg) =>
    host.chooseLeg(leg),
  );
  const deskWalk = new DeskWalkPart(form, say, language);
  const check = new TriggerCheckPart({
    form,
    bench: addresses.bench,
    service: checkService(addresses, bench.version, token),
    threshold: bench.threshold,
    say,
    showStop: (prefix) => stops.lookAt(prefix),
    mark: (marks) => {
      stops.mark(marks);
      zones.mark(marks);
    },
  });
  stage.stage.after(stops.element);
  stage.element.append(
    deskWalk.element,
    check.element,
    lineImport.element,
    zones.element,
    legs,
    rhythm.element,
  );
  const service = placeService(addresses, contentLanguage(), token, say("stop_unmade"));
  const dialog = new StopDialog(service, say, language);
  return {
    all: [stops, zones, lineImport, rhythm, deskWalk, check],
    stops,
    adder: new StopAdder(rows, dialog, stage.element),
  };
}

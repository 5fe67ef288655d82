import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Point } from "../../frontend/src/geo.ts";
import {
  Journey,
  type JourneyHost,
  type KeptJourney,
} from "../../frontend/src/journey/journey.ts";
import type { TrailPackage } from "../../frontend/src/journey/trail-package.ts";

const PER_DEGREE = 111_195;
const point = (east: number): Point => ({
  latitude: 45,
  longitude: 4 + east / (PER_DEGREE * Math.cos(Math.PI / 4)),
});
const AT_M = [100, 300, 500];
const trail: TrailPackage = {
  id: "trail",
  language: "fr",
  title: "A street",
  city: "",
  url: "",
  addressOf: (file) => file,
  trail: {
    line: [point(0), point(600)],
    zones: AT_M.map((east, i) => ({ ...point(east), id: `id${i + 1}`, radiusM: 25 })),
    isGuided: true,
  },
  stops: AT_M.map((east, i) => ({
    ...point(east),
    id: `id${i + 1}`,
    code: `S${i + 1}`,
    title: `Stop ${i + 1}`,
    lookFor: "",
    lookForPicture: null,
    quiz: null,
  })),
};

/** Writes down all that a journey asks for. */
class Recorder implements JourneyHost {
  readonly said: string[] = [];
  isPlaying = false;

  isHeard(): boolean {
    return this.isPlaying;
  }
  onBegin(code: string): void {
    this.said.push(`begin ${code}`);
  }
  onWait(code: string): void {
    this.said.push(`wait ${code}`);
  }
  onNear(): void {}
  onHere(code: string | null): void {
    if (!code) this.said.push("left");
  }
  onTrack(state: string): void {
    this.said.push(state);
  }
  onMissed(codes: readonly string[]): void {
    this.said.push(`missed ${codes.join(" ")}`);
  }
}

/** Walks along the street at 1.3 m/s with good fixes; returns the time at the end. */
function walk(journey: Journey, fromM: number, toM: number, at: number): number {
  const seconds = Math.round(Math.abs(toM - fromM) / 1.3);
  for (let i = 0; i <= seconds; i += 1) {
    const east = fromM + ((toM - fromM) * i) / seconds;
    journey.take({ ...point(east), accuracy: 5, at: at + 1000 * i });
  }
  return at + 1000 * seconds;
}

const begins = (host: Recorder): string[] =>
  host.said.filter((words) => words.startsWith("begin"));

describe("a journey along a street", () => {
  test("has each story begin in its turn, once", () => {
    const host = new Recorder();
    const journey = new Journey(trail, host, null);
    const at = walk(journey, 0, 590, 0);
    walk(journey, 590, 10, at + 1000);
    assert.deepEqual(begins(host), ["begin S1", "begin S2", "begin S3"]);
  });

  test("has a story wait while another is heard, and begin when that is over", () => {
    const host = new Recorder();
    const journey = new Journey(trail, host, null);
    walk(journey, 0, 150, 0);
    host.isPlaying = true;
    walk(journey, 150, 320, 116_000);
    assert.deepEqual(host.said.slice(-2), ["left", "wait S2"]);
    assert.deepEqual(journey.waiting, ["S2"]);
    host.isPlaying = false;
    journey.over();
    assert.equal(host.said.at(-1), "begin S2");
    assert.deepEqual(journey.waiting, []);
  });

  test("does not tell again what the walker has chosen by hand", () => {
    const host = new Recorder();
    const journey = new Journey(trail, host, null);
    journey.choose("S1");
    walk(journey, 0, 200, 0);
    assert.deepEqual(begins(host), []);
  });

  test("goes on from what was kept, and tells nothing twice", () => {
    const host = new Recorder();
    const first = new Journey(trail, host, null);
    const at = walk(first, 0, 180, 0);
    const kept = JSON.parse(JSON.stringify(first.kept)) as KeptJourney;
    const later = new Journey(trail, host, kept);
    walk(later, 60, 400, at + 60_000);
    assert.deepEqual(begins(host), ["begin S1", "begin S2"]);
  });

  test("leads along the track to the next stop", () => {
    const journey = new Journey(trail, new Recorder(), null);
    walk(journey, 0, 150, 0);
    const way = journey.wayTo("S2");
    assert.equal(way?.isAlong, true);
    assert.ok(Math.abs((way?.metres ?? 0) - 150) < 12, `${way?.metres}`);
  });

  test("offers what was walked past while the phone could not look", () => {
    const host = new Recorder();
    const journey = new Journey(trail, host, null);
    const at = walk(journey, 0, 180, 0);
    journey.wasAway();
    walk(journey, 380, 420, at + 160_000);
    assert.ok(host.said.includes("missed S2"), host.said.join(", "));
  });

  test("says that the position was lost, and found", () => {
    const host = new Recorder();
    const journey = new Journey(trail, host, null);
    const at = walk(journey, 0, 12, 0);
    for (let i = 1; i <= 22; i += 1) journey.tick(at + 1000 * i);
    walk(journey, 14, 20, at + 23_000);
    assert.deepEqual(host.said, ["lost", "on"]);
    assert.equal(journey.wayBack, null);
  });
});

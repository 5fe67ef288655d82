/** A recorded walk through the engine: lines of fixes in, lines of events out. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readFixes } from "../src/position/recorded-fixes";
import { WalkEngine, type WalkEvent, type WalkFix } from "../src/walk/engine";
import { readTour } from "./tour";

const USAGE = "node frontend/tools/replay.mjs --tour package.json --fixes fixes.ndjson";
const TICK_MS = 1000;
/** Longer silences are not ticked through to their end. */
const LONGEST_MS = 600_000;

/** Replays the files that are named; gives what to print. */
export function run(args: readonly string[]): string {
  const { values } = parseArgs({
    args: [...args],
    options: { tour: { type: "string" }, fixes: { type: "string" } },
  });
  if (!values.tour || !values.fixes) throw new Error(USAGE);
  const tour = readTour(readFileSync(values.tour, "utf8"));
  const fixes = readFixes(readFileSync(values.fixes, "utf8"));
  return replay(new WalkEngine(tour.trail), fixes).map(writeEvent).join("\n");
}

/** All events of a walk; between fixes time passes second by second, as on a phone. */
export function replay(engine: WalkEngine, fixes: readonly WalkFix[]): WalkEvent[] {
  const events: WalkEvent[] = [];
  let before = fixes[0]?.at ?? 0;
  for (const fix of fixes) {
    const until = Math.min(fix.at, before + LONGEST_MS);
    for (let at = before + TICK_MS; at < until; at += TICK_MS)
      events.push(...engine.tick(at));
    events.push(...engine.take(fix));
    before = Math.max(before, fix.at);
  }
  return events;
}

function writeEvent(event: WalkEvent): string {
  const stop = "id" in event ? { stop: event.id } : {};
  return JSON.stringify({ t: event.at, type: event.kind, ...stop });
}
